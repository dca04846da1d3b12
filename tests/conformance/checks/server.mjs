import { buildClientSchema, getIntrospectionQuery, getNamedType, isLeafType, isRequiredArgument } from 'graphql';

export async function ask(url, body, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

export async function serverSchema(url, headers) {
  const { data, errors } = await ask(url, { query: getIntrospectionQuery({ descriptions: false }) }, headers);
  if (!data) throw new Error(`introspection failed: ${JSON.stringify(errors)}`);
  return buildClientSchema(data);
}

// A subscription that starts for this caller without arguments, or undefined.
export async function findSubscription(url, headers) {
  const schema = await serverSchema(url, headers);
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const type = getNamedType(field.type);
    const leaf = !isLeafType(type) && Object.values(type.getFields?.() ?? {}).find(f => isLeafType(getNamedType(f.type)) && !f.args.some(isRequiredArgument));
    const query = `subscription { ${field.name}${isLeafType(type) ? '' : ` { ${leaf ? leaf.name : '__typename'} }`} }`;
    if (!field.args.some(isRequiredArgument) && await starts(url, headers, query)) return query;
  }
  return undefined;
}

async function starts(url, headers, query) {
  const stop = new AbortController();
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(2000)]),
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query }),
    });
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (text.includes('event:')) break;
    }
    return !text.includes('"errors"');
  } catch (error) {
    return error.name === 'TimeoutError';
  } finally {
    stop.abort();
  }
}
