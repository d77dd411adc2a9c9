import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { png } from '../../lib/png.ts';
import { BROWSERS, quickSetUp, ROOT, start, testid, until } from '../lib/session.ts';

const LETTER = '%PDF-1.4 our own made-up letter: kindly move away\n';
/** A formula, a turn of direction and markup, as far as a file system takes them. */
const HOSTILE = '=1+1\u202efdp.<b>letter.pdf';

/** Needs 6 and 43: an event with its files, pictures of a phone; sealed, marked, packed, checked. */
for (const browser of BROWSERS) {
  test(`${browser}: what no page shows is written down and brought in, and the package holds`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hf-own-'));
    const downloads = mkdtempSync(join(tmpdir(), 'hf-down-'));
    const path = (name: string, bytes: string | Uint8Array): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const shots = [png(40, 30, 1), png(40, 30, 2)];
    const driver = await start(browser, { downloadsDir: downloads });
    try {
      const desk = await quickSetUp(driver);
      await desk.click(testid('nav-write'));
      await desk.waitFor(testid('event-what'));
      await desk.fill(testid('event-what'), 'A man rang twice and hung up.');
      await desk.fill(testid('event-date'), '14 March');
      await desk.fill(testid('event-witnesses'), 'the neighbour');
      await desk.upload(testid('event-files'), [path(HOSTILE, LETTER)]);
      await desk.waitFor(testid('event-files-list'));
      await desk.click(testid('event-save'));
      await desk.waitFor(testid('event-saved'));

      await desk.click(testid('write-files'));
      await desk.upload(testid('bring-files'), shots.map((bytes, i) => path(`shot ${i}.png`, bytes)));
      await desk.fill(testid('bring-origin'), 'from my phone');
      await desk.click(testid('bring-start'));
      await desk.waitFor(testid('bring-done'));

      await desk.click(testid('nav-saved'));
      await until(async () => (await desk.evaluate(() => document.querySelectorAll('[data-testid="list-item"]').length)) === 3, 'three slips in the list');
      const all = await desk.evaluate(() => document.documentElement.outerHTML);
      expect(all.match(/Not captured by Holdfast/g)).toHaveLength(3);
      expect(all).not.toMatch(/rang twice|the neighbour|from my phone|letter\.pdf|shot 0/);

      await desk.click(`${testid('list-item')} a`);
      await desk.waitFor(testid('not-ours'));
      await desk.click(testid('show-toggle'));
      await desk.waitFor(testid('picture-toggle'));
      await desk.click(testid('picture-toggle'));
      await desk.waitFor(testid('picture'));
      await desk.click(testid('item-close'));

      await desk.click(testid('select-all'));
      await desk.click(testid('hand-over'));
      await desk.waitFor(testid('hand-over-page'));
      await desk.evaluate(() => Reflect.set(window, 'showSaveFilePicker', undefined));
      await desk.click(testid('export-plain'));
      await desk.click(testid('export-start'));
      await desk.waitFor(testid('export-done'), 30_000);
      await until(async () => readdirSync(downloads).some((name) => /^evidence-.*\.zip$/.test(name)), 'the package in the downloads');
      check(join(downloads, readdirSync(downloads).find((name) => name.endsWith('.zip')) as string), folder, shots);

      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      await desk.evaluate(() => { location.hash = '#/write'; });
      await desk.waitFor(testid('lock-screen'));
      expect(await desk.evaluate(() => document.querySelector('[data-testid="write-page"]'))).toBeNull();
    } finally {
      await driver.close();
      for (const made of [folder, downloads]) rmSync(made, { recursive: true, force: true });
    }
  });
}

function check(zip: string, folder: string, shots: Uint8Array[]): void {
  let told = '';
  let status = 0;
  try {
    execFileSync('node', ['scripts/verify.mjs', zip], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    ({ status, stdout: told } = error as { status: number; stdout: string });
  }
  expect([status, told.trim().split('\n').at(-1)]).toEqual([3, 'INTEGRITY ONLY']);
  expect(told).toContain('3 of them were not captured by Holdfast');

  execFileSync('unzip', ['-q', zip, '-d', folder]);
  const data = join(folder, readdirSync(folder).find((name) => name.startsWith('evidence-')) as string, 'data');
  expect(readFileSync(join(data, 'items/0001/files/1.pdf'), 'utf8')).toBe(LETTER);
  for (const [i, shot] of shots.entries()) expect(readFileSync(join(data, `items/000${i + 2}/files/1.png`)).equals(shot)).toBe(true);
  const names = execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n');
  expect(names.filter((name) => !/^[A-Za-z0-9._/-]+$/.test(name))).toEqual([]);

  const report = readFileSync(join(data, 'report.html'), 'utf8');
  for (const words of ['A man rang twice', '14 March', 'the neighbour', 'from my phone', '=1+1⟦RLO⟧fdp.&lt;b&gt;letter.pdf', 'data-how="by-hand"', 'data-how="brought-in"']) expect(report).toContain(words);
  const table = readFileSync(join(data, 'log.csv'), 'utf8');
  expect(table.match(/not captured by Holdfast/g)).toHaveLength(3);
  expect(table).toContain(`"'=1+1⟦RLO⟧fdp.<b>letter.pdf (files/1.pdf)"`);
  expect(report + table).not.toContain('\u202e');
}
