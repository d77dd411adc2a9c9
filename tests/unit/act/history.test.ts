import { describe, expect, it } from 'vitest';

import { expired, linesOf, quieted, undoable } from '@/utils/act/history';
import type { ActJob, ActState } from '@/utils/act/job';
import { undoing } from '@/utils/act/queue';
import type { Entry, Run, Step } from '@/utils/domain/act';

const done = (userId: string, already = false): Step => ({ state: 'done', at: 1, userId, already, undo: null, answer: '200' });
const entry = (id: string, step: Step, handle = `loud${id}@practice.example`): Entry => ({ step, sender: { site: 'mastodon', host: 'practice.example', userId: id, handle, displayName: null, evidence: ['a'], post: null } });
const run = (entries: Entry[], more: Partial<Run> = {}): Run => ({
  verb: 'mute', way: 'do', site: 'mastodon', host: 'practice.example', entries, begun: '2026-05-03T10:00:00.000Z', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null, ...more,
});
const job = (id: string, data: Run, state: ActState = 'ended'): ActJob => ({ id, kind: 'act', state, lease: 0, data });
const first = job('a', run([entry('1', done('1')), entry('2', done('2', true)), entry('3', { state: 'gone', at: 1, answer: '404' }), entry('4', done('4'))]));
const of = (jobs: ActJob[]) => Object.fromEntries(undoable(linesOf(jobs)));
const back = (steps: (at: number) => Step, state: ActState = 'ended', begun = '2026-05-04T10:00:00.000Z'): ActJob => {
  const undo = undoing(first.data, null, begun);
  return job('b', { ...undo, entries: undo.entries.map((one, i) => ({ ...one, step: steps(i) })) }, state);
};

describe('what still stands of a run', () => {
  it('all that it did itself: not who was muted before, nor who was gone', () => {
    expect(of([first])).toEqual({ a: [0, 3] });
  });

  it('what was undone since is offered no more, however the runs lie', () => {
    const undone = back((i) => (i === 0 ? { state: 'undone', at: 2, answer: '200' } : { state: 'refused', at: 2, why: 'x', answer: '422' }));
    expect(of([first, undone])).toEqual({ a: [3] });
    expect(of([undone, first])).toEqual({ a: [3] });
  });

  it('what is about to be undone is not offered twice; what was stopped before its turn is offered again', () => {
    expect(of([first, back(() => ({ state: 'waiting' }), 'running')])).toEqual({});
    expect(of([first, back(() => ({ state: 'waiting' }), 'paused')])).toEqual({});
    expect(of([first, back(() => ({ state: 'waiting' }), 'stopped')])).toEqual({ a: [0, 3] });
    expect(linesOf([first, back(() => ({ state: 'waiting' }), 'running')]).filter(({ job: { id } }) => id === 'a').map(({ standing }) => standing)).toEqual(['undoing', 'nothing', 'nothing', 'undoing']);
  });

  it('an undo of before says nothing about an act that came after it', () => {
    expect(of([first, back(() => ({ state: 'undone', at: 0, answer: '200' }), 'ended', '2026-05-01T10:00:00.000Z')])).toEqual({ a: [0, 3] });
  });

  it('the account is the one that the answer named, under whatever name it goes by then', () => {
    const named = job('a', run([{ ...entry('9', done('77')), sender: { ...entry('9', done('77')).sender, userId: null } }]));
    const undo = undoing(named.data, null, '2026-05-04T10:00:00.000Z');
    const undone = job('b', { ...undo, entries: undo.entries.map((one) => ({ ...one, step: { state: 'undone' as const, at: 2, answer: '' } })) });
    expect(of([named, undone])).toEqual({});
  });

  it('a block is not undone by unmuting', () => {
    const other = back(() => ({ state: 'undone', at: 2, answer: '200' }));
    expect(of([first, { ...other, data: { ...other.data, verb: 'block' } }])).toEqual({ a: [0, 3] });
  });
});

describe('an end that has come', () => {
  const ending = job('a', { ...first.data, until: '2026-06-01' });
  it('is told on its day, of what still stands', () => {
    const standing = undoable(linesOf([ending]));
    expect(expired([ending], standing, '2026-05-31')).toEqual([]);
    expect(expired([ending], standing, '2026-06-01')).toEqual([{ job: ending, indexes: [0, 3] }]);
  });
  it('is told no more once it was undone', () => {
    const jobs = [ending, back(() => ({ state: 'undone', at: 2, answer: '' }))];
    expect(expired(jobs, undoable(linesOf(jobs)), '2026-07-01')).toEqual([]);
  });
});

describe('whom acts of ours keep quiet now', () => {
  it('each once, by platform, host and what was done', () => {
    const again = job('c', run([entry('1', done('1')), entry('5', done('5'))], { begun: '2026-05-05T10:00:00.000Z' }));
    const lines = linesOf([first, again]);
    expect(quieted(lines, { site: 'mastodon', host: 'practice.example', verb: 'mute' }).map(({ userId }) => userId)).toEqual(['1', '5', '4']);
    expect(quieted(lines, { site: 'mastodon', host: 'other.example', verb: 'mute' })).toEqual([]);
    expect(quieted(lines, { site: 'mastodon', verb: 'block' })).toEqual([]);
  });
});
