import type { Entry, Sender } from '@/utils/domain/act';

import type { ActJob } from './job';

/** How an act of a run stands now: another run may have undone it since, or be about to. */
export type Standing = 'stands' | 'undoing' | 'undone' | 'nothing';

export interface Line { job: ActJob; index: number; entry: Entry; standing: Standing }

/** The account that was acted on: by the answer's id, else as it was asked for. */
function accountOf({ sender, step }: Entry): string {
  const id = (step.state === 'done' ? step.userId : null) ?? sender.userId;
  return id ?? `@${sender.handle?.toLowerCase() ?? ''}`;
}

/** Every entry of every run, newest run first, each with how it stands after the runs that came later. */
export function linesOf(jobs: readonly ActJob[]): Line[] {
  const newest = [...jobs].sort((a, b) => (a.data.begun < b.data.begun ? 1 : a.data.begun > b.data.begun ? -1 : 0));
  const later = new Map<string, 'undoing' | 'undone'>();
  return newest.flatMap((job) => {
    const { way, verb, site, host, entries } = job.data;
    const lines = entries.map((entry, index): Line => {
      const key = `${site} ${host} ${verb} ${accountOf(entry)}`;
      const { step } = entry;
      if (way === 'undo') {
        const open = (step.state === 'waiting' || step.state === 'trying') && job.state !== 'stopped';
        if (step.state === 'undone') later.set(key, 'undone');
        else if (open && !later.has(key)) later.set(key, 'undoing');
        return { job, index, entry, standing: 'nothing' };
      }
      // Whoever was muted or blocked before stays so: there is nothing of ours to undo.
      return { job, index, entry, standing: step.state === 'done' && !step.already ? (later.get(key) ?? 'stands') : 'nothing' };
    });
    return lines;
  });
}

/** Job id → entries of it that still stand and may be undone. */
export function undoable(lines: readonly Line[]): ReadonlyMap<string, number[]> {
  const all = new Map<string, number[]>();
  for (const { job, index, standing } of lines) {
    if (standing !== 'stands') continue;
    const of = all.get(job.id);
    if (of) of.push(index);
    else all.set(job.id, [index]);
  }
  return all;
}

/** Runs whose end has come and of which something still stands. `today`: her day, `YYYY-MM-DD`. */
export function expired(jobs: readonly ActJob[], standing: ReadonlyMap<string, number[]>, today: string): { job: ActJob; indexes: number[] }[] {
  return jobs.flatMap((job) => {
    const indexes = standing.get(job.id) ?? [];
    return job.data.until !== null && job.data.until <= today && indexes.length > 0 ? [{ job, indexes }] : [];
  });
}

/** Whom an act of ours keeps muted or blocked now, each once. */
export function quieted(lines: readonly Line[], place: { site: string; host?: string; verb: 'mute' | 'block' }): Sender[] {
  const all = new Map<string, Sender>();
  for (const { job, entry, standing } of lines) {
    const { site, host, verb } = job.data;
    if (standing !== 'stands' || site !== place.site || verb !== place.verb || (place.host !== undefined && host !== place.host)) continue;
    const key = `${host} ${accountOf(entry)}`;
    const id = entry.step.state === 'done' ? entry.step.userId : null;
    if (!all.has(key)) all.set(key, { ...entry.sender, userId: id ?? entry.sender.userId });
  }
  return [...all.values()];
}
