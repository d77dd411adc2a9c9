import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practice, type Practice } from '@/scripts/practice/site.ts';
import { launch, type BrowserName, type Driver, type Handler, type Tab } from '@/scripts/lib/browsers/index.ts';
import type { SweepAsk, SweepBatch, SweepCalls, SweepPost, SweepStarted, SweepTold } from '@/utils/messages/sweep';
import { makeExtension } from './bench';

const TOLD: SweepTold = { saved: 0, already: 0, failed: 0, perMinute: null, secondsLeft: null, state: 'running', reason: null, acknowledged: [] };

export interface Swept { posts: SweepPost[]; last: SweepBatch; batches: number; ms: number }

export interface SweepBench {
  driver: Driver;
  network: Practice;
  open(address: string): Promise<Tab>;
  /** Asks the open page, with `sweep.js` put in before a start, as the background does. */
  ask<T extends keyof SweepCalls>(type: T, ask: SweepCalls[T]['ask']): Promise<SweepCalls[T]['answer']>;
  start(more?: Partial<SweepAsk>): Promise<SweepStarted>;
  /** Asks on and acknowledges, until the end or until `enough` says so. */
  sweep(enough?: (posts: SweepPost[]) => boolean): Promise<Swept>;
  tell(more: Partial<SweepTold>): Promise<null>;
  /** Tells our scripts in the open page what the browser would say of a tab behind another. */
  pretend(state: 'hidden' | 'visible'): Promise<void>;
  /** The share of the window's pixels that have (about) this colour, as a person would see it. */
  share(colour: readonly [number, number, number]): Promise<number>;
  /** What the cover's buttons asked of the background. */
  commands(): Promise<string[]>;
  close(): Promise<void>;
}

const SITES = { site: 'entrypoints/site-mastodon/index.ts', core: 'entrypoints/core/index.ts', sweep: 'entrypoints/sweep/index.ts' };

interface Options { serve?: Record<string, Handler>; site?: string; viewport?: { width: number; height: number } }

/** The real scripts of the page around the practice network (or other pages by `serve`), and the least of a background. */
export async function openSweepBench(browser: BrowserName, { serve = {}, site = SITES.site, viewport = { width: 1200, height: 2000 } }: Options = {}): Promise<SweepBench> {
  const network = practice();
  const driver = await launch(browser, { extensionDir: await makeExtension({ ...SITES, site }, '*'), serve: { [network.host]: network.handler, ...serve }, viewport });
  let tab: Tab | null = null;
  const ask: SweepBench['ask'] = (type, body) =>
    driver.background(async (message) => {
      const [first] = await chrome.tabs.query({ url: '*://*/*' });
      if (message.type === 'page.sweepStart') await chrome.scripting.executeScript({ target: { tabId: first!.id! }, files: ['sweep.js'] });
      return chrome.tabs.sendMessage(first!.id!, message);
    }, { type, ...body }) as never;
  const tell = (more: Partial<SweepTold>): Promise<null> => ask('page.sweepTold', { ...TOLD, ...more });
  return {
    driver, network, ask, tell,
    async open(address) {
      await tab?.close().catch(() => {});
      tab = await driver.newTab(address);
      await tab.front();
      return tab;
    },
    start: (more = {}) => ask('page.sweepStart', { lang: 'en', run: 'a run', pictures: false, done: [], ...more }),
    async sweep(enough = () => false) {
      const posts: SweepPost[] = [];
      const begun = Date.now();
      for (let batches = 1; ; batches++) {
        const last = await ask('page.sweepNext', {});
        posts.push(...last.posts);
        await tell({ saved: posts.length, acknowledged: last.posts.map(({ capture }) => capture.key) });
        if (last.end !== 'no' || enough(posts)) return { posts, last, batches, ms: Date.now() - begun };
      }
    },
    pretend: (state) =>
      driver.background(async (value) => {
        const [first] = await chrome.tabs.query({ url: '*://*/*' });
        await chrome.scripting.executeScript({ target: { tabId: first!.id! }, func: (now: string) => void Object.defineProperty(document, 'visibilityState', { configurable: true, value: now }), args: [value] });
      }, state as string),
    async share(colour) {
      const path = join(mkdtempSync(join(tmpdir(), 'cover-')), 'seen.png');
      await tab!.screenshot(path);
      return driver.background(async ({ png, wanted }) => {
        const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const drawing = canvas.getContext('2d')!;
        drawing.drawImage(bitmap, 0, 0);
        const { data } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
        let same = 0;
        for (let i = 0; i < data.length; i += 4) if (wanted.every((part, at) => Math.abs(part - data[i + at]!) < 24)) same++;
        return same / (data.length / 4);
      }, { png: readFileSync(path).toString('base64'), wanted: [...colour] });
    },
    commands: () => driver.background(() => (globalThis as unknown as { heard: { type: string; command?: string }[] }).heard.filter(({ type }) => type === 'sweep.command').map(({ command }) => command ?? '')),
    close: () => driver.close(),
  };
}
