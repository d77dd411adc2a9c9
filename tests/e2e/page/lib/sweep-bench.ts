import { practice, type Practice } from '@/scripts/practice/site.ts';
import { launch, type BrowserName, type Driver, type Handler, type Tab } from '@/scripts/lib/browsers/index.ts';
import type { SweepAsk, SweepBatch, SweepCalls, SweepPost, SweepTold } from '@/utils/messages/sweep';
import { makeExtension } from './bench';

const TOLD: SweepTold = { saved: 0, already: 0, failed: 0, perMinute: null, secondsLeft: null, state: 'running', reason: null, acknowledged: [] };

export interface Swept { posts: SweepPost[]; last: SweepBatch; batches: number; ms: number }

export interface SweepBench {
  driver: Driver;
  network: Practice;
  open(address: string): Promise<Tab>;
  /** Asks the open page, with `sweep.js` put in before a start, as the background does. */
  ask<T extends keyof SweepCalls>(type: T, ask: SweepCalls[T]['ask']): Promise<SweepCalls[T]['answer']>;
  start(more?: Partial<SweepAsk>): ReturnType<SweepBench['ask']>;
  /** Asks on and acknowledges, until the end or until `enough` says so. */
  sweep(enough?: (posts: SweepPost[]) => boolean): Promise<Swept>;
  tell(more: Partial<SweepTold>): Promise<null>;
  /** What the cover's buttons asked of the background. */
  commands(): Promise<string[]>;
  close(): Promise<void>;
}

const SITES = { site: 'entrypoints/site-mastodon/index.ts', core: 'entrypoints/core/index.ts', sweep: 'entrypoints/sweep/index.ts' };

/** The real scripts of the page around the practice network (or other pages by `serve`), and the least of a background. */
export async function openSweepBench(browser: BrowserName, serve: Record<string, Handler> = {}, site = SITES.site): Promise<SweepBench> {
  const network = practice();
  const driver = await launch(browser, { extensionDir: await makeExtension({ ...SITES, site }, '*'), serve: { [network.host]: network.handler, ...serve }, viewport: { width: 1200, height: 2000 } });
  let tab: Tab | null = null;
  const ask: SweepBench['ask'] = (type, body) =>
    driver.background(async (message) => {
      const [active] = await chrome.tabs.query({ url: '*://*/*', active: true });
      if (message.type === 'page.sweepStart') await chrome.scripting.executeScript({ target: { tabId: active!.id! }, files: ['sweep.js'] });
      return chrome.tabs.sendMessage(active!.id!, message);
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
    commands: () => driver.background(() => (globalThis as unknown as { heard: { type: string; command?: string }[] }).heard.filter(({ type }) => type === 'sweep.command').map(({ command }) => command ?? '')),
    close: () => driver.close(),
  };
}
