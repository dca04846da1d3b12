#!/usr/bin/env node
// Runs every conformance check against a started server and ends with `N passed, N failed, N skipped`.
//
//   npm ci && node run.mjs http://127.0.0.1:5080/graphql [--subscription 'subscription { … }'] [--token T] [--allow-breaking] [--only http,sse,ws,relay,diff,shared,reports]
import { parseArgs } from 'node:util';
import { report } from './checks/report.mjs';
import { http } from './checks/http.mjs';
import { sse } from './checks/sse.mjs';
import { ws } from './checks/ws.mjs';
import { relay } from './checks/relay.mjs';
import { diff } from './checks/diff.mjs';
import { shared } from './checks/shared.mjs';
import { reports } from './checks/reports.mjs';
import { findSubscription } from './checks/server.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    subscription: { type: 'string' },
    token: { type: 'string' },
    only: { type: 'string' },
    'allow-breaking': { type: 'boolean', default: false },
  },
});

const url = positionals[0] ?? 'http://127.0.0.1:5080/graphql';
const headers = values.token ? { authorization: `Bearer ${values.token}` } : {};
const context = {
  url,
  headers,
  wsUrl: url.replace(/^http/, 'ws'),
  allowBreaking: values['allow-breaking'],
  subscription: values.subscription ?? await findSubscription(url, headers),
};

const suites = { http, sse, ws, relay, diff, shared, reports };
const wanted = values.only?.split(',') ?? Object.keys(suites);
const results = report();
for (const name of wanted) {
  console.log(`\n# ${name}`);
  await suites[name](results, context);
}
process.exit(results.end() ? 0 : 1);
