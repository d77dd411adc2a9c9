import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { quiet, setShield } from '../shield/lib.ts';
import { BROWSERS, quickSetUp, resize, saveNth, SERVE as OWN, start, testid, until } from '../lib/session.ts';
import { actLines, boxIn, EN, openPerson, pressIn, putRun, runNow, says, sentence } from './guided/lib.ts';
import { CASES, runOf, SERVE, severalAt } from './guided/pages.ts';

/** What platforms differ in, browsers do not: a menu led to, one under the pointer, one beside a message. */
const IN_FIREFOX = ['facebook', 'tiktok', 'whatsapp'];

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    test.describe.configure({ timeout: 180_000 });
    let driver: Driver;
    let desk: Tab;
    let evidence = '';
    test.beforeAll(async () => {
      driver = await start(browser, { serve: { ...OWN, ...SERVE }, viewport: { width: 1200, height: 1600 } });
      desk = await quickSetUp(driver);
      await driver.grantSite('https://x.com/*');
      const page = await driver.newTab('https://x.com/home');
      await saveNth(driver, page, 'article[data-testid="tweet"]', 0);
      await page.close();
      evidence = await driver.background(async () => {
        const head = await (globalThis as unknown as { __hold: { vault: import('../../../utils/vault/types.ts').Vault } }).__hold.vault.page(1);
        return head.ok ? (head.value[0]?.id ?? '') : '';
      });
      for (const { host } of CASES) await driver.grantSite(`https://${host}/*`);
    });
    test.afterAll(() => driver.close());

    for (const one of CASES.filter(({ site }) => browser === 'chromium' || IN_FIREFOX.includes(site))) {
      test(`${one.site}: she is shown where to press, and what she did is written down`, async () => {
        const id = await putRun(driver, runOf(one, [evidence]));
        const tab = await driver.newTab(`https://${one.host}/`);
        await tab.front();
        expect(await openPerson(driver, desk, one.host, id)).toMatchObject({ done: true, left: 1 });
        const before = (await actLines(driver, evidence)).length;
        for (const { say, hover, press } of one.plays) {
          const { frame } = await says(driver, one.host, say);
          if (hover) await tab.hover(hover);
          if (!press) continue;
          if (press === 'outline') {
            await (tab.raw as { mouse: { click(x: number, y: number): Promise<void> } }).mouse.click(frame?.x ?? 0, frame?.y ?? 0);
            continue;
          }
          // The outline is around what she is to press, wherever the platform's own marks name it.
          if (frame && !hover && say !== 'lead') {
            const inside = await tab.evaluate(([css, x, y, w, h]) => {
              const box = document.querySelector(css as string)!.getBoundingClientRect();
              const mid = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
              return Math.abs(mid.x - Number(x)) <= Number(w) / 2 && Math.abs(mid.y - Number(y)) <= Number(h) / 2;
            }, [press, frame.x, frame.y, frame.width, frame.height] as const);
            expect({ say, inside }).toEqual({ say, inside: true });
          }
          await tab.click(press);
        }
        const ended = async (): Promise<boolean> => (await runNow(driver, id)).state === 'ended';
        if (one.word) await pressIn(driver, tab, one.host, one.word, ended);
        await until(ended, 'the run ended');
        const { run } = await runNow(driver, id);
        const word = { did: { state: 'done', answer: 'she says so' }, notDone: { state: 'refused', why: 'not-done', answer: 'she says so' }, seen: { state: 'done', answer: 'seen on the page' } }[one.word ?? 'seen'];
        expect(run.entries[0]?.step).toMatchObject(word);
        const lines = await actLines(driver, evidence);
        expect(lines).toHaveLength(before + 1);
        expect(lines.at(-1)).toMatchObject({ how: 'guided', verb: one.verb, site: one.site, outcome: word.state, answer: word.answer });
        await tab.close();
      });
    }

    test('several, one after the other, by the buttons of the box, also in a narrow page that turns its direction; one is undone, then all', async () => {
      const before = (await actLines(driver, evidence)).length;
      const [first] = CASES as [(typeof CASES)[number]];
      const { host } = first;
      const tab = await driver.newTab(`https://${host}/`);
      await tab.front();
      const id = await putRun(driver, severalAt(first, ['finch.two', 'wren.three', 'kite.four'], [evidence]));
      await openPerson(driver, desk, host, id);
      const turn = async (whom: string): Promise<void> => until(async () => (await boxIn(driver, host).catch(() => null))?.whom.startsWith(whom) === true, whom);
      const press = (word: keyof typeof EN.buttons, then: string): Promise<void> => pressIn(driver, tab, host, word, async () => {
        const box = await boxIn(driver, host).catch(() => null);
        return box !== null && `${box.whom}\n${box.said}`.includes(then);
      });
      const stepOf = async (i: number): Promise<unknown> => (await runNow(driver, id)).run.entries[i]?.step;
      const lead = async (): Promise<void> => {
        const { frame } = await says(driver, host, 'lead');
        await (tab.raw as { mouse: { click(x: number, y: number): Promise<void> } }).mouse.click(frame?.x ?? 0, frame?.y ?? 0);
      };

      // Away from where the post stands, and back by the box.
      await says(driver, host, 'lead');
      await tab.goto(`https://${host}/nobody.now`);
      expect(Object.keys((await says(driver, host, 'asking')).buttons)).toContain(EN.buttons.post);
      await press('post', sentence('lead'));
      expect(tab.url()).toContain(first.post.id);
      await lead();
      await says(driver, host, 'block');
      for (const [dir, width] of [['rtl', 1200], ['rtl', 420], ['ltr', 420]] as const) {
        await resize(tab, width, 760);
        await tab.evaluate((to) => { document.documentElement.dir = to; }, dir);
        await until(async () => (await boxIn(driver, host))?.out.length === 0, `the box whole at ${width}, ${dir}`, 20_000).catch(async () => expect((await boxIn(driver, host))?.out).toEqual([]));
      }
      await tab.evaluate(() => { document.documentElement.dir = 'rtl'; });
      await press('did', EN.left('3'));
      expect(await stepOf(0)).toMatchObject({ state: 'done', answer: 'she says so' });
      await press('next', '@finch.two');
      await press('notDone', EN.left('2'));
      await press('next', '@wren.three');
      await press('did', EN.left('1'));
      await press('next', '@kite.four');
      await press('did', sentence('ended'));
      expect([await stepOf(1), await stepOf(2), await stepOf(3)]).toMatchObject([{ state: 'refused', why: 'not-done' }, { state: 'done' }, { state: 'done' }]);
      await pressIn(driver, tab, host, 'close', async () => (await boxIn(driver, host)) === null);
      await resize(tab, 1200, 1600);

      await desk.front();
      await desk.evaluate(() => { location.hash = '#/quiet'; });
      await desk.waitFor(testid('guide-details'));
      await desk.click(testid('guide-details'));
      await desk.click(testid('quiet-undo-one'));
      await desk.click(testid('guide-open'));
      await tab.front();
      await lead();
      await says(driver, host, 'undo');
      await press('did', sentence('ended'));
      await desk.front();
      await desk.click(testid('guide-undo'));
      await desk.click(testid('guide-open'));
      await tab.front();
      await turn('@wren.three');
      await says(driver, host, 'undo');
      await press('did', EN.left('1'));
      await press('next', '@kite.four');
      await press('did', sentence('ended'));
      const lines = (await actLines(driver, evidence)).slice(before);
      expect(lines.map(({ how, verb, way, handle, outcome, answer }) => [how, verb, way, handle, outcome, answer].join(' '))).toEqual([
        'do crow.twelve done', 'do finch.two refused', 'do wren.three done', 'do kite.four done', 'undo crow.twelve undone', 'undo wren.three undone', 'undo kite.four undone',
      ].map((line) => `guided block ${line} she says so`));
      // All of it is undone, and nothing is offered for undoing twice.
      await desk.front();
      await until(async () => (await desk.evaluate(() => [...document.querySelectorAll('[data-testid=quiet-entry]')].map((one) => (one as HTMLElement).dataset['standing']).join())).includes('undone,nothing,undone,undone'), 'told as undone');
      await tab.close();
    });

    test('pages of ours, framed by a hostile page, do not come', async () => {
      const ours = await driver.background(() => ['/dashboard.html', '/popup.html', '/verify.html'].map((path) => chrome.runtime.getURL(path)));
      const tab = await driver.newTab('https://www.facebook.com/');
      await tab.evaluate(async (addresses) => {
        const frames = addresses.map((src) => Object.assign(document.createElement('iframe'), { src }));
        const honest = Object.assign(document.createElement('iframe'), { src: '/crow.twelve' });
        const loaded = new Promise((done) => honest.addEventListener('load', done));
        document.body.append(...frames, honest);
        await loaded;
      }, ours);
      const shown = (): string[] => (tab.raw as { frames(): { url(): string }[] }).frames().map((frame) => frame.url());
      await until(async () => shown().some((url) => url.endsWith('/crow.twelve')), 'the honest frame');
      const origin = new URL('/', ours[0]).href;
      const bodies = await Promise.all((tab.raw as { frames(): { url(): string; evaluate<T>(run: () => T): Promise<T> }[] }).frames()
        .filter((frame) => frame.url().startsWith(origin)).map((frame) => frame.evaluate(() => document.querySelectorAll('button').length).catch(() => 0)));
      expect(bodies.reduce((sum, count) => sum + count, 0)).toBe(0);
      await tab.close();
    });

    test('under the shield: to their page unseen, and a menu in a covered post only when she asks to see it', async () => {
      const [facebook, youtube] = [CASES[0]!, CASES.find(({ site }) => site === 'youtube')!];
      for (const { site, host, handle } of [facebook, youtube]) await quiet(driver, site, host, [{ handle: handle!, name: handle! }]);
      await setShield(driver, { all: 'light', sites: {}, locked: 'cover' });
      const page = await driver.newTab(`https://${facebook.host}/`);
      await page.front();
      const away = await putRun(driver, runOf(facebook, [evidence]));
      await openPerson(driver, desk, facebook.host, away);
      expect((await says(driver, facebook.host, 'covered-lead')).frame).toBeNull();
      await pressIn(driver, page, facebook.host, 'there', async () => /^\/crow\.twelve\/?$/.test(new URL(page.url()).pathname));
      await says(driver, facebook.host, 'block');
      await page.close();

      const video = await driver.newTab(`https://${youtube.host}/`);
      await video.front();
      const inPost = await putRun(driver, runOf(youtube, [evidence]));
      await openPerson(driver, desk, youtube.host, inPost);
      await says(driver, youtube.host, 'covered');
      const shows = (): Promise<boolean> => video.evaluate(() => [...document.querySelectorAll('#action-menu button')].some((one) => getComputedStyle(one).visibility === 'visible'));
      expect(await shows()).toBe(false);
      await pressIn(driver, video, youtube.host, 'show', shows);
      const { frame } = await says(driver, youtube.host, 'hide-user');
      expect(frame).not.toBeNull();
      await pressIn(driver, video, youtube.host, 'skip', async () => (await runNow(driver, inPost)).state === 'ended');
      await until(async () => !(await shows()), 'covered again');
      await setShield(driver, { all: 'off', sites: {}, locked: 'cover' });
      await video.close();
    });

    test('nothing is pointed at, opened or believed for a name alone, a stranger, or without evidence; and Stop takes all away', async () => {
      const before = (await actLines(driver, evidence)).length;
      const facebook = CASES[0]!;
      const page = await driver.newTab('https://www.facebook.com/');
      await page.front();
      const alone = await putRun(driver, runOf({ ...facebook, handle: 'nobody.now', post: { id: 'pfbidGone', permalink: 'https://www.facebook.com/nobody.now' } }, [evidence]));
      await openPerson(driver, desk, facebook.host, alone);
      const looking = await says(driver, facebook.host, 'looking');
      expect(Object.keys(looking.buttons)).toEqual([EN.buttons.post, EN.buttons.skip]);
      expect(looking.frame).toBeNull();
      expect(await page.evaluate(() => document.getElementById('menu')?.hidden)).toBe(true);
      const command = (id: string, word: string): Promise<unknown> =>
        desk.evaluate(([job, what]) => (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage({ type: what === 'stop' ? 'act.command' : 'guide.command', id: job, command: what }), [id, word] as const);
      expect(await command(alone, 'did')).toMatchObject({ done: false, problem: 'ended' });
      await command(alone, 'stop');
      await until(async () => (await boxIn(driver, facebook.host)) === null, 'the box gone');
      expect(await command(alone, 'did')).toMatchObject({ done: false });
      await page.close();

      const youtube = CASES.find(({ site }) => site === 'youtube')!;
      const video = await driver.newTab('https://www.youtube.com/');
      await video.front();
      const taken = await putRun(driver, runOf({ ...youtube, userId: 'UCanotherotherotherother', handle: null, post: { id: 'UgwPlainPlainPlain02AaABAg', permalink: youtube.post.permalink } }, [evidence]));
      await openPerson(driver, desk, youtube.host, taken);
      expect(Object.keys((await says(driver, youtube.host, 'other')).buttons)).toEqual([EN.buttons.skip]);
      expect(await actLines(driver, evidence)).toHaveLength(before);
      await pressIn(driver, video, youtube.host, 'skip', async () => (await runNow(driver, taken)).state === 'ended');
      expect((await runNow(driver, taken)).run.entries[0]?.step).toMatchObject({ state: 'refused', why: 'another-account' });

      const asked = driver.arrived.length;
      const bare = await putRun(driver, runOf(youtube, ['0'.repeat(32)]));
      expect(await openPerson(driver, desk, youtube.host, bare)).toMatchObject({ done: false, problem: 'ended' });
      expect((await runNow(driver, bare)).run.entries[0]?.step).toEqual({ state: 'spared', why: 'no-evidence' });
      expect(driver.arrived.slice(asked).filter(({ host }) => host === youtube.host)).toEqual([]);
      await video.close();
    });
  });
}
