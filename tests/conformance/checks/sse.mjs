// graphql-sse, distinct connections mode, with the protocol's own client.
import { createClient } from 'graphql-sse';
import { within } from './report.mjs';

export async function sse({ check, skip }, { url, headers, subscription }) {
  const client = createClient({ url, headers, retryAttempts: 0 });
  const all = async (query) => {
    const results = [];
    for await (const result of client.iterate({ query })) results.push(result);
    return results;
  };

  await check('a query is one next, then complete', async () => {
    const results = await within(all('{ __typename }'), 5000, 'completion');
    return results.length === 1 && results[0].data.__typename === 'Query' || JSON.stringify(results);
  });
  await check('an invalid document is refused with errors', async () => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ nope_nope }' }),
    });
    return response.status === 400 && Array.isArray((await response.json()).errors) || `${response.status}`;
  });
  if (!subscription) {
    skip('a subscription streams and stops', 'the schema has no subscription that this caller can start without arguments; name one with --subscription');
    return;
  }
  await check('a subscription opens as text/event-stream and ends when the client leaves', async () => {
    const stop = new AbortController();
    const response = await within(fetch(url, {
      method: 'POST',
      signal: stop.signal,
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: subscription }),
    }), 5000, 'response');
    stop.abort();
    return response.headers.get('content-type')?.startsWith('text/event-stream') || response.headers.get('content-type');
  });
}
