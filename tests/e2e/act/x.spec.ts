import { expect, test } from '@playwright/test';

import type { Answer, Arrived, Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Outcome, Sender } from '../../../utils/domain/act.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { BROWSERS, page, quickSetUp, saveNth, start, testid, until } from '../lib/session.ts';
import { bodyOf, json, performIn } from './lib.ts';

/** A stand-in for X that answers as the table of `platforms/x.md` says; what comes next is put in `answers`. */
const TOKEN = `AAAAAAAAAAAAAAAAAAAAA${'practice'.repeat(9)}`;
const HOME = `<!doctype html><title>Home</title><script src="/client-web/main.1a2b.js"></script>
  <a data-testid="AppTabBar_Profile_Link" href="/afi_writes">Profile</a>
  <article data-testid="tweet"><a href="/loud_one/status/1800000000000000001">now</a></article>
  <button data-testid="5555-unfollow">Following</button>`;
const sender = (more: Partial<Sender> = {}): Sender => ({
  site: 'x', host: 'x.com', userId: '4242', handle: 'loud_one', displayName: null, evidence: ['a'], post: { id: '1800000000000000001', permalink: null }, ...more,
});
const user = (id = '4242', more = {}): Answer => json({ id_str: id, screen_name: 'loud_one', following: false, ...more });
const coded = (status: number, code: number, headers = {}): Answer => json({ errors: [{ code, message: 'no' }] }, status, headers);

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let tab: Tab;
    let answers: Answer[] = [];
    const calls: Arrived[] = [];
    test.beforeAll(async () => {
      driver = await start(browser, {
        serve: {
          'x.com': (request) => {
            if (request.path.startsWith('/client-web/')) return { type: 'text/javascript', body: `const t="${TOKEN}";` };
            if (request.path === '/timeline') return page('x/timeline.html');
            const [, name] = /^\/(\w+)\/status\/\d+$/.exec(request.path) ?? [];
            // As the real page: the post is drawn a moment after the load.
            if (name) return { body: `${HOME}<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<article data-testid="tweet"><a href="${request.path}">now</a></article>'), 700)</script>`, headers: { 'set-cookie': 'ct0=fresh; Path=/; Secure' } };
            if (!request.path.startsWith('/i/api/')) return { body: HOME, headers: { 'set-cookie': 'ct0=fresh; Path=/; Secure' } };
            calls.push(request);
            return answers.shift() ?? { status: 599, body: '' };
          },
        },
      });
      await driver.grantSite('https://x.com/*');
      tab = await driver.newTab('https://x.com/home');
      await tab.evaluate(() => { document.cookie = 'twid=u%3D100; Path=/; Secure'; });
      await tab.front();
    });
    test.afterAll(() => driver.close());

    const act = async (next: Answer[], ask: { verb?: 'mute' | 'block'; way?: 'do' | 'undo'; sender?: Sender } = {}): Promise<{ outcome: Outcome; calls: Arrived[] }> => {
      answers = next;
      calls.length = 0;
      const outcome = await performIn(driver, 'x.com', { verb: ask.verb ?? 'mute', way: ask.way ?? 'do', sender: ask.sender ?? sender() });
      return { outcome, calls: [...calls] };
    };

    test('asks as the page asks: by id, in her session, with the page\'s own token', async () => {
      const { outcome, calls: [call] } = await act([user()]);
      expect(outcome).toMatchObject({ kind: 'done', already: false, seen: { userId: '4242' } });
      expect(call?.path).toBe('/i/api/1.1/mutes/users/create.json');
      expect(bodyOf(call!)).toBe('user_id=4242');
      expect(call?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-csrf-token': 'fresh', 'x-twitter-auth-type': 'OAuth2Session' });
      expect((await act([user()], { way: 'undo' })).calls[0]?.path).toBe('/i/api/1.1/mutes/users/destroy.json');
      expect((await act([user()], { verb: 'block' })).calls[0]?.path).toBe('/i/api/1.1/blocks/create.json');
      expect((await act([user()], { verb: 'block', way: 'undo' })).calls[0]?.path).toBe('/i/api/1.1/blocks/destroy.json');
    });

    const rows: [string, Answer[], Partial<Outcome>, number][] = [
      ['401, error 32: logged out, halt', [coded(401, 32)], { kind: 'halt', why: 'logged-out' } as Partial<Outcome>, 1],
      ['403, then well: the csrf cookie is read again, once', [coded(403, 353), user()], { kind: 'done' }, 2],
      ['403 twice: halt', [coded(403, 353), coded(403, 353)], { kind: 'halt', why: 'forbidden' } as Partial<Outcome>, 2],
      ['404, code 50: gone', [coded(404, 50)], { kind: 'gone' }, 1],
      ['326: her account is locked, halt', [coded(403, 326)], { kind: 'halt', why: 'locked-account' } as Partial<Outcome>, 1],
      ['200, already so: done', [user('4242', { muting: true })], { kind: 'done' }, 1],
      ['200 with errors in the body: halt', [json({ errors: [{ code: 999 }] })], { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>, 1],
      ['200 that shows it undone: halt', [user('4242', { muting: false })], { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>, 1],
      ['a page in place of an answer: a challenge, halt', [{ body: '<!doctype html><title>Are you a person?</title>' }], { kind: 'halt', why: 'challenge' } as Partial<Outcome>, 1],
      ['sent to another address: logged out, halt', [{ status: 302, headers: { location: '/login' }, body: '' }], { kind: 'halt', why: 'logged-out' } as Partial<Outcome>, 1],
      ['an answer of no kind that is known: halt', [json({ hello: 1 }, 418)], { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>, 1],
    ];
    for (const [name, next, wanted, count] of rows) {
      test(name, async () => {
        const got = await act(next);
        expect(got.outcome).toMatchObject(wanted);
        expect(got.calls).toHaveLength(count);
      });
    }

    test('429: waits until the time that the platform names', async () => {
      const reset = Math.floor(Date.now() / 1000) + 700;
      const { outcome } = await act([coded(429, 88, { 'x-rate-limit-reset': String(reset) })]);
      expect(outcome).toMatchObject({ kind: 'wait', why: 'rate-limit', until: reset * 1000 });
    });

    test('an answer that names another account is undone at once, and shown', async () => {
      const { outcome, calls: all } = await act([user('777'), user('777')]);
      expect(outcome).toMatchObject({ kind: 'stranger', undone: true });
      expect(all.map(({ path }) => path)).toEqual(['/i/api/1.1/mutes/users/create.json', '/i/api/1.1/mutes/users/destroy.json']);
      expect(bodyOf(all[1]!)).toBe('user_id=777');
    });

    test('a page that draws and answers success is not believed: X is asked all the same', async () => {
      const faked = await tab.evaluate(() => {
        const before = document.body.innerHTML;
        document.body.insertAdjacentHTML('beforeend', '<button data-testid="4242-unblock">Blocked</button>');
        globalThis.fetch = () => Promise.resolve(new Response('{"id_str":"4242","blocking":true}', { headers: { 'content-type': 'application/json' } }));
        return before.length;
      });
      expect(faked).toBeGreaterThan(0);
      const refused = await act([coded(401, 32)], { verb: 'block' });
      expect(refused.outcome).toMatchObject({ kind: 'halt', why: 'logged-out' });
      expect(refused.calls.map(({ path }) => path)).toEqual(['/i/api/1.1/blocks/create.json']);
      // Blocked before, as far as the page shows: then the undo of this run leaves it.
      expect((await act([user()], { verb: 'block' })).outcome).toMatchObject({ kind: 'done', already: true });
      await tab.evaluate(() => document.querySelector('[data-testid="4242-unblock"]')?.remove());
    });

    test('someone whom the answer shows as followed is let go at once', async () => {
      const { outcome, calls: all } = await act([user('4242', { following: true }), user('4242', { following: true })]);
      expect(outcome).toMatchObject({ kind: 'refused', why: 'followed' });
      expect(all.map(({ path }) => path)).toEqual(['/i/api/1.1/mutes/users/create.json', '/i/api/1.1/mutes/users/destroy.json']);
    });

    test('with a handle alone: only while the saved post shows that very handle now', async () => {
      const known = await act([user()], { sender: sender({ userId: null }) });
      expect(known.outcome).toMatchObject({ kind: 'done' });
      expect(bodyOf(known.calls[0]!)).toBe('screen_name=loud_one');
      const renamed = await act([user('888', { screen_name: 'somebody_else' }), user('888')], { sender: sender({ userId: null }) });
      expect(renamed.outcome).toMatchObject({ kind: 'stranger', undone: true });
      const other = await act([user()], { sender: sender({ userId: null, handle: 'was_called_this' }) });
      expect(other).toMatchObject({ outcome: { kind: 'refused', why: 'another-name-now' }, calls: [] });
      const away = await act([user()], { sender: sender({ userId: null, post: { id: '1800000000000000009', permalink: null } }) });
      expect(away).toMatchObject({ outcome: { kind: 'refused', why: 'post-not-on-page' }, calls: [] });
    });

    // A driven Chromium calls every tab visible.
    if (browser === 'firefox') test('in a tab that she does not look at, nothing is asked', async () => {
      const other = await driver.newTab('https://x.com/home');
      await other.front();
      await until(() => tab.evaluate(() => document.visibilityState === 'hidden'), 'the first tab behind');
      const before = calls.length;
      expect(await performIn(driver, 'x.com', { verb: 'mute', way: 'do', sender: sender() }, 'hidden')).toBeNull();
      expect(calls).toHaveLength(before);
      await other.close();
      await tab.front();
      await until(() => tab.evaluate(() => document.visibilityState === 'visible'), 'the first tab in front again');
      expect((await act([user()])).outcome).toMatchObject({ kind: 'done' });
    });

    test('never herself, nor people she follows, nor anybody without evidence', async () => {
      expect(await act([user()], { sender: sender({ userId: '100' }) })).toMatchObject({ outcome: { kind: 'spared', why: 'self' }, calls: [] });
      expect(await act([user()], { sender: sender({ userId: '5555' }) })).toMatchObject({ outcome: { kind: 'spared', why: 'followed' }, calls: [] });
      expect(await act([user()], { sender: sender({ evidence: [] }) })).toMatchObject({ outcome: { kind: 'spared', why: 'no-evidence' }, calls: [] });
    });

    test('from the workspace: a saved post that no open page shows is opened in a tab of its own, in front, matched there, and only then asked about', async () => {
      const desk = await quickSetUp(driver);
      const timeline = await driver.newTab('https://x.com/timeline');
      await saveNth(driver, timeline, 'article[data-testid="tweet"]', 0);
      await timeline.close();
      const saved = await driver.background(async () => {
        const page = await (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.page(1);
        return page.ok ? (page.value[0] ?? null) : null;
      });
      expect(saved).toMatchObject({ site: 'x', userId: null });
      const { handle, postId } = saved as { handle: string; postId: string };
      [answers, calls.length] = [[user('909', { screen_name: handle })], 0];
      const before = driver.arrived.length;
      await desk.front();
      await desk.evaluate(() => { location.hash = '#/quiet'; });
      await desk.click(testid('quiet-all'));
      await desk.waitFor(testid('quiet-opens'));
      await desk.click(testid('quiet-start'));
      await until(async () => calls.length > 0, 'the account asked about');
      await desk.front();
      await desk.waitFor(`${testid('quiet-run')}[data-state="ended"]`);
      expect(calls.map((call) => [call.path, bodyOf(call)])).toEqual([['/i/api/1.1/mutes/users/create.json', `screen_name=${handle}`]]);
      expect(driver.arrived.slice(before).filter(({ path }) => path.includes('/status/')).map(({ path }) => path)).toEqual([`/${handle}/status/${postId}`]);
      expect(await tab.evaluate(() => location.pathname)).toBe('/home');
      expect(await desk.evaluate(() => document.querySelector('[data-testid="quiet-sum"]')?.textContent)).toContain('1 muted');
    });
  });
}