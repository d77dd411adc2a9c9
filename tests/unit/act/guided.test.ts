import { describe, expect, it } from 'vitest';

import { addressOf, answered, byHand, current, GUIDED, isFresh, met } from '@/utils/act/guided';
import { meter, nextAt, PACES } from '@/utils/act/pace';
import { begin } from '@/utils/act/queue';
import { drive, type World } from '@/utils/act/runner';
import { runsOf } from '@/utils/act/senders';
import type { Run, Sender } from '@/utils/domain/act';
import { guides } from '@/utils/page/guide/sites/index';
import { guideTables, guideWords } from '@/utils/page/guide/words';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const NOBODY = { self: new Set<string>(), allies: new Set<string>(), list: new Set<string>() };
const sender = (n: number, more: Partial<Sender> = {}): Sender => ({
  site: 'instagram', host: 'www.instagram.com', userId: null, handle: `loud_${n}`, displayName: null, evidence: ['a'], post: { id: String(n), permalink: null }, ...more,
});
const runWith = (senders: Sender[], spare = NOBODY): Run => runsOf(senders, 'block', () => spare, { begun: '2026-03-01T00:00:00Z', reason: null, until: null })[0] as Run;

describe('a guided run', () => {
  it('is one wherever she presses herself, under the same rules of whom it spares', () => {
    const run = runWith([sender(1), sender(2, { evidence: [] }), sender(3), sender(4)], { ...NOBODY, allies: new Set(['loud_3']), self: new Set(['loud_4']) });
    expect(run.how).toBe('guided');
    expect(run.entries.map(({ step }) => ('why' in step ? step.why : step.state))).toEqual(['waiting', 'no-evidence', 'ally', 'self']);
    expect(runsOf([sender(1, { site: 'x' })], 'block', () => NOBODY, { begun: '', reason: null, until: null })[0]).not.toHaveProperty('how');
    expect(byHand('x')).toBe(false);
  });

  it('takes one person after the other, and whoever was begun first', () => {
    const run = runWith([sender(1), sender(2)]);
    expect(current(run)).toBe(0);
    expect(current(begin(run, 1, NOW))).toBe(1);
    const done = answered(met(begin(run, 0, NOW), 0, { userId: null, handle: 'loud_1' }, NOW), 0, 'did', NOW) as Run;
    expect(current(done)).toBe(1);
  });

  it('believes "done" of nobody who was not met on a page', () => {
    const begun = begin(runWith([sender(1)]), 0, NOW);
    expect(answered(begun, 0, 'did', NOW)).toBeNull();
    expect(answered(begun, 0, 'seen', NOW)).toBeNull();
    expect(answered(runWith([sender(1)]), 0, 'skip', NOW)).toBeNull();
    expect(answered(begun, 0, 'skip', NOW)?.entries[0]?.step).toEqual({ state: 'spared', why: 'skipped' });
  });

  it('says what the page showed and what is her word', () => {
    const found = met(begin(runWith([sender(1)]), 0, NOW), 0, { userId: '77', handle: 'loud_now' }, NOW);
    expect(found.entries[0]?.sender).toMatchObject({ userId: '77', handle: 'loud_now', handleSeenAt: '2026-03-01T12:00:00.000Z' });
    expect(answered(found, 0, 'seen', NOW)?.entries[0]?.step).toMatchObject({ state: 'done', answer: 'seen on the page' });
    expect(answered(found, 0, 'did', NOW)?.entries[0]?.step).toMatchObject({ state: 'done', answer: 'she says so' });
    expect(answered(found, 0, 'not-done', NOW)?.entries[0]?.step).toMatchObject({ state: 'refused', why: 'not-done', answer: 'she says so' });
    expect(answered({ ...found, way: 'undo' }, 0, 'did', NOW)?.entries[0]?.step).toMatchObject({ state: 'undone', answer: 'she says so' });
    expect(answered(found, 0, 'next', NOW)).toBeNull();
  });

  it('never overwrites an id that was saved', () => {
    const found = met(begin(runWith([sender(1, { userId: '5' })]), 0, NOW), 0, { userId: '6', handle: null }, NOW);
    expect(found.entries[0]?.sender).toMatchObject({ userId: '5', handle: 'loud_1' });
  });

  it('calls a name known for a day, and no longer, and never from the future', () => {
    const seen = (at: string) => isFresh(sender(1, { handleSeenAt: at }), NOW);
    expect([seen('2026-03-01T11:00:00Z'), seen('2026-02-28T11:59:00Z'), seen('2026-03-01T13:00:00Z'), isFresh(sender(1), NOW)]).toEqual([true, false, false, false]);
  });

  it('opens nothing but the saved post, on the host that she allowed', () => {
    const at = (permalink: string | null, page?: string) => addressOf(sender(1, { post: { id: null, permalink, ...(page ? { page } : {}) } }));
    expect(at('https://www.instagram.com/p/abc/')).toBe('https://www.instagram.com/p/abc/');
    expect(at('https://instagram.com/p/abc/')).toBe('https://www.instagram.com/p/abc/');
    expect(at(null, 'https://www.instagram.com/p/abc/')).toBe('https://www.instagram.com/p/abc/');
    for (const bad of ['https://mire.example/p/', 'javascript:alert(1)', 'http://www.instagram.com/p/', 'https://instagram.com.mire.example/', 'nothing']) expect(at(bad)).toBe('https://www.instagram.com/');
  });

  it('is never driven, whoever asks for it', async () => {
    const asked: string[] = [];
    const reads: Record<string, () => unknown> = { now: () => NOW, steady: () => 0, random: () => 0, load: () => Promise.resolve(runWith([sender(1)])), stamps: () => Promise.resolve([]) };
    const world = new Proxy({}, { get: (_, name) => reads[String(name)] ?? (() => { asked.push(String(name)); return Promise.resolve(null); }) });
    expect(await drive(world as World)).toBe('no-pace');
    expect(asked).toEqual([]);
  });

  it('has its own caps: sixty an hour, two hundred a day, whatever her hand does', () => {
    const pace = PACES['instagram']!;
    const stamps = Array.from({ length: 60 }, (_, i) => NOW - 60_000 + i);
    expect(nextAt(stamps.slice(1), pace, NOW, 0)).toBe(NOW);
    expect(nextAt(stamps, pace, NOW, 0)).toBeGreaterThan(NOW + 58 * 60_000);
    expect(meter(stamps, pace, NOW).left).toBe(0);
    for (const site of Object.keys(GUIDED)) expect(PACES[site], site).toBeDefined();
  });
});

describe('the steps of each platform', () => {
  it('are there for everything that is offered, and nothing else', () => {
    expect(Object.fromEntries(guides.map(({ site, steps }) => [site, Object.keys(steps).sort()]))).toEqual(Object.fromEntries(Object.entries(GUIDED).map(([site, verbs]) => [site, [...verbs].sort()])));
  });

  it('match no word of an interface', () => {
    for (const { site, steps, seen } of guides) for (const list of Object.values(steps)) {
      for (const find of [...list.map((step) => step.find), seen]) expect(find ?? '', site).not.toMatch(/aria-label|title=|alt=|:contains|has-text/);
    }
  });

  it('are told in every language', () => {
    const keys = (table: object): string[] => Object.entries(table).flatMap(([key, value]) => (typeof value === 'object' ? Object.keys(value as object).map((one) => `${key}.${one}`) : [key])).sort();
    expect(keys(guideTables.fr)).toEqual(keys(guideTables.en));
    expect(guideWords('fr-CA')).toBe(guideTables.fr);
    for (const table of Object.values(guideTables)) for (const words of [...Object.values(table.steps), ...Object.values(table.states)]) expect(words).not.toMatch(/!|\.\.\.|'|victim|target|content/);
  });

  it('tell a person\'s page from the platform\'s own', () => {
    const person = (site: string, path: string) => guides.find((one) => one.site === site)?.person?.exec(path)?.groups;
    expect(person('facebook', '/profile.php?id=100000777000111')).toMatchObject({ id: '100000777000111' });
    expect(person('facebook', '/crow.twelve?__tn__=1')).toMatchObject({ handle: 'crow.twelve' });
    expect(person('facebook', '/crow.twelve/posts/1')).toBeUndefined();
    expect(person('tiktok', '/@wren/video/1')).toBeUndefined();
    expect(person('threads', '/@crow_16')).toMatchObject({ handle: 'crow_16' });
    expect(person('linkedin', '/in/kite-marsh/')).toMatchObject({ handle: 'kite-marsh' });
  });
});
