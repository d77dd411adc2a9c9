import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { launch, type BrowserName, type Driver, type LaunchOptions, type Tab } from '../../../scripts/lib/browsers/index.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];
export const PASSPHRASE = 'amber gravel lantern seven';

export const extensionDir = (browser: BrowserName): string => `${ROOT}.output/${browser === 'firefox' ? 'firefox' : 'chrome'}-mv3-test`;

/** Our own fixture pages, at the platforms' own addresses. */
export const page = (path: string): { body: string } => ({ body: readFileSync(`${ROOT}tests/fixtures/sites/${path}`, 'utf8') });

export const SERVE: LaunchOptions['serve'] = {
  'x.com': () => page('x/timeline.html'),
  'bsky.app': () => page('bluesky/feed.html'),
};

export const start = (browser: BrowserName, options: Partial<LaunchOptions> = {}): Promise<Driver> =>
  launch(browser, { extensionDir: extensionDir(browser), serve: SERVE, ...options });

export const testid = (id: string): string => `[data-testid="${id}"]`;

/** First run as she does it; leaves the workspace open. */
export async function setUp(driver: Driver, passphrase: string | null = PASSPHRASE): Promise<Tab> {
  const desk = await driver.openExtensionPage('/dashboard.html');
  await desk.waitFor(testid('first-next'));
  await desk.click(testid('first-next'));
  await desk.click(testid(passphrase === null ? 'choose-unlocked' : 'choose-passphrase'));
  if (passphrase !== null) {
    await desk.fill(testid('create-passphrase'), passphrase);
    await desk.fill(testid('create-passphrase-again'), passphrase);
  }
  await desk.click(testid('first-next'));
  await desk.click(testid('create-vault'));
  await desk.waitFor(testid('list-empty'));
  return desk;
}

/** A vault made in the background with a quick derivation, for what is not about the first run; leaves the workspace open. */
export async function quickSetUp(driver: Driver): Promise<Tab> {
  const made = await driver.background(async (passphrase) => {
    // Firefox runs this in a world of its own around the background's: only `self` is that one.
    const here = self as unknown as { __workFactor?: number; __hold: { vault: import('../../../utils/vault/types.ts').Vault } };
    here.__workFactor = 8;
    return (await here.__hold.vault.create(passphrase)).ok;
  }, PASSPHRASE);
  if (!made) throw new Error('the vault was not made');
  const desk = await driver.openExtensionPage('/dashboard.html');
  await desk.waitFor(testid('list-empty'));
  return desk;
}

/** Moves the pointer over the nth post and presses the shortcut. */
export async function saveNth(driver: Driver, tab: Tab, selector: string, n: number, command = 'save-post'): Promise<void> {
  const before = await saved(driver);
  await tab.front();
  await tab.evaluate(([css, i]) => document.querySelectorAll(css as string)[i as number]?.scrollIntoView({ block: 'center' }), [selector, n] as const);
  const [x, y] = await tab.evaluate(([css, i]) => {
    const box = (document.querySelectorAll(css as string)[i as number] as Element).getBoundingClientRect();
    return [box.x + 20, Math.min(innerHeight - 5, Math.max(5, box.y + Math.min(20, box.height / 2)))];
  }, [selector, n] as const);
  await (tab.raw as { mouse: { move(x: number, y: number): Promise<void> } }).mouse.move(x as number, y as number);
  await driver.fireCommand(command, tab);
  await until(async () => (await saved(driver)) > before, `post ${n} of ${selector} saved`);
}

export const saved = (driver: Driver): Promise<number> =>
  driver.background(async () => {
    const answer = await (globalThis as unknown as { __hold: { vault: { count(): Promise<{ ok: boolean; value?: number }> } } }).__hold.vault.count();
    return answer.ok ? (answer.value ?? 0) : -1;
  });

export async function until(holds: () => Promise<boolean>, what: string, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; ; ) {
    if (await holds()) return;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The window of a tab, CSS pixels. */
export const resize = async ({ raw }: Tab, width: number, height: number): Promise<void> => {
  const page = raw as { setViewportSize?(size: object): Promise<void>; setViewport?(size: object): Promise<void> };
  await (page.setViewportSize?.({ width, height }) ?? page.setViewport?.({ width, height }));
};
