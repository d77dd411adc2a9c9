import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import { BROWSERS, PASSPHRASE, ROOT, saveNth, setUp, start, testid, until } from '../lib/session.ts';

const WORDS = ['you lie', 'leave town'];

/** Need 1 and the whole way: post → shortcut → sealed → covered → package → checked without us. */
for (const browser of BROWSERS) {
  test(`${browser}: from a post to a package that anyone can check`, async () => {
    const downloads = mkdtempSync(join(tmpdir(), 'hf-down-'));
    const driver = await start(browser, { downloadsDir: downloads });
    try {
      const desk = await setUp(driver);
      const x = await driver.newTab('https://x.com/home');
      await saveNth(driver, x, 'article[data-testid="tweet"]', 0);
      const sky = await driver.newTab('https://bsky.app/');
      await saveNth(driver, sky, '[data-testid^="feedItem-by-"]', 0);

      await desk.front();
      await until(async () => (await desk.evaluate(() => document.querySelectorAll('[data-testid="list-item"]').length)) === 2, 'two slips in the list');
      const all = await desk.evaluate(() => document.title + document.documentElement.outerHTML);
      for (const words of WORDS) expect(all).not.toContain(words);

      await desk.click(testid('select-all'));
      await desk.click(testid('hand-over'));
      await desk.waitFor(testid('hand-over-page'));
      // The file dialog cannot be driven: the browser's own downloads are the other way.
      await desk.evaluate(() => Reflect.set(window, 'showSaveFilePicker', undefined));
      await desk.click(testid('export-plain'));
      await desk.click(testid('export-start'));
      await desk.waitFor(testid('export-done'), 30_000);
      await until(async () => readdirSync(downloads).some((name) => /^evidence-.*\.zip$/.test(name)), 'the package in the downloads');

      const zip = join(downloads, readdirSync(downloads).find((name) => name.endsWith('.zip')) as string);
      const answer = verify(zip);
      expect(answer.status).toBe(3);
      expect(answer.lines.at(-1)).toContain('INTEGRITY ONLY');
      checkWithTools(zip);

      await desk.click(testid('export-again'));
      await desk.click(testid('nav-saved'));
      await desk.waitFor(testid('list-item'));
      await desk.click(testid('lock-now'));
      await desk.waitFor(testid('lock-screen'));
      expect(await desk.evaluate(() => document.querySelectorAll('[data-testid="list-item"]').length)).toBe(0);
      await desk.fill(testid('unlock-passphrase'), PASSPHRASE);
      await desk.click(testid('unlock'));
      await desk.waitFor(testid('list-item'));
    } finally {
      await driver.close();
      rmSync(downloads, { recursive: true, force: true });
    }
  });
}

function verify(path: string, ...more: string[]): { status: number; lines: string[] } {
  try {
    const out = execFileSync('node', ['scripts/verify.mjs', path, ...more], { cwd: ROOT, encoding: 'utf8' });
    return { status: 0, lines: out.trim().split('\n') };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, lines: stdout.trim().split('\n') };
  }
}

/** The commands of HOW-TO-VERIFY, by Debian's tools alone. */
function checkWithTools(zip: string): void {
  const dir = mkdtempSync(join(tmpdir(), 'hf-open-'));
  try {
    execFileSync('unzip', ['-q', zip, '-d', dir]);
    const [top] = readdirSync(dir);
    const cwd = join(dir, top as string);
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'tagmanifest-sha256.txt'], { cwd });
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'manifest-sha256.txt'], { cwd });
    execFileSync('openssl', [
      'pkeyutl', '-verify', '-pubin', '-inkey', 'seal/public-key.pem', '-rawin', '-in', 'tagmanifest-sha256.txt', '-sigfile', 'seal/tagmanifest-sha256.txt.ed25519',
    ], { cwd });
    expect(existsSync(join(cwd, 'data/items/0001/crop.png'))).toBe(true);
    // Words of posts that stood beside the saved ones on the page: in no byte of it.
    expect(spawnSync('grep', ['-rqa', 'Buy our umbrellas', '.'], { cwd }).status).toBe(1);
    expect(readFileSync(join(cwd, 'data/report.html'), 'utf8')).toContain('you lie');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
