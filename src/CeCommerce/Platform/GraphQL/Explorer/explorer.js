// The explorer's own part: how requests travel. Subscriptions use server-sent events, so that the headers typed into
// GraphiQL (Authorization, Accept-Language) work for them as well.
const root = document.getElementById('explorer');
const endpoint = root.dataset.endpoint;

const send = (params, headers, accept) => fetch(endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers, accept },
  body: JSON.stringify(params),
});

const isSubscription = (params, options) => {
  const operations = (options?.documentAST?.definitions ?? []).filter(d => d.kind === 'OperationDefinition');
  const chosen = operations.find(d => d.name?.value === params.operationName) ?? operations[0];
  return chosen?.operation === 'subscription';
};

async function* events(params, headers) {
  const response = await send(params, headers, 'text/event-stream');
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield await response.json();
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        if (block.startsWith('event: complete')) return;
        const data = block.split('\n').find(line => line.startsWith('data: '));
        if (block.startsWith('event: next') && data) yield JSON.parse(data.slice('data: '.length));
      }
    }
  } finally {
    reader.cancel();
  }
}

const fetcher = (params, options) => isSubscription(params, options)
  ? events(params, options?.headers)
  : send(params, options?.headers, 'application/graphql-response+json').then(response => response.json());

ReactDOM.createRoot(root).render(React.createElement(GraphiQL, {
  fetcher,
  isHeadersEditorEnabled: true,
  shouldPersistHeaders: true,
  inputValueDeprecation: false,
  defaultHeaders: '{\n  "Accept-Language": "ja"\n}',
  defaultQuery: [
    '# CeCommerce GraphQL',
    '# 左のアイコンで全スキーマの説明を読めます。認証が必要なフィールドは、下の Headers に',
    '# { "Authorization": "Bearer …" } を入れてください（scripts/cecommerce token で発行）。',
    '{',
    '  __typename',
    '}',
    '',
  ].join('\n'),
}));
