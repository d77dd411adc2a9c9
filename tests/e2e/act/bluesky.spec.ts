import { expect, test } from '@playwright/test';

import type { Answer, Arrived, Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Outcome, Sender } from '../../../utils/domain/act.ts';
import { BROWSERS, start } from '../lib/session.ts';
import { bodyOf, json, performIn } from './lib.ts';

const ME = `did:plc:${'a'.repeat(24)}`;
const LOUD = `did:plc:${'b'.repeat(24)}`;
const OTHER = `did:plc:${'c'.repeat(24)}`;
const PDS = 'pds.practice.example';
const POST = '3kabcdefghij2';
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*', 'access-control-expose-headers': '*' };
const sender = (more: Partial<Sender> = {}): Sender => ({
  site: 'bluesky', host: 'bsky.app', userId: LOUD, handle: 'loud.example', displayName: null, evidence: ['a'], post: { id: POST, permalink: `https://bsky.app/profile/loud.example/post/${POST}` }, ...more,
});

/** A server of accounts as the notes describe it: mutes private and repeatable, blocks as records, duplicates accepted. */
class Pds {
  muted = new Set<string>();
  blocks = new Map<string, string>();
  following = new Set<string>();
  handles = new Map([['loud.example', LOUD]]);
  authors = new Map([[`at://${LOUD}/app.bsky.feed.post/${POST}`, LOUD]]);
  calls: Arrived[] = [];
  /** Answers that come before the server's own, by method. */
  special = new Map<string, Answer[]>();

  answer(request: Arrived): Answer {
    if (request.method === 'OPTIONS') return { status: 204, headers: CORS, body: '' };
    const url = new URL(request.path, 'https://any');
    const method = url.pathname.replace('/xrpc/', '');
    this.calls.push(request);
    const special = this.special.get(method)?.shift();
    const own = special ?? this.#own(method, url.searchParams, request);
    return { ...own, headers: { ...CORS, ...own.headers } };
  }

  #own(method: string, query: URLSearchParams, request: Arrived): Answer {
    if (request.headers['authorization'] !== 'Bearer access-1') return json({ error: 'AuthMissing' }, 401);
    const body = (request.method === 'POST' ? JSON.parse(bodyOf(request)) : {}) as { actor?: string; record?: { subject: string }; rkey?: string };
    switch (method) {
      case 'app.bsky.actor.getProfile': {
        const did = query.get('actor') ?? '';
        const rkey = [...this.blocks].find(([, subject]) => subject === did)?.[0];
        return json({ did, handle: 'loud.example', viewer: { muted: this.muted.has(did), ...(rkey && { blocking: `at://${ME}/app.bsky.graph.block/${rkey}` }), ...(this.following.has(did) && { following: `at://${ME}/app.bsky.graph.follow/1` }) } });
      }
      case 'app.bsky.graph.muteActor': this.muted.add(body.actor ?? ''); return { status: 200, body: '' };
      case 'app.bsky.graph.unmuteActor': this.muted.delete(body.actor ?? ''); return { status: 200, body: '' };
      case 'com.atproto.repo.createRecord': {
        const rkey = `3k${this.blocks.size}`;
        this.blocks.set(rkey, body.record?.subject ?? '');
        return json({ uri: `at://${ME}/app.bsky.graph.block/${rkey}`, cid: 'x' });
      }
      case 'com.atproto.repo.listRecords': return json({ records: [...this.blocks].map(([rkey, subject]) => ({ uri: `at://${ME}/app.bsky.graph.block/${rkey}`, value: { subject } })) });
      case 'com.atproto.repo.deleteRecord': this.blocks.delete(body.rkey ?? ''); return json({});
      case 'com.atproto.identity.resolveHandle': {
        const did = this.handles.get(query.get('handle') ?? '');
        return did ? json({ did }) : json({ error: 'InvalidRequest', message: 'Unable to resolve handle' }, 400);
      }
      case 'app.bsky.feed.getPosts': {
        const author = this.authors.get(query.get('uris') ?? '');
        return json({ posts: author ? [{ uri: query.get('uris'), author: { did: author } }] : [] });
      }
      default: return json({ error: 'MethodNotImplemented' }, 501);
    }
  }
}

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let tab: Tab;
    let pds = new Pds();
    test.beforeAll(async () => {
      driver = await start(browser, { serve: { 'bsky.app': () => ({ body: '<!doctype html><title>Bluesky</title><div id="root"></div>' }), [PDS]: (request) => pds.answer(request) } });
      await driver.grantSite('https://bsky.app/*');
      tab = await driver.newTab('https://bsky.app/');
      await tab.evaluate(([did, pdsUrl]) => {
        const account = { did, handle: 'afi.example', accessJwt: 'access-1', refreshJwt: 'never-read', pdsUrl, service: 'https://bsky.social' };
        localStorage.setItem('BSKY_STORAGE', JSON.stringify({ session: { accounts: [account], currentAccount: { did } } }));
      }, [ME, `https://${PDS}`] as const);
    });
    test.afterAll(() => driver.close());
    test.beforeEach(() => { pds = new Pds(); });

    const act = (ask: { verb?: 'mute' | 'block'; way?: 'do' | 'undo'; one?: Sender } = {}): Promise<Outcome> =>
      performIn(driver, 'bsky.app', { verb: ask.verb ?? 'mute', way: ask.way ?? 'do', sender: ask.one ?? sender() });
    const writes = (): string[] => pds.calls.filter(({ method }) => method === 'POST').map(({ path }) => path.replace('/xrpc/', ''));

    test('mutes and unmutes by the account\'s id, read back each time', async () => {
      expect(await act()).toMatchObject({ kind: 'done', already: false, seen: { userId: LOUD, muted: true } });
      expect([...pds.muted]).toEqual([LOUD]);
      expect(pds.calls.find(({ method }) => method === 'POST')?.headers).toMatchObject({ 'atproto-proxy': 'did:web:api.bsky.app#bsky_appview' });
      expect(await act()).toMatchObject({ kind: 'done', already: true });
      expect(await act({ way: 'undo' })).toMatchObject({ kind: 'done', seen: { muted: false } });
      expect(writes()).toEqual(['app.bsky.graph.muteActor', 'app.bsky.graph.unmuteActor']);
      expect(JSON.stringify(pds.calls.map(({ headers }) => headers))).not.toContain('never-read');
    });

    test('blocks once, and undoing takes away every record of it', async () => {
      expect(await act({ verb: 'block' })).toMatchObject({ kind: 'done', seen: { blocked: true } });
      expect(await act({ verb: 'block' })).toMatchObject({ kind: 'done', already: true });
      expect(pds.blocks.size).toBe(1);
      pds.blocks.set('3kolder', LOUD);
      expect(await act({ verb: 'block', way: 'undo' })).toMatchObject({ kind: 'done', seen: { blocked: false } });
      expect(pds.blocks.size).toBe(0);
    });

    const rows: [string, string, Answer, Partial<Outcome>][] = [
      ['429 on a write: waits until the time it names', 'app.bsky.graph.muteActor', json({ error: 'RateLimitExceeded' }, 429, { 'ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3_000) }), { kind: 'wait', why: 'rate-limit' } as Partial<Outcome>],
      ['401: halt', 'app.bsky.actor.getProfile', json({ error: 'AuthMissing' }, 401), { kind: 'halt', why: 'logged-out' } as Partial<Outcome>],
      ['an access word that has run out: waits for the page to renew it', 'app.bsky.actor.getProfile', json({ error: 'ExpiredToken' }, 400), { kind: 'wait', why: 'server' } as Partial<Outcome>],
      ['an account that is gone', 'app.bsky.actor.getProfile', json({ error: 'InvalidRequest', message: 'Profile not found' }, 400), { kind: 'gone' }],
      ['an account that was taken down', 'app.bsky.actor.getProfile', json({ error: 'AccountTakedown', message: 'Account has been suspended' }, 400), { kind: 'gone' }],
      ['502 for a mute: waits', 'app.bsky.graph.muteActor', json({ error: 'UpstreamFailure' }, 502), { kind: 'wait', why: 'server' } as Partial<Outcome>],
      ['another account shown: halt', 'app.bsky.actor.getProfile', json({ did: OTHER, viewer: {} }), { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>],
      ['a page in place of an answer: halt', 'app.bsky.graph.muteActor', { type: 'text/html', body: '<html>' }, { kind: 'halt', why: 'challenge' } as Partial<Outcome>],
      ['said to be done and not shown: halt', 'app.bsky.graph.muteActor', json({}), { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>],
    ];
    for (const [name, method, answer, wanted] of rows) {
      test(name, async () => {
        pds.special.set(method, [answer]);
        expect(await act()).toMatchObject(wanted);
        expect(pds.muted.size).toBe(0);
      });
    }

    test('a page that draws and answers success is not believed: the server is asked, and its reading counts', async () => {
      pds.special.set('app.bsky.graph.muteActor', [json({})]);
      await tab.evaluate((did) => {
        document.body.innerHTML = `<div data-testid="profileHeaderDropdownMuteBtn" data-did="${did}">Account muted</div>`;
        const said = JSON.stringify({ did, viewer: { muted: true } });
        globalThis.fetch = () => Promise.resolve(new Response(said, { headers: { 'content-type': 'application/json' } }));
      }, LOUD);
      expect(await act()).toMatchObject({ kind: 'halt', why: 'unknown-answer' });
      expect(writes()).toEqual(['app.bsky.graph.muteActor']);
      expect(pds.muted.size).toBe(0);
    });

    test('with a handle alone: the one who wrote the saved post, if the handle is still theirs', async () => {
      expect(await act({ one: sender({ userId: null }) })).toMatchObject({ kind: 'done', seen: { userId: LOUD } });
    });

    test('a handle that a stranger has now: nobody is muted', async () => {
      pds.handles.set('loud.example', OTHER);
      expect(await act({ one: sender({ userId: null }) })).toMatchObject({ kind: 'refused', why: 'another-name-now' });
      expect(writes()).toEqual([]);
    });

    test('never herself, nor people she follows', async () => {
      expect(await act({ verb: 'block', one: sender({ userId: ME }) })).toMatchObject({ kind: 'spared', why: 'self' });
      pds.following.add(LOUD);
      expect(await act()).toMatchObject({ kind: 'spared', why: 'followed' });
      expect(writes()).toEqual([]);
    });
  });
}
