import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { BrowserName, Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { LEARN_SITES } from '../../sites/learn-sites.ts';
import { openPopup, placeOf } from '../lib/pierce.ts';
import { BROWSERS, PASSPHRASE, quickSetUp, saved, start, testid, until } from '../lib/session.ts';

const SITE = LEARN_SITES['advertisements between posts, of the same box']!;
const STYLE = '<style>body{margin:0;font:16px sans-serif}.card{margin:10px;padding:10px;min-height:60px;background:#eee}</style>';
const SERVE = { 'canary-pond.example': () => ({ body: SITE.html.replace('</head>', `${STYLE}</head>`) }), 'other.example': () => ({ body: SITE.html }) };
const HERE = 'https://canary-pond.example/talk/9';

interface Head { handle: string | null; displayName: string | null; text: string | null; parsed: boolean; site: string }

const newest = (driver: Driver): Promise<Head | null> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    return head ? { handle: head.handle, displayName: head.displayName, text: head.text, parsed: head.parsed, site: head.site } : null;
  });

const rules = (driver: Driver): Promise<string[]> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const all = await vault.siteRules();
    return all.ok ? all.value.map((rule) => `${rule.origin} ${rule.post}`) : [all.error];
  });

const mouse = (tab: Tab) => (tab.raw as { mouse: { move(x: number, y: number): Promise<void> } }).mouse;

async function pointAt(tab: Tab, n: string): Promise<void> {
  await tab.front();
  const [x, y] = await tab.evaluate((name) => {
    const box = document.querySelector(`[data-n="${name}"] .card-text`)!.getBoundingClientRect();
    return [box.x + 30, box.y + box.height / 2] as const;
  }, n);
  await mouse(tab).move(x + 1, y);
  await mouse(tab).move(x, y);
}

/** The shortcut on the post `n`; Escape leaves a picker that comes because nothing is known there. */
async function shortcut(driver: Driver, tab: Tab, n: string): Promise<Head | null> {
  const before = await saved(driver);
  await pointAt(tab, n);
  await driver.fireCommand('save-post', tab);
  await until(async () => (await saved(driver)) > before, `${n} saved`);
  return newest(driver);
}

/** What the popup asks for: posts found in the page now. */
const found = async (desk: Tab): Promise<{ posts: number; site: string } | null> =>
  desk.evaluate(async (url) => {
    const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
    const tabId = (await api.tabs.query({ url }))[0]?.id;
    const seen = (await api.runtime.sendMessage({ type: 'inView', tabId })) as { site: string; health: { found: number } } | null;
    return seen && { posts: seen.health.found, site: seen.site };
  }, `${new URL(HERE).origin}/*`);

const frames = (tab: Tab): Promise<boolean> => tab.evaluate(() => document.documentElement.lastElementChild?.localName === 'div');

/** In the page: she points at `n`, and says that what is outlined is right. By the keyboard, which both browsers take. */
async function teach(driver: Driver, desk: Tab, tab: Tab, n: string): Promise<void> {
  await desk.evaluate(async (url) => {
    const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
    await api.runtime.sendMessage({ type: 'learnInTab', tabId: (await api.tabs.query({ url }))[0]?.id });
  }, `${new URL(HERE).origin}/*`);
  await tab.front();
  await until(() => frames(tab), 'the picker');
  let left = 0;
  await until(async () => {
    if (await frames(tab)) {
      // The first Enter takes what she points at; after that the question has the focus.
      if (left++ === 0) await pointAt(tab, n);
      await tab.press('Enter');
    }
    return (await rules(driver)).length > 0;
  }, 'the rule is kept');
}

async function begin(browser: BrowserName): Promise<{ driver: Driver; desk: Tab; tab: Tab }> {
  const driver = await start(browser, { serve: SERVE });
  const desk = await quickSetUp(driver);
  await driver.grantSite('<all_urls>');
  return { driver, desk, tab: await driver.newTab(HERE) };
}

for (const browser of BROWSERS) {
  test(`${browser}: one example finds the posts of a site and not its advertisements, also after a load, not while locked, not after it was forgotten`, async () => {
    const { driver, desk, tab } = await begin(browser);
    try {
      expect(await found(desk)).toMatchObject({ posts: 0 });
      await teach(driver, desk, tab, 'p1');
      expect(await rules(driver)).toEqual([expect.stringMatching(/^https:\/\/canary-pond\.example \S+/)]);
      expect(await found(desk)).toEqual({ posts: 5, site: 'generic' });
      expect(await shortcut(driver, tab, 'p3')).toEqual({ handle: 'finn', displayName: 'finn', text: 'Sit down, clown.', parsed: true, site: 'generic' });

      await tab.goto(HERE);
      expect(await shortcut(driver, tab, 'p0')).toMatchObject({ handle: 'wren', text: 'Nobody asked you about ponds.' });
      await until(async () => (await found(desk))?.posts === 5, 'found after a load');
      const traces = await tab.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie, Object.getOwnPropertySymbols(globalThis).map(String)]);
      expect(JSON.stringify(traces)).not.toContain('hf.');

      const clear = await driver.background(async () => JSON.stringify(await chrome.storage.local.get(null)));
      expect(clear).not.toMatch(/canary|card-text/);

      await driver.background(async () => (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.lock());
      expect(await found(desk), 'locked: no rule is used').toMatchObject({ posts: 0 });
      await driver.background(async (words) => (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.unlock(words), PASSPHRASE);
      expect(await found(desk)).toMatchObject({ posts: 5 });

      const settings = await driver.openExtensionPage('/dashboard.html#/settings');
      await settings.waitFor(testid('forget-taught'));
      expect(await settings.evaluate((at) => document.querySelector(at)?.textContent ?? '', testid('taught-sites'))).toContain('canary-pond.example');
      await settings.click(testid('forget-taught'));
      await until(async () => (await rules(driver)).length === 0, 'forgotten');
      expect(await found(desk)).toMatchObject({ posts: 0 });
    } finally {
      await driver.close();
    }
  });
}

test('chromium: what she picked by hand is offered as an example by the bar, outlined, and remembered when she says that it is right', async () => {
  const driver = await start('chromium', { serve: SERVE });
  try {
    await quickSetUp(driver);
    const tab = await driver.newTab(HERE);
    const press = async (name: string): Promise<void> => {
      const { x, y } = await placeOf(tab, 'button', name);
      // A bar that has been there for less than 300 ms does not take a click.
      await new Promise((done) => setTimeout(done, 500));
      await (tab.raw as Page).mouse.click(x, y);
    };
    await driver.fireMenu({ menuItemId: 'pick-element' }, tab);
    await until(() => frames(tab), 'the picker');
    await until(async () => {
      await pointAt(tab, 'p2');
      await tab.press('Enter');
      return (await saved(driver)) === 1;
    }, 'the picked part saved');
    expect(await newest(driver)).toMatchObject({ handle: null, parsed: false });
    await press('Remember how to find posts on this site');
    await placeOf(tab, 'button', 'Not right');
    expect(await rules(driver), 'nothing is kept before she says so').toEqual([]);
    await press('Right, remember');
    await until(async () => (await rules(driver)).length === 1, 'kept');
    await placeOf(tab, 'button', 'Close');
    expect(await shortcut(driver, tab, 'p4')).toMatchObject({ handle: 'ada', text: 'Count the frogs again, then go away.', parsed: true });
    const popup = await openPopup(driver, tab);
    const has = (id: string) => async (): Promise<boolean> => (await popup.evaluate(`document.querySelector("[data-testid=${id}]") !== null`)) === true;
    await until(has('forget-site'), 'the popup says that it knows the site');
    await popup.evaluate('document.querySelector("[data-testid=forget-site]").click()');
    await until(async () => (await rules(driver)).length === 0, 'forgotten');
    await until(has('learn'), 'the popup offers it again');
  } finally {
    await driver.close();
  }
});
