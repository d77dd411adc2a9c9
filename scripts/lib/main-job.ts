import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { practice, HOST } from '../practice/site.ts';
import { elsewhere, launch, type BrowserName, type Driver, type Tab } from './browsers/index.ts';

interface JobOptions { browser: BrowserName; extensionDir: string; root: string; out: string; posts: number; say(line: string): void }

const PASSPHRASE = 'amber gravel lantern seven';
const id = (name: string): string => `[data-testid="${name}"]`;

async function until<T>(what: string, ask: () => Promise<T | false> | T | false, ms = 15_000): Promise<T> {
  for (const end = Date.now() + ms; ;) {
    const found = await ask();
    if (found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const count = (tab: Tab, selector: string): Promise<number> => tab.evaluate((css: string) => document.querySelectorAll(css).length, selector);

/** Puts the pointer on one post, as a person would, once it stands in the window; answers its words and its post id. */
async function point(tab: Tab, nth: number): Promise<{ words: string; post: string }> {
  const place = await tab.evaluate(async (n: number) => {
    document.querySelectorAll('article[data-id]')[n]?.scrollIntoView({ block: 'center' });
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    const post = document.querySelectorAll('article[data-id]')[n]?.querySelector('.status');
    const text = post?.querySelector('.status__content__text, .content-warning');
    const box = text?.getBoundingClientRect();
    return box && post ? { x: box.x + 40, y: box.y + box.height / 2, words: text?.textContent ?? '', post: post.getAttribute('data-id') ?? '' } : null;
  }, nth);
  if (place === null) throw new Error(`post ${nth + 1} is not on the page`);
  await (tab.raw as { mouse: { move(x: number, y: number): Promise<void> } }).mouse.move(place.x, place.y);
  return place;
}

/** The vault's own count, asked where every page of ours asks it. */
const listed = (desk: Tab): Promise<number> => desk.evaluate(() => Number(/\d+/.exec(document.querySelector('[data-testid="list-count"]')?.textContent ?? '')?.[0] ?? 0));

async function handOver(desk: Tab, form: 'plain' | 'age', downloads: string): Promise<string> {
  const before = new Set(readdirSync(downloads));
  // A file dialog cannot be answered without a person: without one, the browser's downloads take the package.
  await desk.evaluate(() => void Object.defineProperty(window, 'showSaveFilePicker', { value: undefined, configurable: true }));
  await desk.waitFor(id('hand-over-page'));
  await desk.click(id(`export-${form}`));
  await desk.click(id('export-start'));
  await desk.waitFor(id('export-done'), 60_000);
  const ending = form === 'plain' ? '.zip' : '.age';
  return until(`the ${ending} among the downloads`, () => readdirSync(downloads).find((name) => !before.has(name) && name.endsWith(ending)) ?? false);
}

/** The whole way once. Throws at the first thing that does not hold; `say` gets a line for each step. */
export async function mainJob({ browser, extensionDir, root, out, posts, say }: JobOptions): Promise<void> {
  mkdirSync(out, { recursive: true });
  for (const old of readdirSync(out)) if (/^(evidence|copy)-.*\.(zip|age)$|^\d\d-.*\.png$/.test(old)) rmSync(join(out, old));
  const downloads = mkdtempSync(join(tmpdir(), 'holdfast-downloads-'));
  const site = practice();
  let driver: Driver | null = null;
  let number = 0;
  const step = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    const start = Date.now();
    number += 1;
    try {
      const value = await run();
      const more = typeof value === 'string' ? `: ${value}` : '';
      say(`${String(number).padStart(2)}. ${what}${more} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      return value;
    } catch (error) {
      say(`${String(number).padStart(2)}. ${what}: did not work (${((Date.now() - start) / 1000).toFixed(1)} s)`);
      throw error;
    }
  };
  let pictures = 0;
  const picture = async (tab: Tab, name: string): Promise<void> => {
    await tab.front();
    pictures += 1;
    await tab.screenshot(join(out, `${String(pictures).padStart(2, '0')}-${name}.png`));
  };
  try {
    const run = await step(`Start ${browser} with the extension and the practice network`, async () => {
      driver = await launch(browser, { extensionDir, serve: { [HOST]: site.handler }, downloadsDir: downloads, headless: true });
      return driver;
    });
    const desk = await step('Open the workspace and set up a vault with a passphrase', async () => {
      const tab = await run.openExtensionPage('/dashboard.html');
      await tab.waitFor(id('first-next'));
      await picture(tab, 'first-run');
      await tab.click(id('first-next'));
      await tab.click(id('choose-passphrase'));
      await tab.fill(id('create-passphrase'), PASSPHRASE);
      await tab.fill(id('create-passphrase-again'), PASSPHRASE);
      await picture(tab, 'passphrase');
      await tab.click(id('first-next'));
      await tab.click(id('create-vault'));
      await tab.waitFor(id('list-empty'), 30_000);
      await picture(tab, 'empty');
      return tab;
    });
    const feed = await step('Open the practice network as a signed-in reader', async () => {
      await run.grantSite(`https://${HOST}/*`);
      const tab = await run.newTab(site.pages.home);
      await tab.waitFor('article .status');
      await picture(tab, 'practice-home');
      return tab;
    });
    const taken: { words: string; post: string }[] = [];
    const slowest = { ms: 0 };
    await step(`Save ${posts} posts by the shortcut, one after the other`, async () => {
      const all = await feed.evaluate(() => document.querySelectorAll('article[data-id]').length);
      const abusive = new Set(site.state.posts.filter(({ author }) => author.crowd === 'abusive').map(({ id: post }) => post));
      const order = await feed.evaluate(() => [...document.querySelectorAll('article[data-id]')].map((one) => one.getAttribute('data-id') ?? ''));
      for (let i = 0; i < all && taken.length < posts; i++) {
        if (!abusive.has(order[i] ?? '')) continue;
        await feed.front();
        const start = Date.now();
        const pointed = await point(feed, i);
        await run.fireCommand('save-post', feed);
        await until(`saved post ${taken.length + 1}`, async () => (await listed(desk)) > taken.length);
        slowest.ms = Math.max(slowest.ms, Date.now() - start);
        if (taken.length === 0) await picture(feed, 'saved-on-the-page');
        taken.push(pointed);
      }
      if (taken.length !== posts) throw new Error(`only ${taken.length} of ${posts} posts could be saved`);
      return `${taken.length} saved, the slowest in ${slowest.ms} ms`;
    });
    await step('Look at the workspace: every post there, every word covered', async () => {
      await desk.front();
      await until('the list', async () => (await count(desk, id('list-item'))) > 0);
      const shown = await desk.evaluate(() => document.title + document.documentElement.outerHTML);
      for (const { words } of taken) if (words.trim().length > 8 && shown.includes(words.trim().slice(0, 40))) throw new Error('a covered post\'s words stand in the page');
      if ((await listed(desk)) !== posts) throw new Error(`the list says ${await listed(desk)} instead of ${posts}`);
      await picture(desk, 'workspace');
      return `${posts} covered slips`;
    });
    await step('Open one saved post, lift its cover and lay it back', async () => {
      await desk.click(`${id('list-item')} a, ${id('list-item')} button`);
      await desk.waitFor(id('item-page'));
      await picture(desk, 'one-post-covered');
      await desk.waitFor(id('show-toggle'));
      await desk.click(id('show-toggle'));
      await desk.waitFor(`${id('revealed')} *`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await picture(desk, 'one-post-lifted');
      await desk.click(id('show-toggle'));
      await until('the cover', async () => (await count(desk, `${id('revealed')} *`)) === 0);
      await desk.click(id('item-close'));
    });
    const chooseAll = async (): Promise<void> => {
      await desk.waitFor(id('select-all'));
      await desk.click(id('select-all'));
      await desk.click(id('hand-over'));
      await desk.waitFor(id('hand-over-page'));
    };
    const names = await step('Hand over all of them: a plain package and one sealed with age', async () => {
      await chooseAll();
      await picture(desk, 'hand-over');
      const zip = await handOver(desk, 'plain', downloads);
      await picture(desk, 'handed-over');
      await desk.click(id('export-again'));
      await desk.click(id('nav-saved'));
      await chooseAll();
      const age = await handOver(desk, 'age', downloads);
      copyFileSync(join(downloads, zip), join(out, zip));
      const beside = zip.replace(/\.zip$/, '.age');
      copyFileSync(join(downloads, age), join(out, beside));
      return [zip, beside] as const;
    });
    await step('Check the package with our verifier', async () => {
      const answer = spawnSync(process.execPath, [join(root, 'scripts/verify.mjs'), join(out, names[0])], { encoding: 'utf8', cwd: root });
      const last = answer.stdout.trim().split('\n').at(-1) ?? '';
      if (answer.status !== 3) throw new Error(`it answered ${answer.status}: ${answer.stdout}${answer.stderr}`);
      return last;
    });
    await step('Check it without us: unzip and sha256sum', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'holdfast-check-'));
      try {
        execFileSync('unzip', ['-q', join(out, names[0]), '-d', dir]);
        const top = join(dir, readdirSync(dir)[0] ?? '');
        for (const list of ['tagmanifest-sha256.txt', 'manifest-sha256.txt']) execFileSync('sha256sum', ['--strict', '--quiet', '-c', list], { cwd: top });
        const items = readdirSync(join(top, 'data/items')).length;
        if (items !== posts) throw new Error(`${items} items in the package instead of ${posts}`);
        if (!existsSync(join(top, 'data/report.html'))) throw new Error('no report in the package');
        return `${items} posts, every file as it was packed`;
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
    await step('Lock, and see that nothing is left on the screen', async () => {
      await desk.goto(`${run.origin}/dashboard.html`);
      await desk.waitFor(id('lock-now'));
      await desk.click(id('lock-now'));
      await desk.waitFor(id('lock-screen')).catch(async (error: unknown) => { await picture(desk, 'not-locked'); throw error; });
      if ((await count(desk, id('list-item'))) > 0) throw new Error('slips stand behind the lock');
      await picture(desk, 'locked');
    });
    await step('Look at what went over the network', async () => {
      const other = elsewhere(run.arrived, HOST);
      if (other.length > 0) throw new Error(`asked elsewhere: ${other.map(({ host, path }) => host + path).join(', ')}`);
      return `nothing went anywhere but to ${HOST}`;
    });
    say(`\nIn out/: ${names.join(', ')} and ${pictures} pictures.`);
  } finally {
    await (driver as Driver | null)?.close();
    rmSync(downloads, { recursive: true, force: true });
  }
}
