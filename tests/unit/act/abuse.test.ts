// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { MOST_IN_A_RUN, next, plan } from '@/utils/act/queue';
import { GUIDED } from '@/utils/act/guided';
import { PACES } from '@/utils/act/pace';
import { drive, type World } from '@/utils/act/runner';
import type { Run, Sender, Verb } from '@/utils/domain/act';
import { CALLS } from '@/utils/messages/schemas';
import { ACT_PAGES, writes } from '@/tests/lib/act-pages';
import { newDocument, open } from './at-page';

/** The tool in the wrong hands: what it must not be able to do, whoever holds it. */
const NOBODY = { self: new Set<string>(), allies: new Set<string>(), list: new Set<string>() };
const MINUTE = 60_000;

/** Each file of these folders: its path and its code. */
function sources(...folders: string[]): [string, string][] {
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name)).map((name): [string, string] => [join(folder, name), readFileSync(join(folder, name), 'utf8')]));
}

/** All that acts, or leads her to act: pure, in the page, and in the background. */
const acting = (): [string, string][] => [
  ...sources('utils/act', 'utils/page/act', 'utils/page/guide', 'entrypoints/act', 'entrypoints/guide'),
  ...['acts', 'act-page', 'act-match', 'act-log', 'ties', 'guided'].map((name): [string, string] => [`entrypoints/background/${name}.ts`, readFileSync(`entrypoints/background/${name}.ts`, 'utf8')]),
];
const naming = (what: RegExp): string[] => acting().filter(([, code]) => what.test(code)).map(([path]) => path);

const sender = (site: string, n: number, more: Partial<Sender> = {}): Sender => ({ site, host: `${site}.example`, userId: `${site}${n}`, handle: null, displayName: null, evidence: ['item'], post: null, ...more });
const runOf = (site: string, senders: Sender[]): Run => ({
  verb: 'mute', way: 'do', site, host: senders[0]?.host ?? '', entries: plan(senders, NOBODY), begun: '', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null,
});

/** What all runs share: one clock, one budget a platform, one count of real time. */
class Town {
  clock = 1_800_000_000_000;
  passed = 0;
  stamps: Record<string, number[]> = {};
  asked: { id: string; at: number }[] = [];
  looks = 0;
  /** Before each act: a chance to meddle. */
  meddle: (acts: number) => void = () => {};

  world(run: { now: Run }): World {
    const { site } = run.now;
    return {
      now: () => this.clock, steady: () => this.passed, random: () => 0,
      sleep: async (ms) => { this.clock += Math.max(1, ms); this.passed += Math.max(1, ms); },
      load: async () => run.now,
      save: async (saved) => { run.now = saved; return true; },
      stamps: async () => this.stamps[site] ?? [],
      keepStamps: async (stamps) => { this.stamps[site] = stamps; },
      prepare: async ({ sender: { userId, handle } }) => ({ page: 'page', was: false, userId, handle }),
      perform: async ({ sender: { userId } }) => {
        this.asked.push({ id: userId ?? '', at: this.passed });
        this.meddle(this.asked.length);
        return { kind: 'done', already: false, answer: '200', seen: { userId, handle: null, muted: true, blocked: null, following: null, self: false, undo: null } };
      },
      look: async () => { this.looks += 1; return { kind: 'not-asked' }; },
    };
  }

  /** The most acts of `site` in any `ms` of real time. */
  most(site: string, ms: number): number {
    const times = this.asked.filter(({ id }) => id.startsWith(site)).map(({ at }) => at);
    return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
  }
}

afterEach(() => vi.unstubAllGlobals());

describe('it follows nobody around', () => {
  it('nothing is done, and nothing is asked, about an account whose evidence is not hers and sealed', async () => {
    const town = new Town();
    const run = { now: runOf('mastodon', [1, 2, 3].map((n) => sender('mastodon', n, { evidence: [] }))) };
    expect(await drive(town.world(run))).toBe('ended');
    expect([town.asked, town.looks]).toEqual([[], 0]);
    for (const make of ACT_PAGES) {
      const page = make();
      open(page);
      await (await newDocument()).perform({ verb: page.verb, way: 'do', at: 1, sender: { ...page.sender, evidence: [] } });
      expect(page.asked, page.site).toEqual([]);
    }
  });

  it('an account that is done with is never looked at again, a year later neither', async () => {
    const town = new Town();
    const run = { now: runOf('mastodon', [sender('mastodon', 1)]) };
    await drive(town.world(run));
    town.clock += 365 * 24 * 60 * MINUTE;
    expect(await drive(town.world(run))).toBe('ended');
    expect(next(run.now, town.clock, 0)).toEqual({ move: 'ended' });
    expect([town.asked.length, town.looks]).toEqual([1, 0]);
  });

  it('nothing in it runs on a clock of its own: one alarm, that wakes a run she began and goes when it ends', () => {
    for (const [path, code] of sources('utils/act', 'utils/page/act', 'entrypoints/act')) expect(code, path).not.toMatch(/setInterval|alarms\./);
    expect(readFileSync('entrypoints/background/guided.ts', 'utf8')).not.toMatch(/setInterval|setTimeout|alarms\./);
    const acts = readFileSync('entrypoints/background/acts.ts', 'utf8');
    expect(acts.match(/alarms\.create/g)).toHaveLength(1);
    expect(acts).toContain('alarms.clear(ALARM)');
  });
});

describe('of each platform it asks these things and no others', () => {
  const ALLOWED: Record<string, RegExp> = {
    bluesky: /^(GET \/xrpc\/(app\.bsky\.actor\.getProfiles?|app\.bsky\.feed\.getPosts|com\.atproto\.identity\.resolveHandle|com\.atproto\.repo\.(listRecords|getRecord))|POST \/xrpc\/(app\.bsky\.graph\.(un)?muteActor|com\.atproto\.repo\.(create|delete)Record))$/,
    mastodon: /^(GET \/api\/v1\/(accounts\/relationships|statuses\/\d+)|POST \/api\/v1\/accounts\/\d+\/(un)?(mute|block))$/,
    x: /^(GET \/client-web\/[\w.]+|POST \/i\/api\/1\.1\/(blocks|mutes\/users)\/(create|destroy)\.json)$/,
    reddit: /^(GET \/api\/me\.json|POST \/(svc\/shreddit\/graphql|api\/(block_user|unfriend)))$/,
  };

  it.each(ACT_PAGES.map((make) => [make().site, make] as const))('%s: one account, one word about it', async (site, make) => {
    const page = make();
    open(page);
    const calls = await newDocument();
    let at = 0;
    for (const verb of ['mute', 'block', 'report', 'follow', 'list'] as Verb[]) {
      for (const way of ['do', 'undo'] as const) {
        for (const one of [page.sender, { ...page.sender, userId: null }]) {
          const before = writes(page).length;
          const outcome = await calls.perform({ verb, way, at: ++at, sender: one });
          await calls.look({ verb, way, at, sender: one });
          expect(writes(page).length - before, `${verb} ${way}`).toBeLessThanOrEqual(1);
          if (!['mute', 'block'].includes(verb)) expect(outcome).toMatchObject({ kind: 'spared', why: 'no-such-verb' });
        }
      }
    }
    await calls.who({ site });
    const before = writes(page).length;
    await calls.ties({ site, ids: [page.sender.userId ?? '', 'https://elsewhere.example/', '../statuses'] });
    expect(writes(page)).toHaveLength(before);
    expect(page.asked.length).toBeGreaterThan(3);
    for (const line of page.asked) expect(line).toMatch(ALLOWED[site]!);
  });

});

describe('it mass-reports nobody', () => {
  it('no file of it names a report, of one or of many', () => {
    expect(acting().length).toBeGreaterThan(40);
    expect(naming(/createReport|report_user|reportUser|moderation\.|\/reports?\b|['"`]report['"`]/i)).toEqual([]);
  });

  it('a report has no verb: every platform\'s page refuses it before anything is asked', async () => {
    for (const make of ACT_PAGES) {
      const page = make();
      open(page);
      expect(await (await newDocument()).perform({ verb: 'report' as Verb, way: 'do', at: 1, sender: page.sender }), page.site).toMatchObject({ kind: 'spared', why: 'no-such-verb' });
      expect(page.asked, page.site).toEqual([]);
    }
  });
});

describe('it reads nobody\'s life and publishes no list', () => {
  it('no file of it names a feed of somebody\'s posts, who follows whom, or a list of people', () => {
    expect(naming(/graph\.list|listitem|starterpack|getAuthorFeed|getFollow|getList|user_timeline|UserTweets|followers|friends\/|accounts\/[^'`]*\/(statuses|following)|\/search|\/user\/[^'`]*\/(submitted|comments|overview)|applyWrites/i)).toEqual([]);
  });

  it('all that is ever written for others to read is a block of one account', () => {
    const collections = sources('utils', 'entrypoints').flatMap(([, code]) => [...code.matchAll(/collection: '([^']+)'/g)].map(([, name]) => name));
    expect(new Set(collections)).toEqual(new Set(['app.bsky.graph.block']));
  });
});

describe('it goes beyond no cap', () => {
  it('a run has a thousand accounts at most, each once', () => {
    const all = Array.from({ length: MOST_IN_A_RUN * 2 }, (_, n) => sender('x', n % (MOST_IN_A_RUN + 200)));
    expect(MOST_IN_A_RUN).toBeLessThanOrEqual(1_000);
    expect(plan(all, NOBODY)).toHaveLength(MOST_IN_A_RUN);
  });

  it('no platform\'s pace is faster than what is known to be borne', () => {
    const borne: Record<string, [ms: number, most: number][]> = {
      x: [[15 * MINUTE, 40], [24 * 60 * MINUTE, 200]], bluesky: [[MINUTE, 15], [60 * MINUTE, 800]], mastodon: [[MINUTE, 30]], reddit: [[MINUTE, 30]],
      // By her own hand: caps of ours.
      ...Object.fromEntries(Object.keys(GUIDED).map((site): [string, [number, number][]] => [site, [[60 * MINUTE, 60], [24 * 60 * MINUTE, 200]]])),
    };
    expect(Object.keys(PACES).sort()).toEqual(Object.keys(borne).sort());
    for (const [site, caps] of Object.entries(borne)) {
      for (const [ms, most] of caps) expect(PACES[site]?.windows.some((own) => own.ms >= ms && own.most <= most), `${site}: ${most} in ${ms} ms`).toBe(true);
    }
    expect(PACES['reddit']?.gap[0]).toBeGreaterThanOrEqual(2_000);
    expect(PACES['x']?.gap[0]).toBeGreaterThanOrEqual(20_000);
  });

  it('many short runs share one budget, on one instance or several', async () => {
    const town = new Town();
    for (let n = 0; n < 10; n++) await drive(town.world({ now: runOf('mastodon', Array.from({ length: 8 }, (_, i) => sender('mastodon', n * 100 + i, { host: `town${n}.example` }))) }));
    expect(town.asked).toHaveLength(80);
    expect(town.most('mastodon', MINUTE)).toBeLessThanOrEqual(30);
  });

  it.each(['back', 'forward', 'to and fro'])('a clock put %s gives no more', async (how) => {
    const town = new Town();
    town.meddle = (acts) => {
      if (acts % 9 === 0) town.clock += (how === 'back' ? -1 : how === 'forward' ? 1 : acts % 2 === 0 ? 1 : -1) * 25 * 60 * MINUTE;
    };
    await drive(town.world({ now: runOf('x', Array.from({ length: 90 }, (_, n) => sender('x', n))) }));
    expect(town.asked).toHaveLength(90);
    expect(town.most('x', 15 * MINUTE)).toBeLessThanOrEqual(40);
  });
});

describe('nobody but she can begin it', () => {
  it('no page and no site script can say a word about it', () => {
    const own = Object.entries(CALLS).filter(([name]) => /^act\b|quiet/.test(name));
    expect(own.map(([name]) => name)).toContain('act.command');
    for (const [name, { from }] of own) expect(from, name).toEqual(['own-page']);
  });

  it('one door leads to the page\'s act script, and one call to the door', () => {
    const all = sources('entrypoints', 'utils', 'components');
    expect(all.filter(([, code]) => code.includes("'act.js'")).map(([path]) => path)).toEqual(['entrypoints/background/act-page.ts']);
    expect(all.filter(([, code]) => code.includes("'perform'")).map(([path]) => path).sort()).toEqual(['entrypoints/background/act-page.ts', 'entrypoints/background/acts.ts']);
    expect(all.filter(([path, code]) => /\bcommandAct\(/.test(code) && !path.endsWith('acts.ts')).map(([path]) => path)).toEqual(['entrypoints/background/handlers.ts']);
  });
});
