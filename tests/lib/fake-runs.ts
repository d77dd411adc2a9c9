import type { ActJob, ActState } from '@/utils/act/job';
import type { Entry, Run, Step } from '@/utils/domain/act';

import { idOf } from './fake-posts';

const STEPS: Step[] = [
  { state: 'done', at: 0, userId: '1', already: false, undo: null, answer: '200' }, { state: 'done', at: 0, userId: '2', already: true, undo: null, answer: 'as it was' },
  { state: 'gone', at: 0, answer: '404' }, { state: 'stranger', at: 0, undone: true, answer: '200' }, { state: 'spared', why: 'followed' },
  { state: 'refused', at: 0, why: 'not-accepted', answer: '422' }, { state: 'waiting' }, { state: 'waiting' },
];

/** One after the other by her own hand: what the page showed, her word, whose turn it is. */
const BY_HAND: Step[] = [
  { state: 'done', at: 0, userId: '1', already: false, undo: null, answer: 'seen on the page' }, { state: 'done', at: 0, userId: '2', already: false, undo: null, answer: 'she says so' },
  { state: 'refused', at: 0, why: 'not-done', answer: 'she says so' }, { state: 'spared', why: 'skipped' }, { state: 'trying', at: 0, met: true }, { state: 'waiting' },
];

/** `guided`: she does it herself. One run a state, some of everything in each. `running` is held by somebody; `resting` is not. `running*300`: of so many senders. */
export function fakeRuns(states: string[]): ActJob[] {
  return states.map((asked, n): ActJob => {
    const [name = '', many] = asked.split('*');
    const guided = name === 'guided';
    const state = (name === 'resting' || guided ? 'running' : name) as ActState;
    const site = guided ? 'instagram' : n % 2 === 0 ? 'mastodon' : 'x';
    const few = guided ? BY_HAND : state === 'ended' ? STEPS.slice(0, 6) : STEPS;
    const steps = many === undefined ? few : Array.from({ length: Number(many) }, (_, i): Step => (state !== 'ended' && i > Number(many) * 0.4 ? { state: 'waiting' } : STEPS[i % 6] ?? { state: 'waiting' }));
    const entries = steps.map((step, i): Entry => ({
      step, sender: { site, host: 'practice.example', userId: String(i), handle: `loud_${i}@gravel.example`, displayName: null, evidence: [idOf(i + 1)], post: null },
    }));
    const run: Run = {
      verb: n % 3 === 2 ? 'block' : 'mute', way: 'do', ...(guided ? { how: 'guided' as const } : {}), site, host: 'practice.example', entries, begun: '2026-05-03T10:00:00.000Z', paused: state === 'paused',
      halted: state === 'halted' ? { why: 'logged-out', answer: '401' } : null, waiting: null, gone: 0, reason: n === 0 ? 'After the May speech' : null, until: n === 0 ? '2026-06-01' : null,
    };
    return { id: idOf(700 + n), kind: 'act', state, lease: name === 'running' ? Date.now() + 3_600_000 : 0, data: run };
  });
}
