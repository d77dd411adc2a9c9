import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';

import type { FileEntry } from '../../../utils/domain/record.ts';
import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { noise } from '../../lib/png.ts';
import { extensionDir, quickSetUp, saveNth, start, until } from '../lib/session.ts';

const PICTURE = noise(120, 90);
const article = (more = ''): string => `<article role="article" tabindex="0" data-testid="tweet"><div data-testid="User-Name"><a href="/crow_1" role="link"><span>Crow</span></a>
  <a href="/crow_1" role="link"><span>@crow_1</span></a><a href="/crow_1/status/2028047593333850010" role="link"><time datetime="2026-03-01T10:00:00.000Z">5h</time></a></div>
  <div dir="auto" lang="en" data-testid="tweetText">you lie about ponds</div>${more}
  <a href="/crow_1/status/2028047593333850010/photo/1" role="link"><div data-testid="tweetPhoto"><img alt="Image" width="120" height="90" src="https://pbs.twimg.com/media/P1?format=png&amp;name=small"></div></a>
  <div role="group"><button data-testid="reply"><span>3</span></button></div></article>`;
const page = (body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>${body}</body></html>`;
const COVERED = '<a href="/settings/content_you_see">Show</a>';

/** A browser asks for this permission in a window of its own that no driver presses: here the build has it from the start. */
function withPermission(): string {
  const dir = mkdtempSync(join(tmpdir(), 'archive-'));
  cpSync(extensionDir('chromium'), dir, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { permissions: string[]; optional_permissions: string[] };
  expect(manifest.optional_permissions).toContain('pageCapture');
  manifest.permissions.push('pageCapture');
  manifest.optional_permissions = manifest.optional_permissions.filter((one) => one !== 'pageCapture');
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

const filesOfNewest = (driver: Driver): Promise<(FileEntry & { base64: string })[]> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    const view = head && (await vault.item(head.id));
    if (!head || !view?.ok) throw new Error('no item');
    return Promise.all(view.value.derived.map(async (entry) => {
      const bytes = await vault.file(head.id, entry.path);
      return { ...entry, base64: bytes.ok ? btoa(Array.from(bytes.value, (byte) => String.fromCharCode(byte)).join('')) : '' };
    }));
  });

test('chromium: the page\'s archive is kept beside the post, and the post\'s picture of another server comes out of it as served, without a request', async () => {
  const dir = withPermission();
  const pages: Record<string, string> = { '/home': page(article()), '/mixed': page(article() + article(COVERED).replaceAll('850010', '850011')) };
  const driver = await start('chromium', {
    extensionDir: dir,
    serve: {
      'x.com': ({ path }) => ({ body: pages[path] ?? '' }),
      'pbs.twimg.com': () => ({ type: 'image/png', headers: { 'cache-control': 'no-store' }, body: PICTURE }),
    },
  });
  try {
    await quickSetUp(driver);
    await driver.grantSite('<all_urls>');
    const x = await driver.newTab('https://x.com/home');
    await x.evaluate(() => document.images[0]?.decode());
    const before = driver.arrived.length;
    await saveNth(driver, x, 'article', 0);
    await until(async () => (await filesOfNewest(driver)).some(({ path }) => path === 'page.mhtml'), 'the archive');
    const files = await filesOfNewest(driver);
    expect(driver.arrived.slice(before).filter(({ host }) => /twimg|x\.com/.test(host))).toEqual([]);
    const archive = Buffer.from(files.find(({ path }) => path === 'page.mhtml')?.base64 ?? '', 'base64').toString('latin1').replace(/=\r\n/g, '');
    expect(archive).toMatch(/^From: [^]*multipart\/related/);
    expect(archive).toContain('you lie about ponds');
    const media = files.find(({ path }) => path.startsWith('media/'));
    expect(media).toMatchObject({ type: 'image/png', derivedFrom: 'page.mhtml' });
    expect(Buffer.from(media?.base64 ?? '', 'base64').equals(Buffer.from(PICTURE))).toBe(true);

    // Words only, and a page on which anything is marked as sensitive: the crop comes, no archive does.
    await saveNth(driver, x, 'article', 0, 'save-words');
    await x.goto('https://x.com/mixed');
    await saveNth(driver, x, 'article', 0);
    await until(async () => (await filesOfNewest(driver)).some(({ path }) => path === 'page.html'), 'the page\'s HTML');
    const held = await driver.background(async () => {
      const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
      const heads = await vault.page(10);
      return Promise.all((heads.ok ? heads.value : []).map(async ({ id }) => {
        const view = await vault.item(id);
        return view.ok ? view.value.derived.map(({ path }) => path).filter((path) => path.endsWith('.mhtml')).length : -1;
      }));
    });
    expect(held).toEqual([0, 0, 1]);
  } finally {
    await driver.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

test('firefox: its manifest does not name what it has not', () => {
  const manifest = JSON.parse(readFileSync(join(extensionDir('firefox'), 'manifest.json'), 'utf8')) as { permissions: string[]; optional_permissions: string[] };
  expect([...manifest.permissions, ...manifest.optional_permissions]).not.toContain('pageCapture');
});
