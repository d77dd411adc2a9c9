import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';

import { browserPath } from '../../../scripts/lib/browsers/profile.ts';
import { serveGallery } from './gallery/serve.ts';

export interface Opened { page: Page; problems: string[] }

export interface Gallery {
  /** Opens one of our pages in a fresh context; `problems` gathers every error and every breach of the page's policy. */
  open(address: string, options?: BrowserContextOptions): Promise<Opened>;
  /** The same in the one page of these options, emptied of what was there before: for looking at many screens, one at a time. */
  next(address: string, options?: BrowserContextOptions): Promise<Opened>;
  close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
  const { origin, close } = await serveGallery();
  const browser: Browser = await chromium.launch({ executablePath: browserPath('chromium'), chromiumSandbox: false, args: ['--disable-background-networking', '--disable-gpu'] });
  const fresh = async (options: BrowserContextOptions): Promise<Opened> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(60_000);
    const opened: Opened = { page: await context.newPage(), problems: [] };
    const { page } = opened;
    page.on('pageerror', (error) => opened.problems.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('favicon') && !message.location().url.endsWith('/favicon.ico')) opened.problems.push(message.text()); });
    page.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(about|blob|data):/.test(request.url())) opened.problems.push(`asked for ${request.url()}`); });
    return opened;
  };
  const show = async (opened: Opened, address: string): Promise<Opened> => {
    await opened.page.goto(`${origin}${address}`);
    await opened.page.locator('h1:visible').first().waitFor();
    return opened;
  };
  const kept = new Map<string, Opened>();
  return {
    open: async (address, options = {}) => show(await fresh(options), address),
    next: async (address, options = {}) => {
      const look = JSON.stringify(options);
      const opened = kept.get(look) ?? await fresh(options);
      kept.set(look, opened);
      // Two addresses that differ after the `#` alone would be one page.
      await opened.page.goto('about:blank');
      const session = await opened.page.context().newCDPSession(opened.page);
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await session.detach();
      opened.problems = [];
      return show(opened, address);
    },
    close: async () => { await browser.close(); await close(); },
  };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks in which every screen is held: what to add to its address, how to open it, and the schemes that the one page is turned to. */
export const LOOKS: [name: string, more: string, options: BrowserContextOptions, schemes: ('light' | 'dark')[]][] = [
  ['light and dark', '', {}, ['light', 'dark']],
  ['right to left, narrow', 'lang=ar-XB', { viewport: { width: 360, height: 760 }, reducedMotion: 'reduce' }, ['light']],
];

/** Its words and pictures are there and nothing moves: no change of the page for 100 ms, and no transition under way. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((done) => {
    const wait = (): void => {
      const moves = document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().iterations !== Infinity);
      if (moves.length > 0) return void Promise.allSettled(moves.map((one) => one.finished)).then(again);
      if ([...document.images].some((one) => !one.complete)) return again();
      changes.disconnect();
      done();
    };
    let timer = setTimeout(wait, 100);
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(wait, 100);
    };
    const changes = new MutationObserver(again);
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }));
}

/** In each scheme: no fault that axe finds, no error, nothing asked of a network, nothing cut off. */
export async function noFault({ page, problems }: Opened, schemes: readonly ('light' | 'dark')[]): Promise<void> {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    await settled(page);
    // What has slid below the bar at the top is no smaller target: she can scroll it out.
    await page.evaluate(() => scrollTo(0, 0));
    // In the page itself, and only what is wrong: there is no frame of another in it, and all that is right would be copied out too.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ runOnly: RULES, resultTypes: ['violations'] }).analyze();
    expect(violations.map(({ id, nodes }) => `${scheme}: ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
    expect(problems).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), scheme).toBeLessThanOrEqual(0);
  }
}

export const idOf = (number: number): string => number.toString(16).padStart(32, '0');

/** Everything by which a page could tell its words: markup, attributes, title, address, and what a screen reader is given. */
export async function everythingTold(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const markup = await page.evaluate(() => [document.documentElement.outerHTML, document.documentElement.textContent, document.title, location.href, ...[...document.querySelectorAll('input, textarea')].map((box) => (box as HTMLInputElement).value)].join('\n'));
  return `${markup}\n${JSON.stringify(nodes)}`;
}
