import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type KeyInput, type Page } from 'puppeteer-core';
import { BACKGROUND, COMMAND, GRANT, MENU, TERMINATE, TOOLBAR_CLICK, inChrome } from './firefox-chrome.ts';
import { family, killAll } from './process.ts';
import { browserPath, profile } from './profile.ts';
import { localNet } from './server.ts';
import type { Driver, LaunchOptions, Tab } from './types.ts';

/** A slow machine is no failure: what is not there after so long will not come. */
const WAIT_MS = 60_000;
const UUID = '6f1d0c52-5a2b-4c8e-9d53-1f0a7b3c2e41';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Puppeteer names a chord by its keys, Playwright by `Alt+Shift+S`: this takes the latter. */
async function chord(page: Page, key: string): Promise<void> {
  const keys = key === '+' ? ['+'] : key.split('+');
  const last = keys.pop() as KeyInput;
  for (const held of keys) await page.keyboard.down(held as KeyInput);
  await page.keyboard.press(last);
  for (const held of keys.reverse()) await page.keyboard.up(held as KeyInput);
}

/**
 * Its middle in the window. A click on what still moves, or is not yet enabled, would go beside it: two frames alike,
 * enabled, and on top, else null. Puppeteer's own scrolling and clicking wait for a frame, which a tab behind another
 * never draws.
 */
const atRest = (el: Element): Promise<{ x: number; y: number } | null> => new Promise((resolve) => {
  el.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const box = (): string => JSON.stringify(el.getBoundingClientRect());
  const before = box();
  const look = (): void => {
    const { left, top, width, height } = el.getBoundingClientRect();
    const at = { x: left + width / 2, y: top + height / 2 };
    const seen = at.x >= 0 && at.x <= innerWidth && at.y >= 0 && at.y <= innerHeight;
    const hit = seen ? (el.getRootNode() as Document).elementFromPoint(at.x, at.y) : null;
    const ready = box() === before && !el.matches(':disabled') && (hit === null || el.contains(hit) || hit.contains(el));
    resolve(ready ? at : null);
  };
  // A tab behind another draws no frame.
  requestAnimationFrame(() => requestAnimationFrame(look));
  setTimeout(look, 300);
});

function tab(page: Page): Tab {
  const shown = async (selector: string, ms = WAIT_MS) => {
    const found = await page.waitForSelector(selector, { visible: true, timeout: ms });
    if (found === null) throw new Error(`${selector} is not there.`);
    return found;
  };
  const still = async (selector: string) => {
    for (const end = Date.now() + WAIT_MS; ; ) {
      const found = await shown(selector);
      const at = await found.evaluate(atRest).catch(() => null);
      if (at !== null) return { found, ...at };
      if (Date.now() > end) throw new Error(`${selector} does not come to rest.`);
    }
  };
  const click = async (selector: string) => {
    const { found, x, y } = await still(selector);
    await page.mouse.click(x, y);
    return found;
  };
  let last = '';
  return {
    goto: async (url) => {
      last = url;
      if (url.startsWith('https:') || url.startsWith('http:')) {
        await page.goto(url, { waitUntil: 'load' });
        return;
      }
      // Going to an extension's page never resolves over this protocol. The old document is marked, so that the same
      // address opened again is not taken for open before it is.
      await page.evaluate((next) => {
        const samePage = next.includes('#') && location.href.split('#')[0] === next.split('#')[0];
        if (!samePage) Object.assign(window, { leaving: true });
      }, url).catch(() => {});
      void page.goto(url, { timeout: 800 }).catch(() => {});
      // Of two addresses that differ after the `#` alone, the one before is there all along.
      for (const [soon, end] = [Date.now() + 800, Date.now() + WAIT_MS]; Date.now() < end; await pause(25)) {
        // Asked of a document that goes meanwhile, it may never answer.
        const asked = page.evaluate(() => (document.readyState === 'complete' && !('leaving' in window) ? location.href : '')).catch(() => '');
        const there = await Promise.race([asked, pause(1_000).then(() => '')]);
        if (there === url || (there !== '' && there.split('#')[0] === url.split('#')[0] && (!url.includes('#') || Date.now() > soon))) return;
      }
      throw new Error(`${url} did not open.`);
    },
    url: () => (last.startsWith('moz-extension:') ? last : page.url()),
    title: () => page.title(),
    evaluate: (run: (argument: never) => unknown, argument?: unknown) => page.evaluate(run as never, argument as never) as never,
    waitFor: async (selector, ms) => { await shown(selector, ms); },
    click: async (selector) => { await click(selector); },
    // By puppeteer's own world: what the page sees of a pointer over it must be the pointer alone.
    hover: async (selector) => { await (await shown(selector)).hover(); },
    fill: async (selector, text) => {
      const field = await click(selector);
      await chord(page, 'Control+a');
      await page.keyboard.press('Delete');
      await field.type(text);
    },
    press: (key) => chord(page, key),
    keyDown: (key) => page.keyboard.down(key as KeyInput),
    keyUp: (key) => page.keyboard.up(key as KeyInput),
    upload: async (selector, paths) => {
      const field = await page.waitForSelector(selector);
      await (field as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(...paths);
    },
    screenshot: async (path) => { await page.screenshot({ path: path as `${string}.png` }); },
    front: () => page.bringToFront(),
    close: () => page.close(),
    raw: page,
  };
}

/** `holdfast@…` of the manifest: Firefox knows an extension by it, its pages by the UUID. */
function geckoId(extensionDir: string): string {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as
    { browser_specific_settings?: { gecko?: { id?: string } } };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extensionDir}/manifest.json names no gecko id.`);
  return id;
}

export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const net = await localNet(options.serve);
  const { dir, drop } = profile('firefox', options.profileDir);
  const id = options.extensionDir ? geckoId(options.extensionDir) : '';
  const viewport = options.viewport === undefined ? { width: 1280, height: 900 } : options.viewport;
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: browserPath('firefox'), headless: options.headless ?? true, userDataDir: dir,
    acceptInsecureCerts: true, defaultViewport: null, args: ['--remote-allow-system-access', ...(viewport ? [`--width=${viewport.width}`, `--height=${viewport.height + 85}`] : [])],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
      'extensions.webextensions.keepStorageOnUninstall': true, 'extensions.webextensions.keepUuidOnUninstall': true,
      'network.dns.forceResolve': '127.0.0.1', 'network.socket.forcePort': `443=${net.port};80=${net.port}`,
      'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false,
      'browser.topsites.contile.enabled': false, 'datareporting.policy.dataSubmissionEnabled': false,
      'services.settings.server': 'data:,#none', 'dom.push.connection.enabled': false,
      'browser.download.folderList': 2, 'browser.download.useDownloadDir': true, 'browser.download.alwaysOpenPanel': false,
      ...(options.downloadsDir && { 'browser.download.dir': options.downloadsDir }),
      ...(options.locale && { 'intl.locale.requested': options.locale, 'intl.accept_languages': options.locale }),
      ...options.prefs,
    },
  }).catch(async (error: unknown) => {
    await net.close();
    drop();
    throw error;
  });
  const run = await inChrome(browser, id);
  const settle = async (): Promise<void> => { await net.close(); drop(); };
  try {
    if (options.extensionDir) {
      await browser.installExtension(options.extensionDir);
      await run(`for (let i = 0; i < 100 && !WebExtensionPolicy.getByID(args.id)?.active; i++) await new Promise((r) => window.setTimeout(r, 50));
        if (!extension) throw new Error('The extension did not start.');`);
    }
  } catch (error) {
    await browser.close();
    await settle();
    throw error;
  }
  const origin = `moz-extension://${UUID}`;
  const newTab = async (url?: string): Promise<Tab> => {
    const page = await browser.newPage();
    if (viewport) await page.setViewport(viewport).catch(() => {});
    const made = tab(page);
    if (url !== undefined) await made.goto(url);
    return made;
  };
  return {
    name: 'firefox', version: (await browser.version()).replace(/^\D*/, ''), extensionId: id, origin, profileDir: dir, arrived: net.arrived,
    newTab,
    openExtensionPage: (path) => newTab(origin + path),
    toolbarClick: async (one) => {
      await one.front();
      await run(TOOLBAR_CLICK);
    },
    fireCommand: async (name, one) => {
      await one.front();
      await run(COMMAND, { name });
    },
    fireMenu: async (info, one) => {
      await one.front();
      await run(MENU, { info });
    },
    grantSite: async (pattern) => { await run(GRANT, { pattern }); },
    background: (body: unknown, argument?: unknown) => run(BACKGROUND, { run: String(body), argument: JSON.stringify(argument) ?? 'undefined' }) as never,
    killWorker: async () => { await run(TERMINATE); },
    close: async () => {
      await browser.close();
      await settle();
    },
    sigkill: async () => {
      const own = browser.process()?.pid;
      if (own !== undefined) await killAll(family(own));
      await browser.disconnect().catch(() => {});
      await net.close();
    },
  };
}
