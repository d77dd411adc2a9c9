import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find.mjs';
import type { BrowserName } from './types.ts';

/** The browser's program; throws in words that say what to do. */
export function browserPath(name: BrowserName): string {
  const path = findBrowser(name);
  if (path === null) throw new Error(`No ${name} was found. Run "node scripts/setup.mjs", or set ${name.toUpperCase()} to its path.`);
  return path;
}

/** A folder for one browser's data; `drop` removes it unless the caller brought it. */
export function profile(name: BrowserName, given: string | undefined): { dir: string; fresh: boolean; drop(): void } {
  const dir = given ?? mkdtempSync(join(tmpdir(), `holdfast-${name}-`));
  const fresh = given === undefined || !existsSync(given);
  mkdirSync(dir, { recursive: true });
  return { dir, fresh, drop: () => { if (given === undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 5 }); } };
}
