import { expect, test } from '@playwright/test';

import { practice, type Practice } from '../../../scripts/practice/site.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Run } from '../../../utils/domain/act.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { BROWSERS, quickSetUp, saveNth, start, testid, until } from '../lib/session.ts';
import { setClock, timeBy, type Clock } from './many-lib.ts';

type World = { __hold: { vault: Vault } };
interface Held { id: string; state: string; data: Run }

/** A run over the senders of everything saved, put where the workspace puts it. */
const newRun = (driver: Driver, more: Partial<Run> = {}): Promise<string> =>
  driver.background(async (given) => {
    const { vault } = (globalThis as unknown as World).__hold;
    const heads = [];
    for await (const batch of vault.heads()) heads.push(...batch);
    const entries = heads.reverse().map(({ id, site, userId, handle, displayName, postId, permalink }) => ({
      sender: { site, host: 'practice.example', userId, handle, displayName, evidence: [id], post: { id: postId, permalink } }, step: { state: 'waiting' as const },
    }));
    const id = crypto.randomUUID().replaceAll('-', '');
    const run = { verb: 'mute', way: 'do', site: 'mastodon', host: 'practice.example', entries, begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null, ...given };
    const put = await vault.putJob({ id, kind: 'act', state: 'paused', lease: 0, data: run });
    if (!put.ok) throw new Error(put.error);
    return id;
  }, more);

const jobs = (driver: Driver): Promise<Held[]> =>
  driver.background(async () => {
    const all = await (globalThis as unknown as World).__hold.vault.jobs();
    return (all.ok ? all.value.filter(({ kind }) => kind === 'act') : []) as Held[];
  });

const command = (desk: Tab, id: string, word: string): Promise<unknown> =>
  desk.evaluate(([job, what]) => (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage({ type: 'act.command', id: job, command: what }), [id, word] as const);

const ended = (driver: Driver, id: string, state = 'ended'): Promise<void> =>
  until(async () => (await jobs(driver)).find((job) => job.id === id)?.state === state, `the run ${state}`, 120_000);

/** Lines of the log about acts: whom, and how it went. */
const acted = (driver: Driver): Promise<string[]> =>
  driver.background(async () => {
    const { vault } = (globalThis as unknown as World).__hold;
    const said: string[] = [];
    for await (const batch of vault.heads()) {
      for (const { id } of batch) {
        const lines = await vault.history(id);
        for (const { line, body } of lines.ok ? lines.value : []) if (line.type === 'act') said.push(`${String(body?.body['way'])} ${String(body?.body['verb'])} ${String(body?.body['userId'])} ${String(body?.body['outcome'])}`);
      }
    }
    return said.sort();
  });

/** What came since, each as often as it came. */
const since = (before: readonly string[], now: readonly string[]): string[] => {
  const left = [...before];
  return now.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/** Posts of the abusive crowd, one a sender, that the page shows. */
const loudPosts = async (tab: Tab, site: Practice, count: number): Promise<{ id: string; author: string }[]> => {
  const shown = await tab.evaluate(() => [...document.querySelectorAll('.status[data-id]')].map((el) => el.getAttribute('data-id') ?? ''));
  const posts = shown.map((id) => site.state.byId.get(id)).filter((post) => post?.author.crowd === 'abusive');
  const first = new Map(posts.reverse().map((post) => [post?.author.id ?? '', post?.id ?? '']));
  return [...first].slice(0, count).map(([author, id]) => ({ author, id }));
};

const READY_MS = 180_000;

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    const site = practice();
    let driver: Driver;
    let desk: Tab;
    let page: Tab;
    let authors: string[] = [];
    let clock: Clock;
    /** So many times as fast: where the pace is not what it is about. */
    const hurry = (factor: number): Promise<void> => {
      clock = { virtual: timeBy(clock), real: Date.now(), factor };
      return setClock(driver, desk, clock);
    };
    /** Of the log and of the server, before the test. */
    let lines: string[] = [];
    let arrived = 0;
    const posts = () => driver.arrived.slice(arrived).filter(({ method, host }) => method === 'POST' && host === site.host);

    test.beforeAll(async () => {
      test.setTimeout(READY_MS);
      driver = await start(browser, { serve: { [site.host]: site.handler }, viewport: { width: 1280, height: 2400 } });
      desk = await quickSetUp(driver);
      await driver.grantSite(`https://${site.host}/*`);
      const tab = await driver.newTab(site.pages.home);
      await tab.waitFor('.status[data-id]');
      const loud = await loudPosts(tab, site, 3);
      for (const { id } of loud) await saveNth(driver, tab, `.status[data-id="${id}"]`, 0);
      authors = loud.map(({ author }) => author).sort();
      expect(authors).toHaveLength(3);
      await tab.close();
      clock = { virtual: Date.now(), real: Date.now(), factor: 1 };
    });
    test.beforeEach(async () => {
      site.state.muted.clear();
      site.state.following.clear();
      page = await driver.newTab(site.pages.home);
      lines = await acted(driver);
      arrived = driver.arrived.length;
    });
    test.afterEach(() => page.close());
    test.afterAll(() => driver.close());

    test('from the workspace: chosen unread, whom she follows named before, the others muted with a meter, undone with one button', async () => {
      await hurry(6);
      const [friend = '', ...others] = authors;
      site.state.following.add(friend);
      const looked = (): number => driver.arrived.slice(arrived).filter(({ path }) => path.includes('/relationships')).length;
      await desk.front();
      await desk.click(testid('nav-quiet'));
      await desk.waitFor(testid('quiet-all'));
      const told = await desk.evaluate(() => document.body.textContent ?? '');
      for (const { words, author } of site.state.posts) if (authors.includes(author.id)) expect(told).not.toContain(words);
      await desk.click(testid('quiet-all'));
      await desk.waitFor(testid('quiet-plan'));
      expect(looked()).toBe(0);
      await desk.click(testid('quiet-ask-ties'));
      await desk.waitFor(testid('quiet-spared'));
      const name = site.state.posts.find(({ author }) => author.id === friend)?.author.username ?? 'nobody';
      expect(await desk.evaluate((at) => document.querySelector(at)?.textContent, testid('quiet-spared'))).toMatch(new RegExp(`@${name}(@|$)`));
      expect(looked()).toBe(1);
      await desk.click(testid('quiet-start'));
      await desk.waitFor(`${testid('quiet-run')}[data-state="ended"]`);
      expect([...site.state.muted].sort()).toEqual(others);
      await desk.click(testid('quiet-undo'));
      await until(async () => site.state.muted.size === 0, 'undone at the server');
      await until(async () => (await jobs(driver)).every(({ state }) => state === 'ended'), 'both runs ended');
      expect(since(lines, await acted(driver))).toEqual([...others.map((id) => `do mute ${id} done`), ...others.map((id) => `undo mute ${id} undone`)].sort());
    });

    test('the senders of what is saved are muted at the server, once each, and undone again', async () => {
      await hurry(6);
      // A page that draws and answers success is not believed: the instance is asked, and tells.
      await page.evaluate((ids) => {
        document.querySelector('#mastodon')?.insertAdjacentHTML('beforeend', '<div class="notification-bar notification-bar-active">Muted</div>');
        const said = JSON.stringify(ids.map((id) => ({ id, muting: true, following: false })));
        globalThis.fetch = () => Promise.resolve(new Response(said, { headers: { 'content-type': 'application/json' } }));
      }, authors);
      const id = await newRun(driver);
      await command(desk, id, 'go');
      await ended(driver, id);
      expect([...site.state.muted].sort()).toEqual(authors);
      expect(posts().filter(({ path }) => path.endsWith('/mute'))).toHaveLength(3);
      expect(since(lines, await acted(driver))).toEqual(authors.map((author) => `do mute ${author} done`));
      const done = (await jobs(driver)).find((job) => job.id === id)?.data.entries ?? [];
      const back = await newRun(driver, { way: 'undo', entries: done.map(({ sender }) => ({ sender, step: { state: 'waiting' } })) });
      await command(desk, back, 'go');
      await ended(driver, back);
      expect(site.state.muted.size).toBe(0);
    });

    if (browser !== 'chromium') return;

    test('her pause holds at once, a stranger\'s page may not command, and a run without a page says so', async () => {
      await hurry(1);
      const id = await newRun(driver);
      await command(desk, id, 'go');
      await until(async () => site.state.muted.size === 1, 'the first one');
      await command(desk, id, 'pause');
      expect((await jobs(driver)).find((job) => job.id === id)?.state).toBe('paused');
      await new Promise((done) => setTimeout(done, 5_000));
      expect(site.state.muted.size).toBeLessThanOrEqual(2);
      const refused = await page.evaluate(() => typeof (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome?.runtime?.sendMessage);
      expect(refused).toBe('undefined');
      await page.close();
      await command(desk, id, 'go');
      await ended(driver, id, 'no-page');
      page = await driver.newTab(site.pages.home);
      await command(desk, id, 'go');
      await ended(driver, id);
      expect(site.state.muted.size).toBe(3);
      expect(posts().filter(({ path }) => path.endsWith('/mute'))).toHaveLength(3);
    });

    // The last: what is saved is no longer whole after it.
    test('nothing is done to a sender whose evidence is gone, to people she follows, to herself or to somebody she knows by now', async () => {
      const heads = await driver.background(async () => {
        const saved = await (globalThis as unknown as World).__hold.vault.page(5);
        return saved.ok ? saved.value.map(({ id, userId, handle }) => ({ id, userId, handle })) : [];
      });
      expect(heads).toHaveLength(3);
      const id = await newRun(driver);
      // After the run was planned: only what is looked up at each act can know of it.
      await driver.background(async ([gone, handle]) => {
        const { vault } = (globalThis as unknown as World).__hold;
        await vault.remove([gone], 'test');
        const contact = { id: 'c'.repeat(32), name: 'Cas', roles: ['ally'], card: null, recipient: null, compared: null, changed: null, accounts: [{ site: 'mastodon', handle, userId: null }], shown: null, sent: 0, taken: 0 };
        const put = await vault.shelve({ put: [{ id: contact.id, kind: 'contact', data: contact }] });
        if (!put.ok) throw new Error(put.error);
      }, [heads[0]?.id ?? '', heads[2]?.handle ?? ''] as const);
      site.state.following.add(heads[1]?.userId ?? '');
      await command(desk, id, 'go');
      await ended(driver, id);
      expect(site.state.muted.size).toBe(0);
      expect(posts()).toEqual([]);
      const steps = (await jobs(driver)).find((job) => job.id === id)?.data.entries.map(({ step }) => ('why' in step ? step.why : step.state)) ?? [];
      expect([...steps].sort()).toEqual(['ally', 'followed', 'no-evidence']);
    });
  });
}
