import { describe, expect, it } from 'vitest';

import { begin, count, looked, MOST_IN_A_RUN, next, plan, settle, undoing, type Spare } from '@/utils/act/queue';
import { holds, type Outcome, type Run, type Seen, type Sender } from '@/utils/domain/act';

const NOW = 1_800_000_000_000;
const NOBODY: Spare = { self: new Set(), allies: new Set(), list: new Set() };
const sender = (n: number, more: Partial<Sender> = {}): Sender => ({
  site: 'mastodon', host: 'practice.example', userId: `10${n}`, handle: `loud${n}@practice.example`, displayName: null, evidence: [`item${n}`], post: { id: `9${n}`, permalink: null }, ...more,
});
const run = (senders: Sender[], more: Partial<Run> = {}): Run => ({
  verb: 'mute', way: 'do', site: 'mastodon', host: 'practice.example', entries: plan(senders, NOBODY), begun: new Date(NOW).toISOString(),
  paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null, ...more,
});
const seen = (more: Partial<Seen> = {}): Seen => ({ userId: '101', handle: null, muted: false, blocked: false, following: false, self: false, undo: null, ...more });
const done: Outcome = { kind: 'done', seen: seen({ muted: true }), already: false, answer: '200' };

describe('whom a run spares', () => {
  const steps = (senders: Sender[], spare: Partial<Spare> = {}) => plan(senders, { ...NOBODY, ...spare }).map(({ step }) => (step.state === 'spared' ? step.why : step.state));

  it('nothing acts on a sender whose evidence is not sealed', () => {
    expect(steps([sender(1), sender(2, { evidence: [] })])).toEqual(['waiting', 'no-evidence']);
  });

  it('herself, her allies and her own list are spared, by id and by handle, in any case of letters', () => {
    expect(steps([sender(1)], { self: new Set(['101']) })).toEqual(['self']);
    expect(steps([sender(1, { handle: 'Loud1@Practice.example' })], { allies: new Set(['loud1@practice.example']) })).toEqual(['ally']);
    expect(steps([sender(1)], { list: new Set(['101']) })).toEqual(['own-list']);
  });

  it('one account stands in it once, whether it comes by id or by handle', () => {
    expect(steps([sender(1), sender(1, { userId: null }), sender(2)])).toEqual(['waiting', 'waiting']);
  });

  it('two accounts that had one handle, one after the other, are two', () => {
    expect(steps([sender(1), sender(2, { handle: 'loud1@practice.example' })])).toEqual(['waiting', 'waiting']);
  });

  it('an account without id and handle is never acted on', () => {
    expect(steps([sender(1, { userId: null, handle: null })])).toEqual(['no-id']);
  });

  it('no run goes beyond its cap', () => {
    expect(plan(Array.from({ length: MOST_IN_A_RUN + 50 }, (_, i) => sender(i)), NOBODY)).toHaveLength(MOST_IN_A_RUN);
  });
});

describe('what comes next', () => {
  it('an act, then the pace, then the next, then the end', () => {
    let one = run([sender(1), sender(2)]);
    expect(next(one, NOW, NOW)).toEqual({ move: 'act', index: 0 });
    one = settle(begin(one, 0, NOW), 0, done, NOW);
    expect(next(one, NOW, NOW + 2_000)).toEqual({ move: 'wait', until: NOW + 2_000, why: 'pace' });
    expect(next(one, NOW + 2_000, NOW + 2_000)).toEqual({ move: 'act', index: 1 });
    one = settle(begin(one, 1, NOW), 1, done, NOW);
    expect(next(one, NOW, NOW)).toEqual({ move: 'ended' });
    expect(count(one)).toMatchObject({ all: 2, done: 2, waiting: 0 });
  });

  it('an act cut short is looked at before anything else, and not repeated where it was done', () => {
    const cut = begin(run([sender(1), sender(2)]), 0, NOW);
    expect(next(cut, NOW, NOW)).toEqual({ move: 'look', index: 0 });
    const was = looked(cut, 0, seen({ muted: true }), NOW);
    expect(was.entries[0]?.step).toMatchObject({ state: 'done', already: false, answer: 'seen on the page' });
    expect(next(was, NOW, NOW)).toEqual({ move: 'act', index: 1 });
    expect(next(looked(cut, 0, seen({ muted: false }), NOW), NOW, NOW)).toEqual({ move: 'act', index: 0 });
  });

  it('an outcome that nobody knows is looked at, never repeated blindly', () => {
    const one = settle(begin(run([sender(1)]), 0, NOW), 0, { kind: 'unknown', answer: 'no answer' }, NOW);
    expect(next(one, NOW, NOW)).toEqual({ move: 'look', index: 0 });
  });

  it('where nobody can tell what became of it, the account is set aside, and not asked again', () => {
    const cut = begin(run([sender(1)]), 0, NOW);
    const after = looked(cut, 0, seen({ muted: null }), NOW);
    expect(after.entries[0]?.step).toMatchObject({ state: 'refused', why: 'cannot-tell' });
    expect(next(after, NOW, NOW)).toEqual({ move: 'ended' });
  });

  it('a look that is put off stays a look', () => {
    const cut = begin(run([sender(1)]), 0, NOW, { page: 'page', was: false });
    const later = looked(cut, 0, { kind: 'wait', until: NOW + 9, why: 'server', answer: '503' }, NOW);
    expect(next(later, NOW, NOW)).toMatchObject({ move: 'wait', why: 'server' });
    expect(next(later, NOW + 10, NOW)).toEqual({ move: 'look', index: 0 });
    const halted = looked(cut, 0, { kind: 'halt', why: 'logged-out', answer: '401' }, NOW);
    expect(halted.halted?.why).toBe('logged-out');
    expect(next({ ...halted, halted: null }, NOW, NOW)).toEqual({ move: 'look', index: 0 });
  });

  it('the document that was to ask knows whether it did', () => {
    const cut = begin(run([sender(1)]), 0, NOW, { page: 'page', was: false });
    expect(next(looked(cut, 0, { kind: 'not-asked' }, NOW), NOW, NOW)).toEqual({ move: 'act', index: 0 });
    expect(looked(cut, 0, { kind: 'asked', outcome: { ...done, already: true } as Outcome }, NOW).entries[0]?.step).toMatchObject({ state: 'done', already: true });
  });

  it('waits as long as the platform says, and asks for the same account again', () => {
    const one = settle(begin(run([sender(1)]), 0, NOW), 0, { kind: 'wait', until: NOW + 60_000, why: 'rate-limit', answer: '429' }, NOW);
    expect(next(one, NOW, NOW)).toEqual({ move: 'wait', until: NOW + 60_000, why: 'rate-limit' });
    expect(next(one, NOW + 60_001, NOW)).toEqual({ move: 'act', index: 0 });
  });

  it.each(['logged-out', 'locked-account', 'challenge', 'forbidden', 'unknown-answer'] as const)('halts for good on %s, with that account still to come', (why) => {
    const one = settle(begin(run([sender(1), sender(2)]), 0, NOW), 0, { kind: 'halt', why, answer: '401' }, NOW);
    expect(next(one, NOW + 10 ** 9, NOW)).toEqual({ move: 'stand', why: 'halted' });
    expect(count(one).waiting).toBe(2);
  });

  it('three accounts gone in a row halt it; one that answers between them does not let it come to that', () => {
    const gone: Outcome = { kind: 'gone', answer: '404' };
    const of = (outcomes: Outcome[]) => outcomes.reduce((one, outcome, i) => settle(begin(one, i, NOW), i, outcome, NOW), run(outcomes.map((_, i) => sender(i))));
    expect(of([gone, gone, gone]).halted).toEqual({ why: 'gone-streak', answer: '404' });
    expect(of([gone, gone, done, gone, gone]).halted).toBeNull();
  });

  it('stands still while she has paused it', () => {
    expect(next(run([sender(1)], { paused: true }), NOW, NOW)).toEqual({ move: 'stand', why: 'paused' });
  });
});

describe('undoing', () => {
  const finished = settle(settle(settle(run([sender(1), sender(2), sender(3)]), 0, done, NOW), 1, { ...done, already: true }, NOW), 2, { kind: 'gone', answer: '404' }, NOW);

  it('takes back what this run did, and leaves who was muted before', () => {
    const back = undoing(finished, null, new Date(NOW).toISOString());
    expect(back.entries.map(({ sender: { userId } }) => userId)).toEqual(['101']);
    expect(back.way).toBe('undo');
    expect(next(back, NOW, NOW)).toEqual({ move: 'act', index: 0 });
    const ended = settle(begin(back, 0, NOW), 0, { ...done, seen: seen({ muted: false }) }, NOW);
    expect(count(ended)).toMatchObject({ undone: 1, done: 0 });
  });

  it('can be done for one of them', () => {
    expect(undoing(finished, [1], '').entries).toEqual([]);
    expect(undoing(finished, [0], '').entries).toHaveLength(1);
  });
});

it('what holds is told by the verb and the way; what the page does not say is neither', () => {
  expect(holds(seen({ muted: true }), 'mute', 'do')).toBe(true);
  expect(holds(seen({ muted: true }), 'mute', 'undo')).toBe(false);
  expect(holds(seen({ blocked: true }), 'mute', 'do')).toBe(false);
  expect(holds(seen({ blocked: null }), 'block', 'do')).toBeNull();
});
