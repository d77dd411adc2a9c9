import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, quickSetUp, start, testid, until } from '../lib/session.ts';
import { davServer, type Dav } from './lib/dav.ts';

const HOST = 'files.example';
const NAME = /^[0-9a-f]{32}\.age$/;

/** A sealed file by the `age` command itself. */
function sealed(dir: string, name: string, bytes: number): string {
  const plain = join(dir, `${name}.txt`);
  writeFileSync(plain, Buffer.alloc(bytes, `${name} ducks in a row. `));
  const path = join(dir, `${name}.age`);
  const key = join(dir, 'key.txt');
  const recipient = execFileSync('age-keygen', ['-y', key], { encoding: 'utf8' }).trim();
  execFileSync('age', ['-r', recipient, '-o', path, plain]);
  return path;
}

async function useFolder(driver: Driver, desk: Tab, address: string): Promise<void> {
  await driver.grantSite(`https://${HOST}/*`);
  await desk.evaluate(() => { location.hash = '#/ally/folder'; });
  await desk.fill(testid('folder-address'), address);
  await desk.click(testid('folder-use'));
  await desk.waitFor(testid('folder-place'));
}

const text = (desk: Tab, id: string): Promise<string> => desk.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', testid(id));
const problem = (desk: Tab): Promise<string> => text(desk, 'folder-problem');

for (const browser of BROWSERS) {
  for (const kind of ['rclone', 'apache'] as const) {
    test(`${browser}, ${kind}: sealed files alone go there, killed in the middle each is there once and whole, and nothing is written over`, async () => {
      const dir = mkdtempSync(join(tmpdir(), 'sealed-'));
      execFileSync('age-keygen', ['-o', join(dir, 'key.txt')], { stdio: 'ignore' });
      const dav: Dav = await davServer(kind);
      /** Kills the server when that many uploads have begun. */
      let killAt = Infinity;
      let puts = 0;
      let driver: Driver | null = null;
      try {
        driver = await start(browser, { serve: {
          [HOST]: async (request) => {
            if (request.method === 'PUT' && ++puts === killAt) {
              // Half of it reaches the server, then both ends are gone.
              const half = dav.handler({ ...request, body: request.body.subarray(0, request.body.length / 2), headers: { ...request.headers, 'content-length': String(request.body.length) } });
              await Promise.race([half, new Promise((done) => setTimeout(done, 500))]);
              await dav.kill();
              return { status: 502, body: '' };
            }
            return dav.handler(request);
          },
        } });
        const desk = await quickSetUp(driver);
        await useFolder(driver, desk, `https://${HOST}/team/`);
        // Nothing but sealed files, and nothing without a tab of hers at the server.
        writeFileSync(join(dir, 'words.age'), 'plain words under a name that ends in .age');
        await desk.upload(testid('folder-file'), [join(dir, 'words.age')]);
        await desk.click(testid('folder-put'));
        await until(async () => (await problem(desk)).includes('no sealed file'), 'it says that this is no sealed file');
        await desk.evaluate(() => location.reload());
        const files = [sealed(dir, 'one', 300_000), sealed(dir, 'two', 4_000_000)];
        await desk.waitFor(testid('folder-look'));
        await desk.upload(testid('folder-file'), files);
        await desk.click(testid('folder-put'));
        await desk.waitFor(testid('folder-send'));
        await desk.click(testid('folder-send'));
        await until(async () => (await problem(desk)).includes('Open your server'), 'it asks for a tab at the server');
        expect(dav.files()).toEqual([]);

        const server = await driver.newTab(`https://${HOST}/`);
        await desk.front();
        killAt = 2;
        await desk.click(testid('folder-send'));
        await until(async () => puts >= 2 && (await problem(desk)) !== '', 'the server was killed, and she is told', 120_000);
        expect(await problem(desk)).toContain('safe here');
        await dav.start();
        await desk.click(testid('folder-send'));
        await until(async () => (await desk.evaluate((css) => document.querySelector(css) === null, testid('folder-send'))), 'all sent', 120_000);

        const there = dav.files();
        expect(there.every((name) => NAME.test(name))).toBe(true);
        const whole = there.map((name) => readFileSync(join(dav.root, 'team', name)));
        expect(files.map((path) => whole.filter((bytes) => bytes.equals(readFileSync(path))).length)).toEqual([1, 1]);
        expect(there).toHaveLength(2);
        expect(await text(desk, 'folder-own')).toContain('there, checked');

        // What others put there is listed as new, and hers is not.
        writeFileSync(join(dav.root, 'team', `${'ab'.repeat(16)}.age`), 'of another');
        writeFileSync(join(dav.root, 'team', 'holiday.txt'), 'not ours');
        await desk.click(testid('folder-look'));
        await desk.waitFor(testid('folder-fresh'));
        expect(await desk.evaluate((css) => document.querySelectorAll(css).length, testid('folder-fetch'))).toBe(1);
        expect(driver.arrived.filter(({ host, method }) => host === HOST && !['GET', 'PROPFIND', 'PUT', 'DELETE', 'HEAD'].includes(method))).toEqual([]);
        await server.close();
      } finally {
        await driver?.close();
        await dav.close();
        rmSync(dir, { recursive: true, force: true });
      }
    });
  }

  test(`${browser}: a server whose own policy forbids it, and one that sends her to sign in: said, and the file waits`, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sealed-'));
    execFileSync('age-keygen', ['-o', join(dir, 'key.txt')], { stdio: 'ignore' });
    let headers: Record<string, string> = { 'content-security-policy': "default-src 'none'" };
    const driver = await start(browser, {
      serve: { [HOST]: ({ method }) => (method === 'GET' ? { headers, body: '<!doctype html><title>files</title><p>Files.' } : { status: 302, headers: { location: '/login' }, body: '' }) },
    });
    try {
      const desk = await quickSetUp(driver);
      await useFolder(driver, desk, `https://${HOST}/team/`);
      const server = await driver.newTab(`https://${HOST}/`);
      await desk.front();
      await desk.click(testid('folder-look'));
      await until(async () => /forbids its own pages|not signed in/.test(await problem(desk)), 'a plain sentence');
      // Chromium lets a content script of ours pass where the page itself may not: then the server's own answer counts.
      expect(await problem(desk)).toContain(browser === 'firefox' ? 'forbids its own pages' : 'not signed in');
      headers = {};
      await server.goto(`https://${HOST}/other`);
      await desk.front();
      await desk.click(testid('folder-look'));
      await until(async () => (await problem(desk)).includes('not signed in'), 'she is led to sign in');
    } finally {
      await driver.close();
      rmSync(dir, { recursive: true, force: true });
    }
  });
}
