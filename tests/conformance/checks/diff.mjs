// What the last change of graphql/schema.graphql broke for clients.
import { buildSchema } from 'graphql';
import { CriticalityLevel, diff as compare } from '@graphql-inspector/core';
import { readFile } from 'node:fs/promises';
import { none } from './report.mjs';
import { git, root, schemaPath } from './repository.mjs';

export async function diff({ check, skip }, { allowBreaking }) {
  const name = `${schemaPath} breaks no client of its previous version`;
  const now = await readFile(new URL(schemaPath, root), 'utf8').catch(() => null);
  const before = now === null ? null : previous(now);
  if (before === null) {
    skip(name, now === null ? 'the file is not there' : 'git knows no previous version');
    return;
  }
  const changes = await compare(buildSchema(before), buildSchema(now));
  const breaking = changes.filter(change => change.criticality.level === CriticalityLevel.Breaking).map(change => change.message);
  console.log(`       ${changes.length} changes, ${breaking.length} breaking`);
  if (allowBreaking && breaking.length > 0) {
    skip(name, `allowed: ${breaking.join(', ')}`);
    return;
  }
  await check(name, () => none(breaking));
}

// The newest committed version that differs from the working tree.
function previous(now) {
  for (const commit of (git('log', '-20', '--format=%H', '--', schemaPath) ?? '').split('\n').filter(Boolean)) {
    const text = git('show', `${commit}:${schemaPath}`);
    if (text !== null && text !== now) return text;
  }
  return null;
}
