import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';

import { expect, it, vi } from 'vitest';

import { must } from '@/tests/lib/empty-vault';
import { has } from '@/tests/lib/tools';
import { sealWithPassphrase } from '@/utils/crypto/age';
import { utf8 } from '@/utils/crypto/bytes';
import { isDue } from '@/utils/handoff/backup-note';
import { cut, join, newSecret, readHalf, wordsOf, writeHalf } from '@/utils/handoff/share';
import { WORDS } from '@/utils/ui/words';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

/** What the age command makes of a file by a passphrase; null: it does not open. */
function opens(box: Uint8Array, passphrase: string): string | null {
  const folder = mkdtempSync(path(tmpdir(), 'hf-share-'));
  try {
    writeFileSync(path(folder, 'b.age'), box);
    execFileSync('script', ['-qec', 'age -d -o out b.age', '/dev/null'], { cwd: folder, input: `${passphrase}\n`, stdio: ['pipe', 'pipe', 'pipe'] });
    return readFileSync(path(folder, 'out'), 'utf8');
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it.runIf(has('age') && has('script'))('two halves give the words back, and the age command opens by them; each alone opens nothing', async () => {
  const secret = newSecret();
  const words = await wordsOf(secret, WORDS);
  expect(words.split('-')).toHaveLength(6);
  const box = await sealWithPassphrase(words, utf8('everything'), 6);
  const [one, two] = cut(secret);
  const [a, b] = [await writeHalf(one), await writeHalf(two)];
  const back = must(join(must(await readHalf(b)), must(await readHalf(a))));
  expect(opens(box, await wordsOf(back, WORDS))).toBe('everything');
  for (const half of [one, two]) {
    expect(opens(box, await wordsOf(half.bytes, WORDS))).toBeNull();
    expect(opens(box, await writeHalf(half))).toBeNull();
  }
});

it('a half is as likely under every secret: another half beside it gives any other', () => {
  const [secret, other] = [newSecret(), newSecret()];
  const [one, two] = cut(secret);
  for (const half of [one, two]) {
    const beside = { ...half, which: half.which === 1 ? (2 as const) : (1 as const), bytes: half.bytes.map((byte, i) => byte ^ (other[i] ?? 0)) };
    expect(must(join(half, beside))).toEqual(other);
  }
  expect(cut(secret)[0].bytes).not.toEqual(one.bytes);
});

it('is read as people type it, and a slip, a wrong pair or half a half is said', async () => {
  const secret = newSecret();
  const [one, two] = cut(secret);
  const text = await writeHalf(one);
  expect(text).toMatch(/^HALF1(-[A-Z2-7]{1,4}){10}$/);
  expect(must(await readHalf(`Here is it:\n ${text.toLowerCase().replaceAll('-', ' ')}\n`))).toEqual(one);
  const at = text.length - 9;
  const slip = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  expect(await readHalf(slip)).toMatchObject({ error: 'half-damaged' });
  expect(await readHalf(text.slice(0, -5))).toMatchObject({ error: 'half-damaged' });
  expect(await readHalf(text.replace('HALF1', 'HALF2'))).toMatchObject({ error: 'half-damaged' });
  expect(await readHalf('no such thing')).toMatchObject({ error: 'half-none' });
  expect(join(one, one)).toMatchObject({ error: 'halves-same' });
  expect(join(one, cut(secret)[1])).toMatchObject({ error: 'halves-other' });
  expect(must(join(one, two))).toEqual(secret);
});

it('the same secret always gives the same words (worked out once more with python3 and hmac)', async () => {
  expect(await wordsOf(new Uint8Array(16).fill(7), WORDS)).toBe('dust-gamma-rocker-dwarf-online-math');
});

it('reminds where there is something to lose, and never where she said no', () => {
  const now = new Date('2026-05-01T10:00:00Z');
  const note = { last: null, secret: null, remind: true, restored: null };
  const last = (days: number, items: number) => ({ at: new Date(now.getTime() - days * 86_400_000).toISOString(), items, by: 'words' as const });
  expect([isDue(note, 9, now), isDue(note, 10, now), isDue({ ...note, remind: false }, 500, now)]).toEqual([false, true, false]);
  expect([isDue({ ...note, last: last(29, 3) }, 50, now), isDue({ ...note, last: last(31, 50) }, 50, now), isDue({ ...note, last: last(31, 49) }, 50, now)]).toEqual([false, false, true]);
});
