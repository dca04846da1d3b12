// GraphQL over HTTP: the public audits of graphql-http, and what every malformed or oversized request must get.
import { serverAudits } from 'graphql-http';
import { ask } from './server.mjs';

export async function http({ check }, { url, headers }) {
  const fetchFn = (target, init = {}) => fetch(target, { ...init, headers: { ...init.headers, ...headers }, signal: AbortSignal.timeout(10_000) });
  for (const audit of serverAudits({ url, fetchFn })) {
    await check(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      await result.response?.body?.cancel().catch(() => {});
      return result.status === 'ok' || result.reason;
    });
  }

  const code = async (body) => (await ask(url, body, headers)).errors?.[0]?.extensions?.code;
  const aliases = `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
  await check('1,000 aliases are refused by name', async () => await code({ query: aliases }) === 'TOO_MANY_ALIASES' || 'other code');
  await check('a document of 100,000 tokens is refused by name', async () =>
    await code({ query: `{ ${'__typename '.repeat(100_000)}}` }) === 'BODY_TOO_LARGE'
      || await code({ query: `{ ${'__typename '.repeat(50_000)}}` }) === 'TOO_MANY_TOKENS' || 'other code');
  await check('an unknown document hash is refused by name', async () =>
    await code({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }) === 'PERSISTED_QUERY_NOT_FOUND' || 'other code');
  await check('NUL in a variable is a typed refusal', async () =>
    await code({ query: 'query($a: ID!) { node(id: $a) { id } }', variables: { a: 'x\u0000' } }) === 'INVALID_CHARACTER' || 'other code');
  await check('a body of 50 MB is 413 with a typed error', async () => {
    // The server answers before the body has come and cuts the connection; a client that is still writing may see that first, and asks again.
    const send = () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: new Uint8Array(50_000_000) });
    let response = null;
    for (let attempt = 1; response === null; attempt++) {
      response = await send().catch(cut => { if (attempt === 20) throw cut; return null; });
    }
    return response.status === 413 && (await response.json()).errors[0].extensions.code === 'BODY_TOO_LARGE' || `${response.status}`;
  });
  await check('methods other than GET and POST are 405 with Allow', async () => {
    const response = await fetch(url, { method: 'PUT' });
    return response.status === 405 && response.headers.get('allow') === 'GET, POST' || `${response.status}`;
  });
  await check('a client that accepts nothing we write gets 406', async () =>
    (await fetch(url, { method: 'POST', headers: { accept: 'image/png', 'content-type': 'application/json' }, body: '{}' })).status === 406 || 'other status');
}
