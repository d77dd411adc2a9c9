import type { ActJob } from '@/utils/act/job';
import type { PutOff } from '@/utils/act/runner';
import type { Run, Step } from '@/utils/domain/act';
import { openVault, putActed } from '@/utils/vault';

/** One of the saved posts that the act rests on, whole in the vault now; null: nothing may act on this sender. */
export async function evidenceOf(ids: readonly string[]): Promise<string | null> {
  for (const id of ids) if ((await openVault().item(id)).ok) return id;
  return null;
}

/** The answer about one account: the job's new state and the log's line, in one transaction. False: locked or full. */
export async function putAnswered(job: ActJob, run: Run, index: number, put?: PutOff): Promise<boolean> {
  const evidence = await evidenceOf(run.entries[index]?.sender.evidence ?? []);
  const line = { itemId: evidence ?? '', time: new Date().toISOString(), body: bodyOf(job.id, run, index, put) };
  // The post may have been deleted while the platform answered: then the answer stands in the job alone.
  const kept = evidence === null ? await openVault().putJob(job) : await putActed(job, line);
  return kept.ok;
}

/** What the log says of an act: whom, what, and the platform's answer, or her word. `put`: it was put off, and is still to come. */
function bodyOf(run: string, { verb, way, how, site, host, entries, reason, until }: Run, index: number, put?: PutOff): Record<string, unknown> {
  const { sender, step } = entries[index] as { sender: Run['entries'][number]['sender']; step: Step };
  const said = put ?? ('answer' in step ? step : null);
  return {
    run, verb, way, ...(how ? { how } : {}), site, host, userId: sender.userId, handle: sender.handle,
    outcome: put?.kind ?? step.state, ...(put !== undefined && 'why' in put ? { why: put.why } : {}), answer: said?.answer ?? null, reason, until,
  };
}
