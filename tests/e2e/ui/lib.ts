import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';

import { browserPath } from '../../../scripts/lib/browsers/profile.ts';
import { serveGallery } from './gallery/serve.ts';

export interface Gallery {
  /** Opens one of our pages in a fresh context; `problems` gathers every error and every breach of the page's policy. */
  open(address: string, options?: BrowserContextOptions): Promise<{ page: Page; problems: string[] }>;
  close(): Promise<void>;
}

export async function openGallery(): Promise<Gallery> {
  const { origin, close } = await serveGallery();
  const browser: Browser = await chromium.launch({ executablePath: browserPath('chromium'), chromiumSandbox: false, args: ['--disable-background-networking', '--disable-gpu'] });
  return {
    open: async (address, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('favicon') && !message.location().url.endsWith('/favicon.ico')) problems.push(message.text()); });
      page.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) problems.push(`asked for ${request.url()}`); });
      await page.goto(`${origin}${address}`);
      await page.locator('h1:visible').first().waitFor();
      return { page, problems };
    },
    close: async () => { await browser.close(); await close(); },
  };
}

export async function noViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
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
