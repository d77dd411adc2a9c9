// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { ACT_PAGES, writes, type ActPage } from '@/tests/lib/act-pages';
import { plan } from '@/utils/act/queue';
import { drive } from '@/utils/act/runner';
import type { Outcome, Ready, Run, Verb, Way } from '@/utils/domain/act';
import { newDocument, open } from './at-page';

/** Rows of the platforms' tables that need no browser: one answer, and what it means. */
interface Row { name: string; answer: { status?: number; body: unknown; headers?: Record<string, string> }; wanted: object; way?: Way; verb?: Verb; /** Where it is the answer; else to whatever changes something. */ at?: RegExp }
const SECOND = 1_000;
const inAWhile = Math.floor(Date.now() / SECOND) + 900;
const halt = (why: string): object => ({ kind: 'halt', why });
const wait = (why: string): object => ({ kind: 'wait', why });

const ROWS: Record<string, Row[]> = {
  x: [
    { name: '429 with a time: waits until then, for an undo as well', way: 'undo', answer: { status: 429, body: { errors: [{ code: 88 }] }, headers: { 'x-rate-limit-reset': String(inAWhile) } }, wanted: { kind: 'wait', why: 'rate-limit', until: inAWhile * SECOND } },
    { name: '88 in a 200: waits', answer: { body: { errors: [{ code: 88 }] } }, wanted: wait('rate-limit') },
    { name: '32 in a 200: signed out, halt', answer: { body: { errors: [{ code: 32 }] } }, wanted: halt('logged-out') },
    { name: '326 in a 200: her account is locked, halt', answer: { body: { errors: [{ code: 326 }] } }, wanted: halt('locked-account') },
    { name: '63 in a 200: gone', answer: { body: { errors: [{ code: 63 }] } }, wanted: { kind: 'gone' } },
    { name: '404 without a body: gone', answer: { status: 404, body: {} }, wanted: { kind: 'gone' } },
    { name: '500: waits', answer: { status: 500, body: {} }, wanted: wait('server') },
    { name: '200 and no user in it: halt', answer: { body: {} }, wanted: halt('unknown-answer') },
  ],
  reddit: [
    { name: '500: waits', answer: { status: 500, body: {} }, wanted: wait('server') },
    { name: '429 without a time: waits', answer: { status: 429, body: {} }, wanted: wait('rate-limit') },
    { name: 'an undo with errors in the body: refused', way: 'undo', answer: { body: { ok: false, errors: ['NOPE'] } }, wanted: { kind: 'refused' } },
    { name: '200 and errors beside ok: the errors count', answer: { body: { ok: true, errors: ['COOLDOWN'] } }, wanted: { kind: 'refused', answer: '200 COOLDOWN' } },
    { name: 'a status of no kind that is known: halt', answer: { status: 418, body: {} }, wanted: halt('unknown-answer') },
  ],
  bluesky: [
    { name: '429 on a mute: waits until the time that it names', answer: { status: 429, body: { error: 'RateLimitExceeded' }, headers: { 'ratelimit-reset': String(inAWhile) } }, wanted: { kind: 'wait', why: 'rate-limit', until: inAWhile * SECOND } },
    { name: '429 on a block: the same', verb: 'block', answer: { status: 429, body: { error: 'RateLimitExceeded' }, headers: { 'ratelimit-reset': String(inAWhile) } }, wanted: { kind: 'wait', until: inAWhile * SECOND } },
    { name: '429 on an undo: the same, and what it was about stays', way: 'undo', answer: { status: 429, body: { error: 'RateLimitExceeded' }, headers: { 'ratelimit-reset': String(inAWhile) } }, wanted: { kind: 'wait', until: inAWhile * SECOND } },
    { name: '403: halt', answer: { status: 403, body: { error: 'Forbidden' } }, wanted: halt('forbidden') },
    { name: '401 that her account is taken down: halt', answer: { status: 401, body: { error: 'AccountTakedown' } }, wanted: halt('locked-account') },
    { name: '400 that is not known: halt', answer: { status: 400, body: { error: 'InvalidRequest', message: 'actor must be a did' } }, wanted: halt('unknown-answer') },
    { name: 'no list of her own blocks: halt, and nothing is written', at: /listRecords/, verb: 'block', answer: { body: {} }, wanted: halt('unknown-answer') },
    { name: '404 to the look: gone', at: /getProfile/, answer: { status: 404, body: { error: 'NotFound' } }, wanted: { kind: 'gone' } },
  ],
};

const pageOf = (site: string): ActPage => ACT_PAGES.map((make) => make()).find((page) => page.site === site)!;
/** `answer` once, to the first request that fits; the server has not done it then. */
function answering(page: ActPage, { answer: { status = 200, body, headers = {} }, at }: Row): void {
  const honest = page.answer;
  let left = 1;
  page.answer = (method, url, given) => {
    const fits = at === undefined ? method === 'POST' : at.test(url.pathname);
    return fits && left-- > 0 ? { status, headers, body: JSON.stringify(body) } : honest(method, url, given);
  };
}

afterEach(() => vi.unstubAllGlobals());

describe.each(Object.entries(ROWS))('%s', (site, rows) => {
  it.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const page = pageOf(site);
    const way = row.way ?? 'do';
    if (way === 'undo') page.set.add(page.sender.userId ?? '');
    answering(page, row);
    open(page);
    const outcome = await (await newDocument()).perform({ verb: row.verb ?? page.verb, way, at: 1, sender: page.sender });
    expect(outcome).toMatchObject(row.wanted);
    expect([...page.set]).toEqual(way === 'undo' ? [page.sender.userId] : []);
  });
});

describe('three accounts gone in a row', () => {
  it.each(ACT_PAGES.map((make) => make().site))('%s: halts there, and asks for no fourth', async (site) => {
    const page = pageOf(site);
    const honest = page.answer;
    page.answer = (method, url, body) => (method === 'POST' || /getProfile|relationships/.test(url.pathname) ? { status: 404, body: '{"error":"NotFound"}' } : honest(method, url, body));
    open(page);
    const calls = await newDocument();
    const ids = ['1', '2', '3', '4', '5'].map((n) => (site === 'bluesky' ? `did:plc:${'abcde'[Number(n) - 1]!.repeat(23)}z` : site === 'reddit' ? `t2_loud${n}` : `424${n}`));
    const senders = ids.map((userId, i) => ({ ...page.sender, userId, handle: `loud_${i}.example` }));
    let run: Run = { verb: page.verb, way: 'do', site, host: page.sender.host, entries: plan(senders, { self: new Set(), allies: new Set(), list: new Set() }), begun: '', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
    let [clock, stamps] = [1_800_000_000_000, [] as number[]];
    const how = await drive({
      now: () => clock, steady: () => clock, random: () => 0.5, sleep: async (ms) => { clock += Math.max(1, ms); }, load: async () => run, save: async (next) => { run = next; return true; },
      stamps: async () => stamps, keepStamps: async (next) => { stamps = next; },
      prepare: (ask): Promise<Ready | Outcome | null> => calls.prepare(ask), perform: (ask) => calls.perform(ask), look: (ask) => calls.look(ask),
    });
    expect(how).toBe('halted');
    expect(run.halted?.why).toBe('gone-streak');
    expect(run.entries.map(({ step }) => step.state)).toEqual(['gone', 'gone', 'gone', 'waiting', 'waiting']);
    expect(page.set.size).toBe(0);
    expect(writes(page).length).toBeLessThanOrEqual(3);
  });
});
