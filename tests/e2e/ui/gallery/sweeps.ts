import type { SweepView } from '../../../../utils/domain/sweep';
import { noCounts } from '../../../../utils/domain/sweep';

const RUN = 'c'.repeat(32);

/** Whole pages as the background would tell of them: `?sweeps=running,done`; `?here=1`: the first is in the tab before her. */
export function sweepAnswer(): { sweeps: SweepView[]; here: string | null } {
  const asked = new URLSearchParams(location.search);
  const states = (asked.get('sweeps') ?? '').split(',').filter(Boolean);
  const sweeps = states.map((name, i): SweepView => {
    const [state = 'done', why = null] = name.split(':');
    const reason = why === 'blind' ? null : why;
    const over = state === 'done' || state === 'stopped';
    return {
      id: i === 0 ? RUN : i.toString(16).padStart(32, 'd'), kind: 'sweep', state: state as 'done', reason: reason as null, lease: 0, address: 'https://x.com/home',
      site: ['x', 'mastodon', 'bluesky'][i % 3] ?? 'x', what: ['thread', 'notifications', 'profile'][i % 3] ?? 'page', pictures: true, sensitiveAsWords: true,
      startedAt: new Date(Date.UTC(2026, 4, 4 - i, 19, 2)).toISOString(), endedAt: over ? '2026-05-04T19:40:00.000Z' : null, total: 1001,
      counts: over ? { saved: 997, versions: 12, words: 31, already: 0, failed: 1, noPicture: { 'not-allowed': 14, 'outside-window': 1 } } : { ...noCounts(), saved: 412 },
      ranMs: 312_000, blind: why === 'blind', unseen: over ? 3 : null, tabId: state === 'waiting' ? null : 7,
      perMinute: state === 'running' ? 640 : null, secondsLeft: state === 'running' ? 95 : null,
    };
  });
  return { sweeps, here: asked.has('here') ? (sweeps[0]?.id ?? null) : null };
}
