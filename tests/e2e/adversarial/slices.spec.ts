import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import { chunksOf, copyOfProfile } from '../../lib/forensics/profile.ts';
import { recoverEach, type Recovered } from '../../lib/forensics/recover.ts';
import { batchOf, isBlack, place, region } from '../../lib/sliced.ts';
import { BROWSERS, PASSPHRASE, ROOT, start, testid, until } from '../lib/session.ts';
import { addBatch, must, packed } from './lib/hold.ts';

const WORDS = ['wren', 'tit', 'crow', 'rook', 'swift', 'finch', 'heron', 'stork', 'crane', 'plover'];
const DELETED = [1, 4, 5];
const MARKED = 7;
const GONE = [...DELETED, MARKED];
const KEPT = WORDS.map((_, i) => i).filter((i) => !GONE.includes(i));

const ours = (path: string): boolean => /^Default[/\\](IndexedDB|Local Extension|Sync Extension|blob_storage|File System|Storage)|^storage[/\\]/.test(path);

/** What somebody gets out of a copy of the files, with the passphrase: of slices and items that had these ids. */
async function taken(profileDir: string, ...ids: string[]): Promise<Recovered[]> {
  const copy = copyOfProfile(profileDir);
  try {
    return await recoverEach(copy, PASSPHRASE, ids, ours);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const nothing = ({ opened, keys, blocks }: Recovered): boolean => opened === 1 && keys.length === 0 && blocks.length === 0;

/** Files in which one of these byte strings stands. */
function filesWith(profileDir: string, needles: Buffer[]): string[] {
  const copy = copyOfProfile(profileDir);
  try {
    return [...chunksOf(copy)].filter(({ bytes }) => needles.some((needle) => bytes.includes(needle))).map(({ where }) => where);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** As she does it: from the covered slip, with one confirmation. */
async function markFromSlip(driver: Driver, number: number): Promise<void> {
  const desk = await driver.openExtensionPage('/dashboard.html');
  await desk.waitFor(`[data-number="${number}"]`);
  await desk.click(`[data-number="${number}"] ${testid('slip-mark-open')}`);
  await desk.click(testid('mark-child'));
  await desk.click(testid('mark-yes'));
  await desk.waitFor(`${testid('mark-done')} ${testid('hotlines')}`);
  await desk.close();
}

/** Unpacked, held against its sums by the system's own tool, and by our command. */
function check(zip: Buffer): { said: string; exit: number | null; slice: (id: string) => Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'hf-slices-'));
  const path = join(folder, 'x.zip');
  writeFileSync(path, zip);
  execFileSync('unzip', ['-q', path, '-d', folder]);
  const [name = ''] = execFileSync('sh', ['-c', 'ls -d evidence-*'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const cwd = join(folder, name);
  for (const list of ['tagmanifest-sha256.txt', 'manifest-sha256.txt']) execFileSync('sha256sum', ['--strict', '--quiet', '-c', list], { cwd });
  const verify = spawnSync(process.execPath, [`${ROOT}scripts/verify.mjs`, path], { cwd: ROOT, encoding: 'utf8' });
  return { said: verify.stdout, exit: verify.status, slice: (id) => readFileSync(join(cwd, `data/slices/${id}.png`)) };
}

for (const browser of BROWSERS) {
  test.describe(`${browser}: a picture shared by ten posts`, () => {
    let profileDir: string;
    let driver: Driver;
    const begin = async (): Promise<void> => void (driver = await start(browser, { profileDir }));

    test.setTimeout(900_000);
    test.beforeEach(async () => {
      profileDir = mkdtempSync(join(tmpdir(), `hf-slices-${browser}-`));
      await begin();
      await must(driver, 'create', PASSPHRASE);
    });
    test.afterEach(async () => {
      await driver.sigkill();
      rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
    });

    test('three of them deleted, one marked: their pixels are in no file, the proofs of the other six hold', async () => {
      const batch = await batchOf(WORDS);
      const { slice, items } = batch;
      const ids = items.map((item) => item.head.id);
      await addBatch(driver, batch);
      await driver.sigkill();
      const [before] = await taken(profileDir, slice.id);
      expect([before?.opened, before?.keys.length !== 0, before?.blocks.some(({ whole, place: at }) => whole && at === `slice:${slice.id}`)], 'the slice opens from the files before').toEqual([1, true, true]);

      await begin();
      await must(driver, 'unlock', PASSPHRASE);
      await must(driver, 'remove', DELETED.map((i) => ids[i]), 'hers');
      await markFromSlip(driver, MARKED + 1);
      await driver.sigkill();
      const [bystander, ...after] = await taken(profileDir, ids[0] as string, slice.id, ...GONE.map((i) => ids[i] as string));
      expect(bystander?.keys.length, 'the search would find a key that is there').toBeGreaterThan(0);
      expect(after.map(nothing)).toEqual([true, true, true, true, true]);
      const rows = await Promise.all(GONE.map(async (i) => Buffer.from(await region(slice.png, { ...place(i), height: 1 }))));
      expect(filesWith(profileDir, rows), 'pixels as they are').toEqual([]);

      await begin();
      await must(driver, 'unlock', PASSPHRASE);
      expect((await must(driver, 'check') as { id: string }[]).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
      const six = check(await packed(driver, { ids: KEPT.map((i) => ids[i] as string), pictures: 'screen', intimate: false }));
      expect(six.said).toContain('INTEGRITY ONLY');
      expect([six.exit, /^(FAILS|failed|withheld|destroyed):/m.test(six.said)]).toEqual([3, false]);
      const now = new Uint8Array(six.slice(slice.id));
      for (const i of GONE) expect(isBlack(await region(now, place(i))), WORDS[i]).toBe(true);
      for (const i of KEPT) expect(Buffer.from(await region(now, place(i))).equals(await region(slice.png, place(i))), WORDS[i]).toBe(true);
      const marked = check(await packed(driver, { ids: [ids[MARKED] as string], pictures: 'screen', intimate: true }));
      expect(marked.exit).toBe(3);
      expect(marked.said).toContain('crop.png');
      expect(marked.said).toContain('(may show a child)');
    });

    test('killed between the rows and the keys: ended at the next unlock', async () => {
      const batch = await batchOf(WORDS.slice(0, 3));
      const ids = batch.items.map((item) => item.head.id);
      await addBatch(driver, batch);
      await driver.background((id: string) => {
        const here = self as unknown as { __vaultPoint?: (name: string) => Promise<void> | void; __held?: boolean; __hold: { vault: { mark(ids: string[], as: string): Promise<unknown> } } };
        here.__vaultPoint = (name) => {
          if (name !== 'removed') return undefined;
          here.__held = true;
          return new Promise(() => undefined);
        };
        void here.__hold.vault.mark([id], 'child');
      }, ids[1] as string);
      await until(() => driver.background(() => (self as unknown as { __held?: boolean }).__held === true), 'the rows are written');
      await driver.sigkill();
      expect((await taken(profileDir, batch.slice.id))[0]?.keys.length, 'the old key still lies there').toBeGreaterThan(0);
      await begin();
      await must(driver, 'unlock', PASSPHRASE);
      await driver.sigkill();
      expect((await taken(profileDir, batch.slice.id, ids[1] as string)).map(nothing)).toEqual([true, true]);
      await begin();
      await must(driver, 'unlock', PASSPHRASE);
      expect((await must(driver, 'check') as { id: string }[]).filter(({ id }) => id.startsWith('damaged'))).toEqual([]);
    });
  });
}
