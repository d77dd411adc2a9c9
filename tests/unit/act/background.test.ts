// @vitest-environment happy-dom
import '@/tests/lib/vault-env';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { commandGuide } from '@/entrypoints/background/guided';
import { commandAct, jobOf, wakeActs } from '@/entrypoints/background/acts';
import { ACT_PAGES, writes, type ActPage } from '@/tests/lib/act-pages';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { rawRows } from '@/tests/lib/raw-idb';
import { ACT, type ActState } from '@/utils/act/job';
import { keepOwnList } from '@/utils/act/own-list';
import { PACES, type Pace } from '@/utils/act/pace';
import { plan, undoing } from '@/utils/act/queue';
import { actSlot, type Run, type Sender, type Step } from '@/utils/domain/act';
import { randomId } from '@/utils/domain/ids';
import { openVault } from '@/utils/vault';
import { openStores } from '@/utils/vault/stores';
import { newDocument, open } from './at-page';

/** The real background, vault and page script; the browser's tabs and the network between are the test's. */
vi.mock('webextension-polyfill', () => import('@/tests/lib/act-browser'));
/** Whether her own list can be read. */
const kept = vi.hoisted(() => ({ broken: false }));
vi.mock('@/utils/act/own-list', async (own) => {
  const real = await own<typeof import('@/utils/act/own-list')>();
  return { ...real, spareOf: async (...given: Parameters<typeof real.spareOf>) => (kept.broken ? { ok: false, error: 'damaged' } : real.spareOf(...given)) };
});

const vault = openVault();
const NOBODY = { self: new Set<string>(), allies: new Set<string>(), list: new Set<string>() };
const NAME = 'kettle_canary';
const own: Pace = PACES['mastodon']!;

/** Mastodon's page, and at the server: whoever is asked twice at once. */
async function atPage(): Promise<ActPage & { most: number }> {
  const page = Object.assign(ACT_PAGES[1]!(), { most: 0 });
  open(page);
  const send = globalThis.fetch;
  let now = 0;
  vi.stubGlobal('fetch', async (...given: Parameters<typeof fetch>) => {
    page.most = Math.max(page.most, ++now);
    await new Promise((done) => setTimeout(done, 5));
    return send(...given).finally(() => { now -= 1; });
  });
  await load();
  return page;
}
/** The page's script as a new document has it. */
const load = async (): Promise<void> => { (globalThis as Record<symbol, unknown>)[Symbol.for(actSlot('0.0.1'))] = await newDocument(); };

async function senders(ids: string[]): Promise<Sender[]> {
  return Promise.all(ids.map(async (id) => {
    const { id: evidence } = must(await vault.add(await newItem(id)));
    return { site: 'mastodon', host: 'practice.example', userId: id, handle: `${NAME}${id}@practice.example`, displayName: null, evidence: [evidence], post: null };
  }));
}
async function put(all: Sender[], more: Partial<Run> = {}, state: ActState = 'paused'): Promise<string> {
  const id = randomId();
  const run: Run = { verb: 'mute', way: 'do', site: 'mastodon', host: 'practice.example', entries: plan(all, NOBODY), begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null, ...more };
  must(await vault.putJob({ id, kind: ACT, state, lease: 0, data: run }));
  return id;
}
const until = (id: string, state: ActState): Promise<void> => vi.waitFor(async () => expect((await jobOf(id))?.state).toBe(state), { timeout: 60_000, interval: 20 });
const steps = async (id: string): Promise<string[]> => (await jobOf(id))?.data.entries.map(({ step }) => step.state) ?? [];
/** What the log says of acts on that sender, oldest first. */
const logged = async ({ evidence: [item = ''] }: Sender): Promise<unknown[]> =>
  must(await vault.history(item)).flatMap(({ line, body }) => (line.type === 'act' ? [[body?.body['way'], body?.body['outcome'], body?.body['answer']]] : []));

beforeEach(async () => {
  await forgetAll();
  must(await vault.create(null));
  PACES['mastodon'] = { gap: [0, 0], windows: own.windows };
});
afterEach(() => {
  PACES['mastodon'] = own;
  kept.broken = false;
  vi.unstubAllGlobals();
});

describe('every act and the platform\'s answer are in the log', () => {
  it('done, put off by a limit, and stopped by a refusal: each answer has its line, under the saved post of that sender', async () => {
    const page = await atPage();
    const [first, second, third] = await senders(['41', '42', '43']) as [Sender, Sender, Sender];
    const honest = page.answer;
    const limited = [{ status: 429, body: '{}', headers: { 'x-ratelimit-reset': new Date(Date.now() + 700).toISOString() } }];
    page.answer = (method, url, body) => (method === 'POST' && url.pathname.includes('/42/') && limited.shift()) || (method === 'POST' && url.pathname.includes('/43/') ? { status: 403, body: '{}' } : honest(method, url, body));
    const id = await put([first, second, third]);
    await commandAct(id, 'go');
    await until(id, 'halted');
    expect(await logged(first)).toEqual([['do', 'done', '200']]);
    expect(await logged(second)).toEqual([['do', 'wait', '429'], ['do', 'done', '200']]);
    expect(await logged(third)).toEqual([['do', 'halt', '403']]);
    expect((await jobOf(id))?.data).toMatchObject({ halted: { why: 'forbidden', answer: '403' } });
    expect(writes(page)).toHaveLength(4);
  });

  it('no answer is an answer: its line says so, and the next one what the page showed', async () => {
    const page = await atPage();
    const [one] = await senders(['42']) as [Sender];
    const honest = page.answer;
    page.answer = (method, url, body) => {
      const said = honest(method, url, body);
      if (method === 'POST') throw new TypeError('the line broke');
      return said;
    };
    const id = await put([one]);
    await commandAct(id, 'go');
    await until(id, 'ended');
    expect(await logged(one)).toEqual([['do', 'unknown', 'no answer'], ['do', 'done', 'seen on the page']]);
    expect(writes(page)).toHaveLength(1);
  });
});

describe('one runner', () => {
  it('however many tabs and presses start it: one request at a time, each account once', async () => {
    const page = await atPage();
    const [one, other] = [await put(await senders(['41', '42', '43'])), await put(await senders(['51', '52', '53']))];
    await Promise.all([commandAct(one, 'go'), commandAct(other, 'go'), commandAct(one, 'go'), wakeActs(), wakeActs()]);
    for (const id of [one, other]) await until(id, 'ended');
    expect([...page.set].sort()).toEqual(['41', '42', '43', '51', '52', '53']);
    expect(writes(page)).toHaveLength(6);
    // Looked at, asked, read back: whoever came second has asked nothing at all.
    expect(page.asked).toHaveLength(18);
    expect(page.most).toBe(1);
  });

  it('after a restart of the browser it stands still until she presses, and then looks first', async () => {
    const page = await atPage();
    const all = await senders(['41', '42', '43']);
    const was: Step[] = [{ state: 'done', at: 1, userId: '41', already: false, undo: null, answer: '200' }, { state: 'trying', at: 2, page: 'a document of before', was: false }, { state: 'waiting' }];
    page.set.add('41').add('42');
    const id = await put(all, { entries: all.map((sender, i) => ({ sender, step: was[i]! })) }, 'running');
    await wakeActs();
    expect(page.asked).toEqual([]);
    await commandAct(id, 'go');
    await until(id, 'ended');
    expect(writes(page)).toEqual(['POST /api/v1/accounts/43/mute']);
    expect(await steps(id)).toEqual(['done', 'done', 'done']);
  });
});

describe('a platform\'s word is for all runs there', () => {
  it('signed out: every run at that host stands still, and nothing more is asked', async () => {
    const page = await atPage();
    const honest = page.answer;
    page.answer = (method, url, body) => (method === 'POST' ? { status: 401, body: '{}' } : honest(method, url, body));
    const [one, other] = [await put(await senders(['41', '42'])), await put(await senders(['51', '52']), { verb: 'block' })];
    await Promise.all([commandAct(one, 'go'), commandAct(other, 'go')]);
    for (const id of [one, other]) await until(id, 'halted');
    expect(writes(page)).toHaveLength(1);
    expect((await jobOf(other))?.data.halted).toEqual((await jobOf(one))?.data.halted);
    page.answer = honest;
    await commandAct(other, 'go');
    await until(other, 'ended');
    expect((await jobOf(one))?.state).toBe('halted');
  });

  it('a limit that one run met is kept by the next one too, though she stopped the first', async () => {
    const page = await atPage();
    const honest = page.answer;
    const reset = Date.now() + 4_000;
    const times: number[] = [];
    page.answer = (method, url, body) => {
      if (method === 'POST') times.push(Date.now());
      return method === 'POST' && times.length === 1 ? { status: 429, body: '{}', headers: { 'x-ratelimit-reset': new Date(reset).toISOString() } } : honest(method, url, body);
    };
    const [one, other] = [await put(await senders(['41'])), await put(await senders(['51']))];
    await commandAct(one, 'go');
    await vi.waitFor(async () => expect((await jobOf(one))?.data.waiting?.until).toBe(reset), { timeout: 60_000 });
    await commandAct(one, 'stop');
    await commandAct(other, 'go');
    await until(other, 'ended');
    expect(times).toHaveLength(2);
    expect(times[1]).toBeGreaterThanOrEqual(reset);
  });
});

describe('whom she spares is looked up anew at each act', () => {
  const keep = async (account: { userId?: string; handle?: string }): Promise<void> =>
    void must(await keepOwnList(vault, [{ site: 'mastodon', host: 'practice.example', userId: null, handle: null, note: null, ...account }]));

  it('by the name, before anything is asked', async () => {
    const page = await atPage();
    const id = await put(await senders(['41']));
    await keep({ handle: `${NAME}41@practice.example` });
    await commandAct(id, 'go');
    await until(id, 'ended');
    expect((await jobOf(id))?.data.entries[0]?.step).toEqual({ state: 'spared', why: 'own-list' });
    expect(page.asked).toEqual([]);
  });

  it('by the id that the page tells of a name alone', async () => {
    const page = await atPage();
    const [one] = await senders(['42']) as [Sender];
    const id = await put([{ ...one, userId: null, handle: 'loud@practice.example', post: { id: '9001', permalink: null } }]);
    await keep({ userId: '42' });
    await commandAct(id, 'go');
    await until(id, 'ended');
    expect((await jobOf(id))?.data.entries[0]?.step).toEqual({ state: 'spared', why: 'own-list' });
    expect(writes(page)).toEqual([]);
  });

  it('and where that cannot be read nobody is asked about: the run stops', async () => {
    const page = await atPage();
    const id = await put(await senders(['41']));
    kept.broken = true;
    await commandAct(id, 'go');
    await until(id, 'halted');
    expect(page.asked).toEqual([]);
  });
});

describe('locked', () => {
  it('means paused: nothing more is asked, nothing readable lies there, and once it is unlocked it goes on where it was', async () => {
    const page = await atPage();
    must(await vault.setPassphrase(null, 'four plain words here'));
    const all = await senders(['41', '42']);
    const id = await put(all);
    const honest = page.answer;
    let locking: Promise<void> | null = null;
    page.answer = (method, url, body) => {
      // She locks while the platform is thinking.
      if (method === 'POST') locking ??= vault.lock();
      return honest(method, url, body);
    };
    await commandAct(id, 'go');
    await vi.waitFor(() => expect(locking).not.toBeNull(), { timeout: 60_000 });
    await locking;
    // The runner has let go.
    await navigator.locks.request('hf-act', async () => undefined);
    await wakeActs();
    expect(writes(page)).toHaveLength(1);
    const main = (await openStores())?.pointer.main ?? '';
    const rows = { jobs: await rawRows<{ kind: string }>(main, 'jobs'), log: await rawRows(main, 'log') };
    expect(rows.jobs.map(({ kind }) => kind).sort()).toEqual(['act', 'act-pace']);
    const lies = JSON.stringify(rows, (_, value: unknown) => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value));
    for (const word of [NAME, 'practice.example', 'mastodon', 'mute']) expect(lies, word).not.toContain(word);
    must(await vault.unlock('four plain words here'));
    await wakeActs();
    await until(id, 'ended');
    expect(writes(page)).toEqual(['POST /api/v1/accounts/41/mute', 'POST /api/v1/accounts/42/mute']);
    expect(await steps(id)).toEqual(['done', 'done']);
  });
});

describe('undoing', () => {
  it('for good: also where the saved post was deleted since, and the page is another', async () => {
    const page = await atPage();
    const all = await senders(['41', '42']);
    const id = await put(all);
    await commandAct(id, 'go');
    await until(id, 'ended');
    must(await vault.remove(all.map(({ evidence: [item = ''] }) => item), 'test'));
    await load();
    const back = await put([], undoing((await jobOf(id))!.data, null, new Date().toISOString()));
    await commandAct(back, 'go');
    await until(back, 'ended');
    expect([...page.set]).toEqual([]);
    expect(await steps(back)).toEqual(['undone', 'undone']);
    // What was deleted stays alone: nothing new is done to its sender.
    const again = await put(all);
    await commandAct(again, 'go');
    await until(again, 'ended');
    expect(await steps(again)).toEqual(['spared', 'spared']);
    expect([...page.set]).toEqual([]);
  });

  it('where she presses herself it is the same: the saved post gone, its sender is still shown to her for undoing, and for nothing else', async () => {
    const [one] = await senders(['41']) as [Sender];
    const sender: Sender = { ...one, site: 'instagram', host: 'www.instagram.com' };
    must(await vault.remove(sender.evidence, 'test'));
    const guided = (way: Run['way']): Promise<string> => put([sender], { verb: 'block', way, how: 'guided', site: 'instagram', host: 'www.instagram.com' });
    const back = await guided('undo');
    expect(await commandGuide({ id: back, command: 'open' }, {} as never)).toMatchObject({ done: true, left: 1, problem: null });
    expect(await steps(back)).toEqual(['trying']);
    const again = await guided('do');
    expect(await commandGuide({ id: again, command: 'open' }, {} as never)).toMatchObject({ done: false, problem: 'ended' });
    expect((await jobOf(again))?.data.entries[0]?.step).toEqual({ state: 'spared', why: 'no-evidence' });
  });
});
