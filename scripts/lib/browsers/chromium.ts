import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page, type Worker } from '@playwright/test';
import { killAll, withArgument } from './process.ts';
import { browserPath, profile } from './profile.ts';
import { localNet } from './server.ts';
import type { Driver, LaunchOptions, Tab } from './types.ts';

const QUIET = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,DialMediaRouteProvider', '--ignore-certificate-errors',
];

function tab(page: Page): Tab {
  return {
    goto: async (url) => { await page.goto(url, { waitUntil: 'load' }); },
    url: () => page.url(),
    title: () => page.title(),
    evaluate: (run: (argument: never) => unknown, argument?: unknown) => page.evaluate(run as never, argument) as never,
    waitFor: async (selector, ms = 60_000) => { await page.locator(selector).first().waitFor({ state: 'visible', timeout: ms }); },
    click: (selector) => page.locator(selector).first().click(),
    hover: (selector) => page.locator(selector).first().hover(),
    fill: (selector, text) => page.locator(selector).first().fill(text),
    press: (key) => page.keyboard.press(key),
    keyDown: (key) => page.keyboard.down(key),
    keyUp: (key) => page.keyboard.up(key),
    upload: (selector, paths) => page.locator(selector).first().setInputFiles(paths),
    screenshot: async (path) => { await page.screenshot({ path }); },
    front: () => page.bringToFront(),
    close: () => page.close(),
    raw: page,
  };
}

/** The first worker of ours, or an error after `ms`: an extension that does not load must not hang a test. */
async function firstWorker(context: BrowserContext, ms: number): Promise<Worker> {
  const isOurs = (worker: Worker): boolean => worker.url().startsWith('chrome-extension://');
  return context.serviceWorkers().find(isOurs) ?? context.waitForEvent('serviceworker', { predicate: isOurs, timeout: ms })
    .catch(() => { throw new Error('The extension did not start: no service worker showed up.'); });
}

export async function launchChromium(options: LaunchOptions): Promise<Driver> {
  const net = await localNet(options.serve);
  const { dir, fresh, drop } = profile('chromium', options.profileDir);
  if (fresh || options.profileDir === undefined) {
    mkdirSync(join(dir, 'Default'), { recursive: true });
    writeFileSync(join(dir, 'Default', 'Preferences'), JSON.stringify({
      extensions: { ui: { developer_mode: true } },
      ...(options.downloadsDir && { download: { default_directory: options.downloadsDir, prompt_for_download: false } }),
    }));
  }
  const extension = options.extensionDir;
  const context = await chromium.launchPersistentContext(dir, {
    executablePath: browserPath('chromium'),
    headless: options.headless ?? true,
    viewport: options.viewport === undefined ? { width: 1280, height: 900 } : options.viewport,
    ignoreHTTPSErrors: true,
    ...(options.locale && { locale: options.locale }),
    chromiumSandbox: false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...QUIET, `--host-resolver-rules=MAP * 127.0.0.1:${net.port}`,
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, '--enable-unsafe-extension-debugging'] : []),
      ...(options.args ?? []),
    ],
  });
  const stop = async (): Promise<void> => { await net.close(); drop(); };
  const browser = context.browser();
  if (browser === null) throw new Error('Chromium started without a browser handle.');
  let root: CDPSession;
  let id = '';
  try {
    root = await browser.newBrowserCDPSession();
    if (options.downloadsDir) await root.send('Browser.setDownloadBehavior', { behavior: 'default', eventsEnabled: false });
    if (extension) id = new URL((await firstWorker(context, 60_000)).url()).host;
  } catch (error) {
    await context.close();
    await stop();
    throw error;
  }
  const origin = `chrome-extension://${id}`;
  const allTargets = async () => (await root.send('Target.getTargets', { filter: [{}] as never })).targetInfos as
    { targetId: string; type: string; url: string; parentId?: string; browserContextId?: string }[];

  const tabTarget = async (page: Page): Promise<string> => {
    const session = await context.newCDPSession(page);
    const own = (await session.send('Target.getTargetInfo')).targetInfo.targetId;
    await session.detach();
    const targets = await allTargets();
    const parent = targets.find(({ targetId }) => targetId === own)?.parentId;
    const found = targets.find(({ targetId, type }) => type === 'tab' && targetId === parent)
      ?? targets.filter(({ type, url }) => type === 'tab' && url === page.url()).at(0);
    if (found === undefined) throw new Error(`No tab target for ${page.url()}.`);
    return found.targetId;
  };

  /** A page with the extension's own interfaces that loads none of its code. */
  const bench = async <R>(use: (page: Page) => Promise<R>): Promise<R> => {
    const page = await context.newPage();
    try {
      await page.goto(`${origin}/manifest.json`);
      return await use(page);
    } finally {
      await page.close();
    }
  };
  const runs = async (): Promise<boolean> =>
    (await allTargets()).some(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  /** Playwright keeps one handle for a worker that ends and starts again. */
  const worker = async (): Promise<Worker> => {
    if (!(await runs())) {
      await bench(async (page) => {
        await page.evaluate(() => void chrome.runtime.sendMessage({ wake: true }).catch(() => {}));
        for (let i = 0; i < 100 && !(await runs()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      });
    }
    return context.serviceWorkers().find((one) => one.url().startsWith(origin)) ?? firstWorker(context, 60_000);
  };
  const background = async (run: (argument: never) => unknown, argument?: unknown): Promise<never> => {
    for (let tries = 0; ; tries++) {
      try {
        return await (await worker()).evaluate(run as never, argument) as never;
      } catch (error) {
        if (tries > 2 || !/closed|restarted|crash|destroyed/i.test(String(error))) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  const toolbarClick = async (one: Tab): Promise<void> => {
    await one.front();
    await root.send('Extensions.triggerAction', { id, targetId: await tabTarget(one.raw as Page) });
  };
  /** Arms the tab, closing the popup that a click on the button may have opened. */
  const arm = async (one: Tab): Promise<void> => {
    const before = new Set((await allTargets()).map(({ targetId }) => targetId));
    await toolbarClick(one);
    for (let i = 0; i < 10; i++) {
      const popups = (await allTargets()).filter(({ targetId, url, type }) => !before.has(targetId) && type === 'page' && url.startsWith(origin));
      for (const { targetId } of popups) await root.send('Target.closeTarget', { targetId });
      if (popups.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await one.front();
  };
  type Dispatching = { dispatch(...values: unknown[]): void };

  return {
    name: 'chromium', version: browser.version(), extensionId: id, origin, profileDir: dir, arrived: net.arrived,
    newTab: async (url) => {
      const made = tab(await context.newPage());
      if (url !== undefined) await made.goto(url);
      return made;
    },
    openExtensionPage: async (path) => {
      const made = tab(await context.newPage());
      await made.goto(origin + path);
      return made;
    },
    toolbarClick,
    fireCommand: async (name, one) => {
      await arm(one);
      await background(async (command: string) => {
        const [active] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        (chrome.commands.onCommand as unknown as { dispatch(...values: unknown[]): void }).dispatch(command, active);
      }, name);
    },
    fireMenu: async (info, one) => {
      await arm(one);
      await background(async (data: Record<string, unknown>) => {
        const [active] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        (chrome.contextMenus.onClicked as unknown as Dispatching).dispatch({ editable: false, pageUrl: active?.url, ...data }, active);
      }, info);
    },
    grantSite: async (pattern) => {
      const page = await context.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(([extensionId, host]) =>
        (chrome as unknown as { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } })
          .developerPrivate.addHostPermission(extensionId!, host!), [id, pattern]);
      await page.close();
      const held = await bench((own) => own.evaluate((origins) => chrome.permissions.request({ origins: [origins] }).catch(() => chrome.permissions.contains({ origins: [origins] })), pattern));
      if (!held) throw new Error(`${pattern} could not be granted.`);
    },
    background: background as Driver['background'],
    killWorker: async () => {
      for (const { targetId, type, url } of await allTargets()) {
        if (type === 'service_worker' && url.startsWith(origin)) await root.send('Target.closeTarget', { targetId });
      }
      for (let i = 0; i < 100 && (await runs()); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    close: async () => {
      await context.close();
      await stop();
    },
    sigkill: async () => {
      await killAll(withArgument(dir));
      await context.close().catch(() => {});
      await net.close();
    },
  };
}
