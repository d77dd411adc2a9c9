import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { quickSetUp, ROOT, saved, saveNth, start, testid, until } from '../lib/session.ts';

const NEXT = 'basin feather orchard nine';
const WAIT = 60_000;
interface Hold { __hold: { vault: Vault } }

/** Every saved post with its record, files and log, and everything on the shelf but the note of the backups: as one text to compare. */
const everything = (driver: Driver): Promise<string> => driver.background(async () => {
  const { vault } = (globalThis as unknown as Hold).__hold;
  const sum = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join(' ');
  const page = await vault.page(100);
  const posts = [];
  for (const head of page.ok ? page.value : []) {
    const [item, history] = await Promise.all([vault.item(head.id), vault.history(head.id)]);
    if (!item.ok || !history.ok) throw new Error('a post does not open');
    const record = JSON.parse(new TextDecoder().decode(item.value.recordBytes)) as { parts: { path: string }[]; files: { path: string }[] };
    const files = [];
    for (const { path } of [...record.parts, ...record.files, ...item.value.derived]) {
      const bytes = await vault.file(head.id, path);
      files.push([path, bytes.ok ? await sum(bytes.value) : bytes.error]);
    }
    posts.push({ head: item.value.head, record: await sum(item.value.recordBytes as Uint8Array<ArrayBuffer>), derived: item.value.derived, files, history: history.value });
  }
  const [contacts, rules] = await Promise.all([vault.shelf('contact'), vault.siteRules()]);
  return JSON.stringify({ posts, contacts, rules });
});

const textOf = (tab: Tab, id: string): Promise<string> => tab.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', testid(id));
const noPicker = (tab: Tab): Promise<unknown> => tab.evaluate(() => Reflect.set(window, 'showSaveFilePicker', undefined));

async function backUp(driver: Driver, desk: Tab, folder: string): Promise<{ file: string; words: string; halves: [string, string] }> {
  await desk.evaluate(() => { location.hash = '#/settings'; });
  await desk.waitFor(testid('show-words'), WAIT);
  await desk.click(testid('show-words'));
  await desk.waitFor(testid('backup-words'), WAIT);
  const words = await desk.evaluate((selector) => document.querySelector(`${selector} strong`)?.textContent ?? '', testid('backup-words'));
  await desk.click(testid('backup-wrote'));
  await noPicker(desk);
  await desk.click(testid('make-backup'));
  await desk.waitFor(testid('backup-done'), WAIT);
  await until(async () => readdirSync(folder).some((name) => name.endsWith('.age')), 'the backup in the downloads');
  expect(await textOf(desk, 'backup-last')).toContain('2 saved posts');
  await desk.click(testid('make-halves'));
  await desk.waitFor(testid('half-2-text'), WAIT);
  return { file: join(folder, readdirSync(folder)[0] as string), words, halves: [await textOf(desk, 'half-1-text'), await textOf(desk, 'half-2-text')] };
}

/** The commands that stand in the backup itself, with nothing of ours. `record`: of one of its posts. */
function byHand(file: string, words: string, record: string): void {
  const cwd = mkdtempSync(join(tmpdir(), 'hf-hand-'));
  try {
    execFileSync('script', ['-qec', `age -d -o b.tar '${file}'`, '/dev/null'], { cwd, input: `${words}\n`, stdio: ['pipe', 'pipe', 'pipe'] });
    execFileSync('tar', ['-xf', 'b.tar'], { cwd });
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd });
    const ids = readdirSync(join(cwd, 'items'));
    const records = ids.map((id) => (JSON.parse(readFileSync(join(cwd, 'items', id, 'item.json'), 'utf8')) as { record: string }).record);
    expect(records).toContain(record);
    expect(readFileSync(join(cwd, 'items', ids[0] as string, 'original.png')).subarray(1, 4).toString()).toBe('PNG');
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

test('a backup made in Chromium opens with age and comes back in Firefox by two halves, byte for byte, and its packages hold', async () => {
  test.setTimeout(360_000);
  const folder = mkdtempSync(join(tmpdir(), 'hf-back-'));
  const [mine, theirs] = [join(folder, 'a'), join(folder, 'b')];
  for (const one of [mine, theirs]) mkdirSync(one);
  let driver = await start('chromium', { downloadsDir: mine });
  try {
    const desk = await quickSetUp(driver);
    await saveNth(driver, await driver.newTab('https://x.com/home'), 'article[data-testid="tweet"]', 0);
    await saveNth(driver, await driver.newTab('https://bsky.app/'), '[data-testid^="feedItem-by-"]', 0);
    const [contact, record] = await driver.background(async () => {
      const { vault } = (globalThis as unknown as Hold).__hold;
      const page = await vault.page(1);
      const [newest] = page.ok ? page.value : [];
      if (!newest) throw new Error('nothing is saved');
      await vault.setNote(newest.id, 'in my own words');
      const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      await vault.shelve({ put: [{ id, kind: 'contact', data: { name: 'Rook' }, files: [{ name: 'card.txt', bytes: new TextEncoder().encode('a card') }] }], line: { type: 'handoff', itemId: null, body: {} } });
      const item = await vault.item(newest.id);
      return [id, item.ok ? new TextDecoder().decode(item.value.recordBytes) : ''] as const;
    });
    await desk.front();
    const { file, words, halves } = await backUp(driver, desk, mine);
    byHand(file, words, record);
    const before = await everything(driver);
    await driver.close();

    driver = await start('firefox', { downloadsDir: theirs });
    const fresh = await driver.openExtensionPage('/dashboard.html');
    await fresh.waitFor(testid('first-restore'), WAIT);
    await fresh.click(testid('first-restore'));
    await fresh.upload(testid('restore-file'), [file]);
    await fresh.click(testid('opens-by-halves'));
    // One half alone opens nothing: not as the words, and there is nothing to press.
    await fresh.fill(testid('restore-half-1'), halves[1]);
    const canLook = (): Promise<boolean> => fresh.evaluate((selector) => document.querySelector<HTMLButtonElement>(selector)?.disabled === false, testid('restore-look'));
    expect(await canLook()).toBe(false);
    await fresh.fill(testid('restore-half-2'), halves[0].toLowerCase());
    await until(canLook, 'both halves are read');
    await fresh.click(testid('restore-look'));
    await fresh.waitFor(testid('restore-found'), WAIT);
    expect(await textOf(fresh, 'restore-found')).toContain('2 saved posts');
    expect(await driver.background(async () => (await (globalThis as unknown as Hold).__hold.vault.state()).kind)).toBe('none');
    await fresh.click(testid('choose-passphrase'));
    await fresh.fill(testid('create-passphrase'), NEXT);
    await fresh.fill(testid('create-passphrase-again'), NEXT);
    await fresh.click(testid('restore-go'));
    await fresh.waitFor(testid('restored'), WAIT);
    await until(async () => (await fresh.evaluate(() => document.querySelectorAll('[data-testid="list-item"]').length)) === 2, 'two slips in the list');
    expect(await saved(driver)).toBe(2);
    // What was sent to a person after the backup is unknown: its numbers go on above it.
    expect(JSON.parse(await everything(driver))).toEqual(JSON.parse(before.replace('"name":"Rook"', '"name":"Rook","sent":1000')));
    const told = await driver.background(async (id) => {
      const { vault } = (globalThis as unknown as Hold).__hold;
      const [card, check] = await Promise.all([vault.shelfFile(id, 'card.txt'), vault.check()]);
      return [card.ok ? new TextDecoder().decode(card.value) : card.error, check.ok ? check.value.map((one) => one.id) : check.error];
    }, contact);
    expect(told).toEqual(['a card', []]);

    await fresh.click(testid('restored-close'));
    await fresh.click(testid('select-all'));
    await fresh.click(testid('hand-over'));
    await fresh.waitFor(testid('hand-over-page'), WAIT);
    await noPicker(fresh);
    await fresh.click(testid('export-plain'));
    await fresh.click(testid('export-start'));
    await fresh.waitFor(testid('export-done'), WAIT);
    await until(async () => readdirSync(theirs).some((name) => name.endsWith('.zip')), 'the package in the downloads');
    const zip = join(theirs, readdirSync(theirs).find((name) => name.endsWith('.zip')) as string);
    const verdict = spawnSync('node', ['scripts/verify.mjs', zip], { cwd: ROOT, encoding: 'utf8' });
    expect([verdict.status, verdict.stdout.trim().split('\n').at(-1)]).toEqual([3, expect.stringContaining('INTEGRITY ONLY')]);
  } finally {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
