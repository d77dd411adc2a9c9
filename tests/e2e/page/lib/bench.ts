import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { PageCalls } from '@/utils/messages/types';
import { launch, type Answer, type BrowserName, type Driver, type Tab } from '@/scripts/lib/browsers/index.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const SITE = 'https://practice.test';

const ENTRIES = { core: 'entrypoints/core/index.ts', show: 'entrypoints/show/index.ts', site: 'tests/e2e/page/lib/practice-site.ts' };

const made = new Map<string, Promise<string>>();

/** A folder with a tiny extension around the real `core.js` and its like, put into the pages of `host` at their start. Built once for each process. */
export function makeExtension(entries: Record<string, string> = ENTRIES, host = 'practice.test'): Promise<string> {
  const asked = JSON.stringify([entries, host]);
  const dir = made.get(asked) ?? newExtension(entries, host);
  made.set(asked, dir);
  return dir;
}

async function newExtension(entries: Record<string, string>, host: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'page-bench-'));
  for (const [name, entry] of Object.entries(entries)) {
    await build({
      root: ROOT, configFile: false, logLevel: 'error',
      resolve: { alias: { '@': ROOT, '#imports': join(ROOT, 'tests/e2e/page/lib/imports.ts') } },
      build: { outDir: dir, emptyOutDir: false, copyPublicDir: false, minify: false, lib: { entry: join(ROOT, entry), formats: ['iife'], name, fileName: () => `${name}.js` } },
    });
  }
  copyFileSync(join(import.meta.dirname, 'background.js'), join(dir, 'background.js'));
  const manifest = {
    manifest_version: 3, name: 'page bench', version: '1', permissions: ['scripting', 'storage', 'tabs'], host_permissions: ['<all_urls>'],
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    content_scripts: [{ matches: [`*://${host}/*`], js: ['site.js', 'core.js'], run_at: 'document_start' }],
    browser_specific_settings: { gecko: { id: 'holdfast@holdfast.invalid' } },
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  return dir;
}

export interface Bench {
  driver: Driver;
  /** Serves this HTML at `/` and opens it in a tab; `headers` go with it. */
  open(html: string, headers?: Record<string, string>, site?: string): Promise<Tab>;
  /** Asks the page of the open tab, as the background does. */
  ask<T extends keyof PageCalls>(type: T, ask: PageCalls[T]['ask']): Promise<PageCalls[T]['answer']>;
  /** Types of what the background heard, in order. */
  heard(): Promise<string[]>;
  setBar(on: boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openBench(browser: BrowserName): Promise<Bench> {
  let page: Answer = { body: '' };
  const picture = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
  const driver = await launch(browser, {
    extensionDir: await makeExtension(),
    serve: {
      'practice.test': ({ path }) =>
        path === '/dot.png' ? { type: 'image/png', headers: { 'cache-control': 'max-age=600' }, body: picture } : path.startsWith('/?') || path === '/' ? page : null,
    },
  });
  let tab: Tab | null = null;
  return {
    driver,
    async open(html, headers = {}, site = SITE) {
      page = { body: html, headers };
      await tab?.close().catch(() => {});
      tab = await driver.newTab(`${site}/`);
      await tab.front();
      return tab;
    },
    ask: (type, ask) =>
      driver.background(async (message) => {
        const [active] = await chrome.tabs.query({ url: '*://practice.test/*' });
        return chrome.tabs.sendMessage(active!.id!, message);
      }, { type, ...ask }) as never,
    heard: () => driver.background(() => (globalThis as unknown as { heard: { type: string }[] }).heard.map(({ type }) => type)),
    setBar: async (on) => {
      await driver.background((value) => chrome.storage.session.set({ setting: { on: value, lang: 'en' } }), on);
    },
    close: () => driver.close(),
  };
}

/** The mouse and keys of either driver's page. */
export const hands = (tab: Tab): Pick<Page, 'mouse' | 'keyboard'> => tab.raw as Page;

/** The box in which a point hits our element, found as a page would: by asking every point. Null when nothing of ours is there. */
export const barBox = (tab: Tab): Promise<{ left: number; top: number; right: number; bottom: number } | null> =>
  tab.evaluate(() => {
    const host = document.documentElement.lastElementChild;
    if (!host || host === document.body) return null;
    const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
    const look = (left: number, top: number, right: number, bottom: number, step: number): void => {
      for (let y = Math.max(1, top); y < Math.min(innerHeight, bottom); y += step)
        for (let x = Math.max(1, left); x < Math.min(innerWidth, right); x += step) {
          if (document.elementFromPoint(x, y) !== host) continue;
          box.left = Math.min(box.left, x);
          box.top = Math.min(box.top, y);
          box.right = Math.max(box.right, x);
          box.bottom = Math.max(box.bottom, y);
        }
    };
    // Nothing of ours is smaller than the first step; its edges are found by the second.
    look(1, 1, innerWidth, innerHeight, 9);
    if (box.right < 0) return null;
    look(box.left - 9, box.top - 9, box.right + 10, box.bottom + 10, 3);
    return box;
  });

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks again until it is so; what it was last is the answer when the time is up. */
export async function until<T>(look: () => Promise<T>, right: (value: T) => boolean, ms = 30_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await look();
    if (right(value) || Date.now() > end) return value;
    await wait(50);
  }
}

export const post = (id: string | null, who: string, words: string, more = ''): string =>
  `<article ${id === null ? '' : `data-id="${id}"`} style="margin:20px;padding:20px;border:1px solid"><b class="who">${who}</b> <p class="words">${words}</p>${more}</article>`;

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];
