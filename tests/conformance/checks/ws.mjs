// graphql-transport-ws: the rules and close codes of PROTOCOL.md (graphql-ws) over a bare socket, and the protocol's own client.
import WebSocket from 'ws';
import { createClient } from 'graphql-ws';
import { within } from './report.mjs';

const init = { type: 'connection_init' };

// Opens a socket, sends messages in order (waiting for the ack after connection_init) and hands back what happened.
function talk(url, messages, { protocol = 'graphql-transport-ws', headers = {} } = {}) {
  const socket = new WebSocket(url, protocol, { headers });
  const seen = [];
  const waiting = [];
  const notify = () => waiting.splice(0).forEach(wake => wake());
  let closed;
  socket.on('message', data => { seen.push(JSON.parse(data)); notify(); });
  socket.on('close', code => { closed = code; notify(); });
  socket.on('error', () => {});
  const until = (test, what, milliseconds = 5000) => within((async () => {
    for (;;) {
      const found = test();
      if (found !== undefined) return found;
      await new Promise(wake => waiting.push(wake));
    }
  })(), milliseconds, what);
  const message = (type, id) => until(() => seen.find(m => m.type === type && (id === undefined || m.id === id)), type);
  const started = (async () => {
    await new Promise((resolve, reject) => { socket.on('open', resolve); socket.on('close', resolve); socket.on('error', reject); });
    for (const one of messages) {
      socket.send(typeof one === 'string' ? one : JSON.stringify(one));
      if (one === init) await message('connection_ack');
    }
  })().catch(() => {});
  return { socket, seen, started, message, send: m => socket.send(JSON.stringify(m)), closes: ms => until(() => closed, 'close', ms), end: () => socket.terminate() };
}

export async function ws({ check, skip }, { wsUrl, headers, subscription }) {
  const closesWith = async (code, messages, options, milliseconds) => {
    const one = talk(wsUrl, messages, { headers, ...options });
    await one.started;
    const got = await one.closes(milliseconds);
    return got === code || `closed with ${got}`;
  };
  const subscribe = (id, query) => ({ type: 'subscribe', id, payload: { query } });

  await check('the subprotocol graphql-transport-ws is chosen', async () => {
    const one = talk(wsUrl, [init], { headers });
    await one.started;
    const { protocol } = one.socket;
    one.end();
    return protocol === 'graphql-transport-ws' || protocol;
  });
  await check('another subprotocol is refused', async () => {
    const one = talk(wsUrl, [], { protocol: 'nonsense' });
    await one.started;
    return [4406, 1002, 1005, 1006].includes(await one.closes());
  });
  await check('subscribing before the ack closes with 4401', () => closesWith(4401, [subscribe('1', '{ __typename }')]));
  await check('a second connection_init closes with 4429', () => closesWith(4429, [init, { type: 'connection_init' }]));
  await check('what is no JSON closes with 4400', () => closesWith(4400, ['{nope']));
  await check('JSON that is no message closes with 4400', () => closesWith(4400, ['[]']));
  await check('an unknown message type closes with 4400', () => closesWith(4400, [init, { type: 'banana' }]));
  await check('a subscribe without a payload closes with 4400', () => closesWith(4400, [init, { type: 'subscribe', id: '1' }]));
  await check('a bad token in connection_init closes with 4403', () =>
    closesWith(4403, [{ ...init, payload: { authorization: 'Bearer not-a-token' } }]));
  await check('no connection_init closes with 4408', () => closesWith(4408, [], {}, 20_000));
  await check('ping is answered with pong', async () => {
    const one = talk(wsUrl, [init, { type: 'ping' }], { headers });
    const pong = await one.message('pong');
    one.end();
    return !!pong;
  });
  await check('a query is next, then complete', async () => {
    const one = talk(wsUrl, [init, subscribe('q', '{ __typename }')], { headers });
    await one.message('complete', 'q');
    one.end();
    return one.seen.filter(m => m.id === 'q').map(m => m.type).join() === 'next,complete' || JSON.stringify(one.seen);
  });
  await check('an invalid document is an error message and the socket stays open', async () => {
    const one = talk(wsUrl, [init, subscribe('e', '{ nope_nope }')], { headers });
    const error = await one.message('error', 'e');
    one.send(subscribe('again', '{ __typename }'));
    await one.message('complete', 'again');
    one.end();
    return Array.isArray(error.payload) || JSON.stringify(error);
  });
  await check('the graphql-ws client gets its answer', async () => {
    const client = createClient({ url: wsUrl, webSocketImpl: WebSocket, retryAttempts: 0 });
    const results = [];
    for await (const result of client.iterate({ query: '{ __typename }' })) results.push(result);
    await client.dispose();
    return results.length === 1 && results[0].data.__typename === 'Query' || JSON.stringify(results);
  });
  if (!subscription) {
    skip('a running id used again closes with 4409', 'the schema has no subscription that this caller can start without arguments; name one with --subscription');
    return;
  }
  await check('a running id used again closes with 4409', async () => {
    const one = talk(wsUrl, [init, subscribe('d', subscription)], { headers });
    await one.started;
    await new Promise(resolve => setTimeout(resolve, 300));
    one.send(subscribe('d', subscription));
    const code = await one.closes();
    return code === 4409 || `closed with ${code}`;
  });
}
