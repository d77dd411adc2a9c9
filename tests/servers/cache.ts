import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'holdfast');

/**
 * A folder in the user's cache, made once a machine: `make` fills one that gets its name only when it is whole, and answers
 * a sentence where that cannot be done.
 */
export function cached(name: string, make: (into: string) => string | null): { folder: string } | string {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return { folder };
  mkdirSync(CACHE, { recursive: true });
  const making = mkdtempSync(join(CACHE, 'making-'));
  const failed = make(making);
  try {
    if (failed === null) renameSync(making, folder);
  } catch {
    // Another run was quicker; its folder is whole too.
  }
  rmSync(making, { recursive: true, force: true });
  if (failed !== null) return failed;
  return existsSync(folder) ? { folder } : `${folder} could not be made.`;
}
