// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fullHandle, people, reader } from '@/scripts/practice/people';
import { practice, type Practice } from '@/scripts/practice/site';
import { TOKEN } from '@/scripts/practice/state';
import type { Answer } from '@/scripts/lib/browsers/types';
import type { Outcome, Sender, Verb, Way } from '@/utils/domain/act';
import { newDocument } from './at-page';

/** The driver on the practice instance's own page: what it asks goes to that server, but for answers put before. */
const loud = people.find(({ crowd }) => crowd === 'abusive')!;
let site: Practice;
let asked: { line: string; headers: Record<string, string>; body: string }[];
/** Answers that come before the server's own; `null`: its own. */
let next: (Answer | null)[];

async function serve(address: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(address);
  const method = init.method ?? 'GET';
  const [headers, body] = [init.headers as Record<string, string>, typeof init.body === 'string' ? init.body : ''];
  asked.push({ line: `${method} ${decodeURIComponent(url.pathname + url.search)}`, headers, body });
  const given = next.shift() ?? null;
  if (given?.status === 302) return { status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' } as Response;
  const answer = given ?? (await site.handler({ host: url.host, path: url.pathname + url.search, method, scheme: 'https', headers, body: new TextEncoder().encode(body), at: 0, known: true }));
  return new Response(String(answer?.body ?? ''), { status: answer?.status ?? (answer === null ? 404 : 200), headers: { 'content-type': answer?.type ?? 'text/html', ...answer?.headers } });
}

beforeEach(async () => {
  site = practice();
  [asked, next] = [[], []];
  const home = await site.handler({ host: site.host, path: '/home', method: 'GET', scheme: 'https', headers: {}, body: new Uint8Array(), at: 0, known: true });
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(site.pages.home);
  // What it would load is not what is tested.
  document.documentElement.innerHTML = String(home?.body).replaceAll(/<link[^>]*>|<script[^>]* src=[^>]*>/g, '');
  vi.stubGlobal('fetch', serve);
});
afterEach(() => vi.unstubAllGlobals());

const sender = (more: Partial<Sender> = {}): Sender => ({ site: 'mastodon', host: site.host, userId: loud.id, handle: fullHandle(loud), displayName: null, evidence: ['a'], post: null, ...more });
const act = async (one = sender(), verb: Verb = 'mute', way: Way = 'do'): Promise<Outcome | null> => (await newDocument()).perform({ verb, way, at: 1, sender: one });
const writes = (): string[] => asked.map(({ line }) => line).filter((line) => line.startsWith('POST'));
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({ status, type: 'application/json', body: JSON.stringify(body), headers });
const postOf = (who = loud) => [...site.state.byId.values()].find(({ author }) => author === who)!;

describe('mastodon, as its notes say', () => {
  it('mutes and blocks by the account\'s id with the page\'s own words of the session, reads it back, and knows it again', async () => {
    for (const verb of ['mute', 'block'] as const) {
      const set = verb === 'mute' ? site.state.muted : site.state.blocked;
      expect(await act(sender(), verb)).toMatchObject({ kind: 'done', already: false, seen: { userId: loud.id } });
      expect([...set]).toEqual([loud.id]);
      expect(await act(sender(), verb)).toMatchObject({ kind: 'done', already: true });
      expect(await act(sender(), verb, 'undo')).toMatchObject({ kind: 'done' });
      expect([...set]).toEqual([]);
    }
    const at = `POST /api/v1/accounts/${loud.id}/`;
    expect(writes()).toEqual([`${at}mute`, `${at}unmute`, `${at}block`, `${at}unblock`]);
    const muting = asked.find(({ line }) => line === `${at}mute`);
    expect(muting?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-csrf-token': 'practice-csrf', 'content-type': 'application/json' });
    expect(JSON.parse(muting?.body ?? '')).toEqual({ notifications: true, duration: 0 });
    expect(asked.map(({ line }) => line)).toContain(`GET /api/v1/accounts/relationships?id[]=${loud.id}`);
  });

  const rows: [string, Answer, Partial<Outcome>][] = [
    ['401: signed out, halt', json({ error: 'The access token is invalid' }, 401), { kind: 'halt', why: 'logged-out', answer: '401' } as Partial<Outcome>],
    ['403: halt', json({ error: 'This action is not allowed' }, 403), { kind: 'halt', why: 'forbidden' } as Partial<Outcome>],
    ['404: gone', json({ error: 'Record not found' }, 404), { kind: 'gone', answer: '404' }],
    ['410: gone', json({ error: 'Gone' }, 410), { kind: 'gone', answer: '410' }],
    ['422: refused', json({ error: 'Validation failed' }, 422), { kind: 'refused', answer: '422' }],
    ['500: waits', json({ error: 'Something went wrong' }, 500), { kind: 'wait', why: 'server' } as Partial<Outcome>],
    ['503 with a page: waits', { status: 503, body: '<html>Down</html>' }, { kind: 'wait', why: 'server' } as Partial<Outcome>],
    ['a page in place of JSON: a challenge, halt', { status: 200, body: '<!doctype html><title>Are you a person?</title>' }, { kind: 'halt', why: 'challenge' } as Partial<Outcome>],
    ['sent elsewhere: signed out, halt', { status: 302, body: '' }, { kind: 'halt', why: 'logged-out' } as Partial<Outcome>],
    ['200 without an answer: halt', { status: 200, type: 'application/json', body: '' }, { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>],
    ['a status of no kind that is known: halt', json({}, 418), { kind: 'halt', why: 'unknown-answer' } as Partial<Outcome>],
  ];
  it.each(rows)('%s, to the look and to the act', async (_name, answer, wanted) => {
    next = [answer];
    expect(await act()).toMatchObject(wanted);
    expect(writes()).toEqual([]);
    next = [null, answer];
    expect(await act()).toMatchObject(wanted);
    expect(writes()).toHaveLength(1);
    expect([...site.state.muted]).toEqual([]);
  });

  it('429: waits until the time that its header names, for an undo as well', async () => {
    const reset = new Date(Date.now() + 240_000);
    for (const way of ['do', 'undo'] as const) {
      if (way === 'undo') site.state.muted.add(loud.id);
      next = [null, json({ error: 'Throttled' }, 429, { 'x-ratelimit-reset': reset.toISOString() })];
      expect(await act(sender(), 'mute', way)).toEqual({ kind: 'wait', why: 'rate-limit', answer: '429', until: reset.getTime() });
    }
    expect([...site.state.muted]).toEqual([loud.id]);
  });

  it.each([['no header', {}, 300_000], ['seconds', { 'retry-after': '30' }, 30_000], ['a time long past', { 'x-ratelimit-reset': '2020-01-01T00:00:00Z' }, 300_000], ['a time in years', { 'x-ratelimit-reset': '2099-01-01T00:00:00Z' }, 300_000]])('429 with %s: waits, and neither for nothing nor for ever', async (_name, headers, ms) => {
    const before = Date.now();
    next = [json({}, 429, headers)];
    const { until } = (await act()) as { until: number };
    expect(until - before).toBeGreaterThanOrEqual(ms);
    expect(until - before).toBeLessThan(ms + 60_000);
  });

  it('said to be done, and the instance does not show it: halt', async () => {
    next = [null, json({ id: loud.id, muting: true, following: false })];
    expect(await act()).toMatchObject({ kind: 'halt', why: 'unknown-answer', answer: '200, and it does not show' });
  });

  it('said of another account: undone there at once, and shown; shown of another: halt', async () => {
    next = [null, json({ id: '777', muting: true, following: false }), json({ id: '777', muting: false, following: false })];
    expect(await act()).toMatchObject({ kind: 'stranger', undone: true });
    expect(writes()).toEqual([`POST /api/v1/accounts/${loud.id}/mute`, 'POST /api/v1/accounts/777/unmute']);
    next = [json([{ id: '777', muting: true }])];
    expect(await act()).toMatchObject({ kind: 'halt', why: 'unknown-answer' });
  });

  it('with a handle alone the instance is asked who wrote the saved post; one that is gone there, renamed or on another instance touches nobody', async () => {
    const post = { id: postOf().id, permalink: null };
    expect(await act(sender({ userId: null, post }))).toMatchObject({ kind: 'done', seen: { userId: loud.id } });
    expect(asked[0]?.line).toBe(`GET /api/v1/statuses/${post.id}`);
    const before = writes().length;
    expect(await act(sender({ userId: null, post, handle: 'was_called_this@practice.example' }))).toMatchObject({ kind: 'refused', why: 'another-name-now' });
    expect(await act(sender({ userId: null, post: { id: '999999999999', permalink: null } }))).toMatchObject({ kind: 'refused', why: 'post-gone', answer: '404' });
    expect(await act(sender({ userId: null }))).toMatchObject({ kind: 'spared', why: 'no-id' });
    const count = asked.length;
    expect(await act(sender({ host: 'other.example' }))).toMatchObject({ kind: 'refused', why: 'other-instance' });
    expect(asked).toHaveLength(count);
    expect(writes()).toHaveLength(before);
  });

  it('never herself, nor whom she follows, nor anybody while she is signed out', async () => {
    site.state.following.add(loud.id);
    expect(await act()).toMatchObject({ kind: 'spared', why: 'followed' });
    expect(await act(sender({ userId: reader.id }))).toMatchObject({ kind: 'spared', why: 'self' });
    const count = asked.length;
    document.querySelector('#initial-state')!.textContent = '{"meta":{}}';
    expect(await act()).toMatchObject({ kind: 'halt', why: 'logged-out' });
    expect(asked).toHaveLength(count);
    expect(writes()).toEqual([]);
  });
});
