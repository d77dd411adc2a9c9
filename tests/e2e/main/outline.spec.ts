import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { Driver } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { openPopup } from '../lib/pierce.ts';
import { BROWSERS, page, quickSetUp, saved, start, until } from '../lib/session.ts';

/** X after a redesign: articles and times are there, and nothing that the adapter hangs on. */
const REDESIGNED = `<!doctype html><html lang="en"><title>finn on ponds</title><body><main>${['finn', 'mira', 'sedge'].map((who, i) => `<article id="p${i}118" class="a b" role="article" data-testid="postCard-${who}">
  <a href="/${who}">@${who}</a> <time datetime="2026-04-0${i + 1}">${i + 1} April</time><p title="you lie, ${who}">You lie about ponds.</p></article>`).join('')}</main></body></html>`;
/** Found, and most of them without a name or an address. */
const HALF = page('x/timeline.html').body.replace(/data-testid="User-Name"/g, 'data-testid="x"').replace(/href="[^"]*"/g, 'href="#"');

const outlineOf = (driver: Driver, url: string): Promise<{ text: string; cut: boolean } | null> =>
  driver.background(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const [made] = await chrome.scripting.executeScript({ target: { tabId: tab?.id as number }, files: ['outline.js'] });
    return made?.result as { text: string; cut: boolean };
  }, url);

const firstPost = (driver: Driver): Promise<{ head: string; parsed: boolean; method: string[] }> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    const item = head && (await vault.item(head.id));
    if (!item?.ok) throw new Error('no item');
    const { capture } = JSON.parse(new TextDecoder().decode(item.value.recordBytes)) as { capture: { parsed: boolean; method: string[] } };
    return { head: JSON.stringify(head), parsed: capture.parsed, method: capture.method };
  });

test('chromium: on a page that reads badly the popup says so quietly, saves the screen\'s words, and saves an outline that holds none', async () => {
  const driver = await start('chromium', { serve: { 'x.com': () => ({ body: REDESIGNED }) } });
  try {
    await quickSetUp(driver);
    const x = await driver.newTab('https://x.com/home');
    const popup = await openPopup(driver, x);
    const has = (id: string) => async () => (await popup.evaluate(`document.querySelector("[data-testid=${id}]") !== null`)) === true;
    const click = (id: string) => popup.evaluate(`document.querySelector("[data-testid=${id}]").click()`);
    await until(has('reads-badly'), 'the popup says that it reads badly');
    for (const id of ['pick-element', 'pick-region', 'pick-screen']) expect(await has(id)(), id).toBe(true);
    expect(await driver.background(() => chrome.action.getBadgeText({})), 'the toolbar does not shout').toBe('');
    await click('make-outline');
    await until(has('outline-text'), 'the outline');
    const shown = String(await popup.evaluate('document.querySelector("[data-testid=outline-text]").value'));
    expect(shown).toContain('\n   article #a0 .2 role=article data-testid=postCard-… ×3\n    a [href]\n     t\n');
    expect(shown).not.toMatch(/finn|mira|sedge|pond|lie|118|2026|April|x\.com/i);
    const downloads = mkdtempSync(join(tmpdir(), 'outline-'));
    const session = await (x.raw as Page).context().browser()?.newBrowserCDPSession();
    await session?.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await click('save-outline');
    await until(async () => readdirSync(downloads).includes('page-outline.txt'), 'the file');
    await until(has('outline-saved'), 'that it is saved');
    expect(readFileSync(join(downloads, 'page-outline.txt'), 'utf8')).toBe(shown);
    // Nothing of it stays in the page.
    expect(await x.evaluate(() => document.documentElement.outerHTML.includes('outline'))).toBe(false);
    await click('pick-screen').catch(() => undefined);
    await until(async () => (await saved(driver)) === 1, 'the screen\'s words saved');
    const post = await firstPost(driver);
    expect(post).toMatchObject({ parsed: false, method: ['words-only', 'text', 'html'] });
    expect(post.head).toContain('You lie about ponds.');
  } finally {
    await driver.close();
  }
});

for (const browser of BROWSERS) {
  test(`${browser}: health and outline of a page that reads well, in part, and not at all; a page that no script may read gives none`, async () => {
    const pages: Record<string, string> = { '/home': page('x/timeline.html').body, '/half': HALF, '/gone': REDESIGNED };
    const driver = await start(browser, { serve: { 'x.com': ({ path }) => ({ body: pages[path] ?? '' }) } });
    try {
      const desk = await quickSetUp(driver);
      await driver.grantSite('<all_urls>');
      const answers = async (url: string) =>
        desk.evaluate(async (url) => {
          const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
          const tabId = (await api.tabs.query({ url }))[0]?.id;
          const seen = (await api.runtime.sendMessage({ type: 'inView', tabId })) as { health: { found: number; readable: number; signs: number } } | null;
          const outline = (await api.runtime.sendMessage({ type: 'outline', tabId })) as { text: string; cut: boolean } | null;
          return { health: seen?.health ?? null, outline };
        }, url);
      for (const path of ['home', 'half', 'gone']) await driver.newTab(`https://x.com/${path}`);
      const whole = await answers('https://x.com/home');
      expect(whole.health?.readable).toBe(whole.health?.found);
      expect(whole.outline?.text).toMatch(/^html[^]*\n {2,}article [^\n]*data-testid=tweet[ \n]/);
      const half = await answers('https://x.com/half');
      expect(half.health!.found).toBeGreaterThan(1);
      expect(half.health!.readable * 2).toBeLessThan(half.health!.found);
      const gone = await answers('https://x.com/gone');
      expect(gone.health).toMatchObject({ found: 0, readable: 0 });
      expect(gone.health!.signs).toBeGreaterThan(1);
      expect(gone.outline?.cut).toBe(false);
      expect(gone.outline?.text).not.toMatch(/finn|mira|sedge|pond|lie|118|2026|April/i);
      expect(await outlineOf(driver, 'https://x.com/gone')).toEqual(gone.outline);
      const own = await desk.evaluate(async () => {
        const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
        return api.runtime.sendMessage({ type: 'outline', tabId: (await api.tabs.getCurrent())?.id });
      });
      expect(own).toBeNull();
    } finally {
      await driver.close();
    }
  });
}
