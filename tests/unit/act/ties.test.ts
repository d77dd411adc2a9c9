// @vitest-environment happy-dom
import '@/tests/lib/vault-env';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { commandAct, jobOf, wakeActs } from '@/entrypoints/background/acts';
import { askTies } from '@/entrypoints/background/ties';
import { tabs } from '@/tests/lib/act-browser';
import { ACT_PAGES, writes, type ActPage } from '@/tests/lib/act-pages';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { ACT, stampsOf } from '@/utils/act/job';
import { PACES, type Pace } from '@/utils/act/pace';
import { plan } from '@/utils/act/queue';
import { actSlot, MOST_AT_ONCE, type Run, type TiesAnswer } from '@/utils/domain/act';
import { randomId } from '@/utils/domain/ids';
import { openVault } from '@/utils/vault';
import { newDocument, open } from './at-page';

/** Whom she follows, asked before a run: the real background, vault and page script; the tab and the network are the test's. */
vi.mock('webextension-polyfill', () => import('@/tests/lib/act-browser'));

const vault = openVault();
const own: Pace = PACES['mastodon']!;
const pageOf = (site: string): ActPage => ACT_PAGES.map((make) => make()).find((page) => page.site === site)!;
const idsAt = (site: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => (site === 'bluesky' ? `did:plc:${String.fromCharCode(99 + n % 20).repeat(20)}${'abcdefghij'[Math.floor(n / 20)]}xyz` : String(500 + n)));

describe.each(['bluesky', 'mastodon'])('the page of %s', (site) => {
  afterEach(() => vi.unstubAllGlobals());

  it('tells in one request whom of many she follows and who is herself, and changes nothing', async () => {
    const page = pageOf(site);
    open(page);
    const ids = idsAt(site, MOST_AT_ONCE - 1);
    const me = site === 'bluesky' ? `did:plc:${'a'.repeat(24)}` : '1';
    for (const id of [ids[3]!, ids[20]!, 'somebody else']) page.follows.add(id);
    expect(await (await newDocument()).ties({ site, ids: [...ids, me] })).toEqual({ followed: [ids[3], ids[20]], self: [me] });
    expect(page.asked).toEqual([site === 'bluesky' ? 'GET /xrpc/app.bsky.actor.getProfiles' : 'GET /api/v1/accounts/relationships']);
  });

  it('asks about no more at once than the platform\'s own client, and about nothing that is no id', async () => {
    const page = pageOf(site);
    open(page);
    const honest = page.answer;
    let named: string[] = [];
    page.answer = (method, url, body) => { named = url.searchParams.getAll(site === 'bluesky' ? 'actors' : 'id[]'); return honest(method, url, body); };
    const calls = await newDocument();
    await calls.ties({ site, ids: [...idsAt(site, 40), 'loud.example', '1&x=2'] });
    expect(named).toEqual(idsAt(site, MOST_AT_ONCE));
    page.asked.length = 0;
    expect(await calls.ties({ site, ids: ['loud.example', '1&x=2', ''] })).toEqual({ followed: [], self: [] });
    expect(page.asked).toEqual([]);
  });

  it.each([
    ['429', { status: 429, body: '{}', headers: { 'retry-after': '30' } }, { kind: 'wait', why: 'rate-limit' }], ['401', { status: 401, body: '{}' }, { kind: 'halt', why: 'logged-out' }],
    ['a page in place of JSON', { status: 200, body: '<html>Are you a person?</html>' }, { kind: 'halt', why: 'challenge' }], ['no list', { status: 200, body: '{"error":"no"}' }, { kind: 'halt', why: 'unknown-answer' }],
  ])('%s tells of nobody', async (_name, answer, wanted) => {
    const page = pageOf(site);
    open(page);
    page.answer = () => answer;
    expect(await (await newDocument()).ties({ site, ids: idsAt(site, 1) })).toMatchObject(wanted);
  });
});

it.each(['x', 'reddit'])('%s: no page tells it of many, so nothing is asked', async (site) => {
  const page = pageOf(site);
  open(page);
  expect(await (await newDocument()).ties({ site, ids: ['4242', 't2_loud'] })).toMatchObject({ kind: 'halt', why: 'unknown-answer' });
  expect(page.asked).toEqual([]);
  vi.unstubAllGlobals();
});

describe('the background', () => {
  let page: ActPage;
  beforeEach(async () => {
    await forgetAll();
    must(await vault.create(null));
    PACES['mastodon'] = { gap: [0, 0], windows: own.windows };
    page = pageOf('mastodon');
    open(page);
    (globalThis as Record<symbol, unknown>)[Symbol.for(actSlot('0.0.1'))] = await newDocument();
    tabs.open = [{ id: 1, active: true, discarded: false }];
  });
  afterEach(async () => {
    // Whoever was woken has looked and let go.
    await wakeActs();
    PACES['mastodon'] = own;
    vi.unstubAllGlobals();
  });

  const PLACE = { site: 'mastodon', host: 'practice.example' };
  const saved = async (userId: string): Promise<{ userId: string; evidence: string[] }> => ({ userId, evidence: [must(await vault.add(await newItem(userId))).id] });
  const asking = async (...ids: string[]): Promise<TiesAnswer> => askTies({ ...PLACE, senders: await Promise.all(ids.map(saved)) });
  const stamps = async (): Promise<number> => (await stampsOf(vault))?.data['mastodon']?.length ?? 0;

  it('tells it of people whose posts are sealed, and of nobody else is anything asked', async () => {
    page.follows.add('42').add('43');
    expect(await askTies({ ...PLACE, senders: [await saved('41'), await saved('42'), { userId: '43', evidence: [] }, { userId: '44', evidence: ['0'.repeat(32)] }] }))
      .toEqual({ kind: 'told', asked: ['41', '42'], followed: ['42'], self: [] });
    page.asked.length = 0;
    expect(await askTies({ ...PLACE, senders: [{ userId: '43', evidence: [] }] })).toEqual({ kind: 'told', asked: [], followed: [], self: [] });
    expect(page.asked).toEqual([]);
  });

  it('counts each asking as an act, and asks for nothing when the budget is spent', async () => {
    PACES['mastodon'] = { gap: [0, 0], windows: [{ ms: 3_600_000, most: 2 }] };
    expect([(await asking('41')).kind, (await asking('42')).kind, await stamps()]).toEqual(['told', 'told', 2]);
    const before = Date.now();
    const third = await asking('43') as Extract<TiesAnswer, { kind: 'wait' }>;
    expect(third).toMatchObject({ kind: 'wait', why: 'pace' });
    expect(third.until).toBeGreaterThan(before + 3_500_000);
    expect([page.asked.length, await stamps()]).toEqual([2, 2]);
  });

  it('goes never beside a run, and a run that was begun meanwhile is not lost', async () => {
    let [free, held] = [(): void => undefined, false];
    const honest = page.answer;
    const send = globalThis.fetch;
    vi.stubGlobal('fetch', async (...given: Parameters<typeof fetch>) => {
      if (!held) { held = true; await new Promise<void>((go) => { free = go; }); }
      return send(...given);
    });
    page.answer = honest;
    const first = asking('41');
    await vi.waitFor(() => expect(held).toBe(true), { timeout: 60_000 });
    expect(await asking('42')).toEqual({ kind: 'busy' });
    const one = await saved('51');
    const id = randomId();
    const entries = plan([{ ...PLACE, ...one, handle: null, displayName: null, post: null }], { self: new Set(), allies: new Set(), list: new Set() });
    const run: Run = { verb: 'mute', way: 'do', ...PLACE, entries, begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
    must(await vault.putJob({ id, kind: ACT, state: 'paused', lease: 0, data: run }));
    await commandAct(id, 'go');
    expect(writes(page)).toEqual([]);
    free();
    expect((await first).kind).toBe('told');
    await vi.waitFor(async () => expect((await jobOf(id))?.state).toBe('ended'), { timeout: 60_000 });
    expect(writes(page)).toEqual(['POST /api/v1/accounts/51/mute']);
  });

  it('keeps the platform\'s word to wait, for itself and for the run after it', async () => {
    const honest = page.answer;
    const times: number[] = [];
    let reset = 0;
    page.answer = (method, url, body) => {
      times.push(Date.now());
      reset ||= Date.now() + 1_500;
      return times.length === 1 ? { status: 429, body: '{}', headers: { 'x-ratelimit-reset': new Date(reset).toISOString() } } : honest(method, url, body);
    };
    expect(await asking('41')).toEqual({ kind: 'wait', why: 'rate-limit', until: reset });
    const one = await saved('51');
    const id = randomId();
    const entries = plan([{ ...PLACE, ...one, handle: null, displayName: null, post: null }], { self: new Set(), allies: new Set(), list: new Set() });
    must(await vault.putJob({ id, kind: ACT, state: 'paused', lease: 0, data: { verb: 'mute', way: 'do', ...PLACE, entries, begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null } satisfies Run }));
    await commandAct(id, 'go');
    await vi.waitFor(async () => expect((await jobOf(id))?.state).toBe('ended'), { timeout: 60_000 });
    expect(times.length).toBeGreaterThan(1);
    expect(times[1]).toBeGreaterThanOrEqual(reset);
  });

  it('says so where no page of it is open, where she is signed out, and where no answer comes', async () => {
    tabs.open = [];
    expect(await asking('41')).toEqual({ kind: 'no-page' });
    tabs.open = [{ id: 1, active: true, discarded: false }];
    page.answer = () => ({ status: 401, body: '{}' });
    expect(await asking('41')).toEqual({ kind: 'halt', why: 'logged-out' });
    page.answer = () => { throw new TypeError('the line broke'); };
    expect(await asking('41')).toEqual({ kind: 'no-answer' });
  });
});
