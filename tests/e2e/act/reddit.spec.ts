import { expect, test } from '@playwright/test';

import type { Answer, Arrived, Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Outcome, Sender } from '../../../utils/domain/act.ts';
import { BROWSERS, start } from '../lib/session.ts';
import { bodyOf, json, performIn } from './lib.ts';

const NEW = `<!doctype html><title>r/town</title><shreddit-app><shreddit-comment thingid="t1_loud1"><shreddit-overflow-menu author-id="t2_loud"></shreddit-overflow-menu></shreddit-comment>
  <shreddit-comment-action-row user-id="t2_afi"></shreddit-comment-action-row></shreddit-app>`;
const OLD = '<!doctype html><title>town</title><div class="thing" data-fullname="t1_loud1" data-author-fullname="t2_loud"></div>';
const sender = (more: Partial<Sender> = {}): Sender => ({
  site: 'reddit', host: 'www.reddit.com', userId: 't2_loud', handle: 'loud_one', displayName: null, evidence: ['a'], post: { id: 't1_loud1', permalink: null }, ...more,
});
const halt = (why: string): Partial<Outcome> => ({ kind: 'halt', why }) as Partial<Outcome>;

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let tab: Tab;
    let answers: Answer[] = [];
    const calls: Arrived[] = [];
    test.beforeAll(async () => {
      const own = (page: string) => (request: Arrived): Answer => {
        if (request.path === '/api/me.json') return json({ data: { id: 'afi', name: 'afi_writes', modhash: 'hash1' } });
        if (request.method !== 'POST') return { body: page, headers: { 'set-cookie': 'csrf_token=abc; Path=/; Secure' } };
        calls.push(request);
        return answers.shift() ?? { status: 599, body: '' };
      };
      driver = await start(browser, { serve: { 'www.reddit.com': own(NEW), 'old.reddit.com': own(OLD) } });
      for (const host of ['www', 'old']) await driver.grantSite(`https://${host}.reddit.com/*`);
      await driver.newTab('https://old.reddit.com/r/town/comments/1');
      tab = await driver.newTab('https://www.reddit.com/r/town/comments/1');
      await tab.waitFor('shreddit-app', 60_000).catch(() => {});
    });
    test.afterAll(() => driver.close());

    const act = async (next: Answer[], { host = 'www.reddit.com', way = 'do', verb = 'block', one = sender() }: { host?: string; way?: 'do' | 'undo'; verb?: 'mute' | 'block'; one?: Sender } = {}) => {
      answers = next;
      calls.length = 0;
      const outcome = await performIn(driver, host, { verb, way, sender: { ...one, host } });
      return { outcome, calls: [...calls] };
    };

    test('new pages: their own GraphQL, by id; undone with NONE', async () => {
      const done = await act([json({ ok: true, errors: [] })]);
      expect(done.outcome).toMatchObject({ kind: 'done' });
      expect(done.calls[0]?.path).toBe('/svc/shreddit/graphql');
      expect(JSON.parse(bodyOf(done.calls[0]!))).toEqual({ operation: 'UpdateRedditorBlockState', variables: { input: { redditorId: 't2_loud', blockState: 'BLOCKED' } }, csrf_token: 'abc' });
      const undone = await act([json({ ok: true, errors: [] })], { way: 'undo' });
      expect(JSON.parse(bodyOf(undone.calls[0]!))).toMatchObject({ variables: { input: { blockState: 'NONE' } } });
    });

    test('old pages: their own form, with the word of the session', async () => {
      const done = await act([json({})], { host: 'old.reddit.com' });
      expect(done.outcome).toMatchObject({ kind: 'done' });
      expect([done.calls[0]?.path, bodyOf(done.calls[0]!)]).toEqual(['/api/block_user', 'account_id=t2_loud&api_type=json&uh=hash1']);
      const undone = await act([json({})], { host: 'old.reddit.com', way: 'undo' });
      expect([undone.calls[0]?.path, bodyOf(undone.calls[0]!)]).toEqual(['/api/unfriend', 'id=t2_loud&container=t2_afi&type=enemy&api_type=json&uh=hash1']);
    });

    const rows: [string, Answer, Partial<Outcome>][] = [
      ['200 with errors in the body: refused, and said so', json({ ok: false, errors: ['COOLDOWN'] }), { kind: 'refused', answer: '200 COOLDOWN' } as Partial<Outcome>],
      ['200 with a rate limit in the body: waits', json({ ok: false, errors: [{ code: 'RATELIMIT' }] }), { kind: 'wait', why: 'rate-limit' } as Partial<Outcome>],
      ['200 without ok: halt', json({ data: {} }), halt('unknown-answer')],
      ['401: halt', json({}, 401), halt('logged-out')],
      ['403: halt', json({}, 403), halt('forbidden')],
      ['404: gone', json({}, 404), { kind: 'gone' }],
      ['a page in place of an answer: halt', { body: '<html><title>whoa there</title>' }, halt('challenge')],
      ['503: waits', json({}, 503), { kind: 'wait', why: 'server' } as Partial<Outcome>],
    ];
    for (const [name, answer, wanted] of rows) {
      test(name, async () => expect((await act([answer])).outcome).toMatchObject(wanted));
    }

    test('429: waits as many seconds as it says', async () => {
      const before = Date.now();
      const { outcome } = await act([json({}, 429, { 'x-ratelimit-reset': '90' })]);
      expect(outcome).toMatchObject({ kind: 'wait', why: 'rate-limit' });
      expect((outcome as { until: number }).until - before).toBeGreaterThan(89_000);
    });

    test('a page that draws and answers success is not believed: Reddit is asked all the same', async () => {
      await tab.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<faceplate-toast>Blocked loud_one</faceplate-toast>');
        globalThis.fetch = () => Promise.resolve(new Response('{"ok":true}', { headers: { 'content-type': 'application/json' } }));
      });
      const { outcome, calls: all } = await act([json({ ok: false, errors: ['COOLDOWN'] })]);
      expect(outcome).toMatchObject({ kind: 'refused' });
      expect(all).toHaveLength(1);
    });

    test('without an id the saved post on the page gives its author\'s of now; without the post nothing is asked', async () => {
      const found = await act([json({ ok: true })], { one: sender({ userId: null }) });
      expect(JSON.parse(bodyOf(found.calls[0]!))).toMatchObject({ variables: { input: { redditorId: 't2_loud' } } });
      expect(await act([], { one: sender({ userId: null, post: { id: 't1_gone', permalink: null } }) })).toMatchObject({ outcome: { kind: 'refused', why: 'post-not-on-page' }, calls: [] });
    });

    test('never herself; and there is no mute of a person here', async () => {
      expect(await act([], { one: sender({ userId: 't2_afi' }) })).toMatchObject({ outcome: { kind: 'spared', why: 'self' }, calls: [] });
      expect(await act([], { verb: 'mute' })).toMatchObject({ outcome: { kind: 'spared', why: 'no-such-verb' }, calls: [] });
    });
  });
}
