import type { Run } from '@/utils/domain/act';
import type { Job, Vault } from '@/utils/vault/types';

/** Of a run's job, in clear: nothing of whom it is about. `no-page`: no tab of that platform is open. */
export type ActState = 'running' | 'paused' | 'halted' | 'no-page' | 'ended' | 'stopped';
export type ActJob = Job<Run> & { state: ActState };
export const ACT = 'act';
/** Times of acts by platform and account's host: they outlive a run, so that a new one does not begin with a full budget. */
export const PACE = 'act-pace';
/** In the browser's memory: the tab of its own that a run opened on that host. */
export const tabKey = (host: string): string => `act-tab:${host}`;
/** In the browser's memory: until when that host's platform asked to wait, where no run was told so. */
export const waitKey = (host: string): string => `act-wait:${host}`;
export type Stamps = Record<string, number[]>;

/** Of all that the vault keeps as jobs: runs, newest first. */
export const runsIn = (jobs: readonly Job[]): ActJob[] => (jobs.filter(({ kind }) => kind === ACT) as ActJob[]).sort((a, b) => (a.data.begun < b.data.begun ? 1 : -1));
export const stampsIn = (jobs: readonly Job[]): Job<Stamps> | null => (jobs.find(({ kind }) => kind === PACE) as Job<Stamps> | undefined) ?? null;

/** Empty while locked. */
export async function actJobs(vault: Vault): Promise<ActJob[]> {
  const all = await vault.jobs();
  return all.ok ? runsIn(all.value) : [];
}

export async function stampsOf(vault: Vault): Promise<Job<Stamps> | null> {
  const all = await vault.jobs();
  return all.ok ? stampsIn(all.value) : null;
}
