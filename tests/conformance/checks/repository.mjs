import { execFileSync } from 'node:child_process';

export const root = new URL('../../../', import.meta.url);
export const schemaPath = 'graphql/schema.graphql';

// Null when git cannot tell, for example in a shallow clone.
export function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 });
  } catch {
    return null;
  }
}
