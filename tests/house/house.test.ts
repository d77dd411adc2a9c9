import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CHECK = join(import.meta.dirname, '../../scripts/check-house.mjs');

let house: string;

/** The check's lines on a small house: what our own allow-list asks for is put there first. */
function check(files: Record<string, string>): { code: number; lines: string[] } {
  const all = { 'utils/page/media.ts': 'void fetch(here);\n', 'utils/page/act/call.ts': 'void fetch(here);\n', 'utils/page/folder/dav.ts': 'void fetch(here);\n', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
  try {
    return { code: 0, lines: execFileSync('node', [CHECK, house], { encoding: 'utf8' }).split('\n') };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, lines: stdout.split('\n') };
  }
}

beforeEach(() => { house = mkdtempSync(join(tmpdir(), 'house-')); });
afterEach(() => rmSync(house, { recursive: true, force: true }));

describe('the house check', () => {
  it('holds when every import stands in the table', () => {
    const { code, lines } = check({
      'utils/vault/db.ts': "import Dexie from 'dexie';\nimport { toHex } from '@/utils/domain/ids';\nexport { Dexie, toHex };\n",
      'utils/domain/ids.ts': "import type { A } from './a';\nexport const toHex = (a: A): string => String(a);\n",
      'utils/domain/a.ts': "/** import x from 'zod' */\nexport type A = 'import' | 'export';\n",
      'components/Slip.tsx': "import { word } from '@/utils/i18n/words';\nexport const Slip = word;\n",
      'entrypoints/core/index.ts': "import { db } from '@/utils/vault/db';\nimport '../../components/Slip';\ndb();\n",
    });
    expect(lines[0]).toBe('The house holds.');
    expect(code).toBe(0);
  });

  it.each([
    ['a folder the table does not allow', 'components/List.tsx', "\nimport { page } from '@/utils/vault/items';\n", 'components/List.tsx:2', 'components may not import vault'],
    ['the same by a relative path', 'utils/page/bar.ts', "import { key } from '../crypto/keys';\n", 'utils/page/bar.ts:1', 'page may not import crypto'],
    ['a type from a folder that is closed', 'utils/sites/x.ts', "import type { Row } from '@/utils/vault/types';\n", 'utils/sites/x.ts:1', 'sites may not import vault'],
    ['an import() at run time', 'utils/text/a.ts', "export const late = () => import('@/utils/page/bar');\n", 'utils/text/a.ts:1', 'text may not import page'],
    ['an export that passes on', 'utils/text/a.ts', "export { a,\n  b } from '@/utils/custody/tree';\n", 'utils/text/a.ts:1', 'text may not import custody'],
    ['dexie outside the vault', 'utils/custody/log.ts', "import Dexie from 'dexie';\n", 'utils/custody/log.ts:1', 'dexie may be imported by vault only'],
    ['the polyfill outside platform', 'entrypoints/core/index.ts', "import browser from 'webextension-polyfill';\n", 'entrypoints/core/index.ts:1', 'webextension-polyfill may be imported by platform only'],
    ['zod in the page', 'utils/page/a.ts', "import { z } from 'zod/mini';\n", 'utils/page/a.ts:1', 'page never imports zod'],
    ['anything in domain', 'utils/domain/a.ts', "import x from '@noble/hashes/sha2.js';\n", 'utils/domain/a.ts:1', 'domain never imports @noble/hashes'],
    ['an entrypoint', 'utils/ui/a.ts', "import '@/entrypoints/dashboard/main';\n", 'utils/ui/a.ts:1', 'nobody imports entrypoints'],
    ['tests from what ships', 'utils/ui/a.ts', "import '@/tests/lib/x';\n", 'utils/ui/a.ts:1', 'what ships never imports tests'],
    ['a folder without a line', 'utils/misc/a.ts', "import '@/utils/domain/ids';\n", 'utils/misc/a.ts:1', 'utils/misc has no line in the table'],
    ['markup from a string', 'components/A.tsx', 'const a = 1;\nbox.innerHTML = words;\n', 'components/A.tsx:2', 'innerHTML or outerHTML set'],
    ['insertAdjacentHTML', 'utils/page/a.ts', "box.insertAdjacentHTML('beforeend', words);\n", 'utils/page/a.ts:1', 'insertAdjacentHTML'],
    ['code from a string', 'utils/page/a.ts', "eval('1');\nnew Function('1');\n", 'utils/page/a.ts:2', 'new Function'],
    ['a request', 'entrypoints/background/a.ts', "await fetch('https://example.org');\n", 'entrypoints/background/a.ts:1', 'fetch is not allowed'],
    ['a beacon', 'utils/ui/a.ts', "navigator.sendBeacon('/x');\n", 'utils/ui/a.ts:1', 'sendBeacon'],
    ['a file too long', 'tests/long.test.ts', '1;\n'.repeat(401), 'tests/long.test.ts:401', '401 lines; 400 at most'],
  ])('names %s', (_, path, text, where, what) => {
    const { code, lines } = check({ [path]: text });
    expect(lines.some((line) => line.startsWith(where) && line.includes(what)), lines.join('\n')).toBe(true);
    expect(code).toBe(1);
  });

  it('does not take words in comments, or reading innerHTML, for a breach', () => {
    const { lines } = check({ 'utils/page/a.ts': "// fetch( and eval( are not used\nconst a = box.innerHTML === '';\nconst { prefetch } = box; prefetch();\nexport { a };\n" });
    expect(lines[0]).toBe('The house holds.');
  });

  it('names an allowance that nothing needs any more', () => {
    const { lines } = check({ 'utils/page/media.ts': 'export {};\n' });
    expect(lines.join('\n')).toContain('the allowance for fetch is no longer used');
  });

  it('keeps a reason beside every allowance', () => {
    const rules = readFileSync(join(dirname(CHECK), 'lib/house-rules.mjs'), 'utf8');
    const allowances = rules.match(/\{ file: .*\}/g) ?? [];
    expect(allowances.length).toBeGreaterThan(0);
    for (const one of allowances) expect(one).toMatch(/why: ["'].{20,}["']/);
  });
});
