// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { plan, undoing } from '@/utils/act/queue';
import { drive, type World } from '@/utils/act/runner';
import type { Run } from '@/utils/domain/act';
import type { ActCalls } from '@/utils/page/act';
import { ACT_PAGES, writes, type ActPage } from '@/tests/lib/act-pages';
import { newDocument, open } from './at-page';

class Death extends Error {}

/** The real runner over the real page script; the disk and the clock are the test's. */
class Stage {
  run: Run;
  calls: ActCalls;
  #clock = 1_800_000_000_000;
  #stamps: number[] = [];
  #saves = 0;
  /** Thrown once, before or after the page was asked. */
  dies: 'before' | 'after' | null = null;

  constructor(page: ActPage, calls: ActCalls) {
    this.calls = calls;
    this.run = {
      verb: page.verb, way: 'do', site: page.site, host: page.sender.host, entries: plan([page.sender], { self: new Set(), allies: new Set(), list: new Set() }),
      begun: '', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null,
    };
  }

  #die(when: 'before' | 'after'): void {
    if (this.dies !== when) return;
    this.dies = null;
    throw new Death();
  }

  world(): World {
    return {
      now: () => this.#clock, steady: () => this.#clock, random: () => 0.5,
      sleep: async (ms) => { this.#clock += Math.max(1, ms); },
      load: async () => structuredClone(this.run),
      save: async (run) => {
        // One account takes a handful; more is a circle.
        if (++this.#saves > 50) throw new Error('it goes round and round');
        this.run = structuredClone(run);
        return true;
      },
      stamps: async () => this.#stamps,
      keepStamps: async (stamps) => { this.#stamps = stamps; },
      prepare: (ask) => this.calls.prepare(ask),
      perform: async (ask) => {
        this.#die('before');
        const outcome = await this.calls.perform(ask);
        this.#die('after');
        return outcome;
      },
      look: (ask) => this.calls.look(ask),
    };
  }

  get step(): Run['entries'][number]['step'] | undefined {
    return this.run.entries[0]?.step;
  }
}

afterEach(() => vi.unstubAllGlobals());

describe.each(ACT_PAGES.map((make) => [make().site, make] as const))('%s', (site, make) => {
  /** Where the platform can be asked how an account stands. */
  const tells = site === 'bluesky' || site === 'mastodon';

  it('an answer that never came is looked for on the page, and never asked for twice', async () => {
    const page = make();
    open(page, (line) => (line.startsWith('POST') ? 'lost' : 'answered'));
    const stage = new Stage(page, await newDocument());
    expect(await drive(stage.world())).toBe('ended');
    expect(writes(page)).toHaveLength(1);
    expect(stage.step).toMatchObject(tells ? { state: 'done', answer: 'seen on the page' } : { state: 'refused', why: 'cannot-tell' });
  });

  it.each(['before', 'after'] as const)('a worker that died %s the page was asked learns from the page, and the account is asked once', async (when) => {
    const page = make();
    open(page);
    const stage = new Stage(page, await newDocument());
    stage.dies = when;
    await expect(drive(stage.world())).rejects.toThrow(Death);
    expect(stage.step?.state).toBe('trying');
    expect(await drive(stage.world())).toBe('ended');
    expect(writes(page)).toHaveLength(1);
    expect(stage.step).toMatchObject({ state: 'done', already: false });
    expect([...page.set]).toEqual([page.sender.userId]);
  });

  it('with the page gone as well, the platform tells, or nobody does: then she is sent to look herself', async () => {
    const page = make();
    open(page);
    const stage = new Stage(page, await newDocument());
    stage.dies = 'after';
    await expect(drive(stage.world())).rejects.toThrow(Death);
    stage.calls = await newDocument();
    expect(await drive(stage.world())).toBe('ended');
    expect(writes(page)).toHaveLength(1);
    expect(stage.step).toMatchObject(tells ? { state: 'done' } : { state: 'refused', why: 'cannot-tell' });
  });

  it('whoever was so before stays so after an undo, also where worker and page died in between', async () => {
    const page = make();
    page.set.add(page.sender.userId ?? '');
    open(page);
    const stage = new Stage(page, await newDocument());
    stage.dies = 'before';
    await expect(drive(stage.world())).rejects.toThrow(Death);
    stage.calls = await newDocument();
    expect(await drive(stage.world())).toBe('ended');
    expect(writes(page)).toEqual([]);
    expect(stage.step).toMatchObject(tells ? { state: 'done', already: true } : { state: 'refused', why: 'cannot-tell' });
    expect(undoing(stage.run, null, '').entries).toEqual([]);
  });

  it('a handle that a stranger has by now: 0 strangers touched, however old the match is', async () => {
    const page = make();
    const old = { ...page.sender, userId: null };
    if (site === 'bluesky') page.handles.set('loud.example', `did:plc:${'c'.repeat(24)}`);
    if (site === 'mastodon') page.handles.set('9001', 'renamed@practice.example');
    if (site === 'x') page.html = '<article><a href="/loud_one/status/1900">a stranger\'s</a></article><article><a href="/renamed/status/1800">now</a></article>';
    if (site === 'reddit') page.html = page.html.replace('thingid="t1_a"', 'thingid="t1_other"').replace('t2_loud', 't2_stranger');
    open(page);
    const calls = await newDocument();
    expect(await calls.perform({ verb: page.verb, way: 'do', at: 1, sender: old })).toMatchObject({ kind: 'refused' });
    expect([...page.set]).toEqual([]);
    expect(writes(page)).toEqual([]);
  });

  it('with a handle alone the author of the saved post is asked for at that very moment', async () => {
    const page = make();
    open(page);
    const calls = await newDocument();
    expect(await calls.perform({ verb: page.verb, way: 'do', at: 1, sender: { ...page.sender, userId: null } })).toMatchObject({ kind: 'done' });
    expect([...page.set]).toEqual([page.sender.userId]);
    if (site === 'bluesky') expect(page.asked).toContain('GET /xrpc/app.bsky.feed.getPosts');
    if (site === 'mastodon') expect(page.asked).toContain('GET /api/v1/statuses/9001');
  });

  it('nobody is asked anything about a sender without evidence', async () => {
    const page = make();
    open(page);
    const calls = await newDocument();
    expect(await calls.perform({ verb: page.verb, way: 'do', at: 1, sender: { ...page.sender, evidence: [] } })).toMatchObject({ kind: 'spared', why: 'no-evidence' });
    expect(page.asked).toEqual([]);
  });
});

it('x: what a page has shown for more than 24 hours matches nobody; an id still does', async () => {
  const [page, again] = [ACT_PAGES[2]!(), ACT_PAGES[2]!()];
  open(page);
  const calls = await newDocument();
  const shown = vi.spyOn(performance, 'now').mockReturnValue(24 * 3_600_000 + 1);
  expect(await calls.perform({ verb: 'mute', way: 'do', at: 1, sender: { ...page.sender, userId: null } })).toMatchObject({ kind: 'refused', why: 'page-too-old' });
  expect(writes(page)).toEqual([]);
  open(again);
  expect(await calls.perform({ verb: 'mute', way: 'do', at: 2, sender: again.sender })).toMatchObject({ kind: 'done' });
  shown.mockRestore();
});

it.each(['mastodon', 'x'])('%s: an answer that names another account is undone at once, and shown', async (site) => {
  const page = ACT_PAGES.map((make) => make()).find((one) => one.site === site)!;
  const honest = page.answer;
  page.answer = (method, url, body) => {
    const said = honest(method, url, body);
    return method === 'POST' ? { ...said, body: said.body.replaceAll(/"(42|4242)"/g, '"777"') } : said;
  };
  open(page);
  const calls = await newDocument();
  expect(await calls.perform({ verb: 'mute', way: 'do', at: 1, sender: page.sender })).toMatchObject({ kind: 'stranger', undone: true });
  expect(writes(page).at(-1)).toMatch(/unmute|destroy/);
});
