// Checks that live beside the repository, when they are there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './repository.mjs';

export async function shared({ check, skip }, { url, wsUrl, subscription, headers }) {
  const folder = process.env.CECOMMERCE_SHARED ?? fileURLToPath(new URL('../shared', root));
  const run = async (script, args) => {
    const path = `${folder}/conformance/${script}`;
    if (!existsSync(path)) {
      skip(script, `${path} is not there`);
      return;
    }
    await check(script, () => {
      const { status, stdout } = spawnSync(process.execPath, [path, ...args], { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8' });
      const lines = stdout.trim().split('\n');
      console.log(`       ${lines.at(-1)}`);
      return status === 0 || lines.filter(line => !line.startsWith('ok')).join('\n       ');
    });
  };
  await run('graphql-audit.mjs', [url, '--strict', ...(headers.authorization ? ['--header', `authorization: ${headers.authorization}`] : [])]);
  await run('graphql-ws-check.mjs', [wsUrl, ...(subscription ? ['--query', subscription] : [])]);
}
