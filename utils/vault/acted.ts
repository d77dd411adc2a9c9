import { fail, ok, type Result } from '@/utils/domain/result';

import { underLock } from './changeitem';
import { itemKeys } from './itemkeys';
import { sealJob, type Job } from './jobs';
import { prepareAppend, writeAppend } from './logbook';
import type { VaultProblem } from './types';

/**
 * What a platform answered to an act on a sender: the log's line, under the saved post that the act rests on, and the
 * job's new state, in one transaction. `not-found`: that post is no longer here, and nothing is written.
 */
export function putActed(job: Job, acted: { itemId: string; time: string; body: Record<string, unknown> }): Promise<Result<void, VaultProblem>> {
  return underLock(async (vault) => {
    const { main, session } = vault;
    const [key] = await itemKeys(vault, [acted.itemId]);
    if (!key || (await main.items.get(acted.itemId)) === undefined) return fail('not-found');
    const row = await sealJob(vault, job);
    const appended = await prepareAppend(main, session, [{ type: 'act', time: acted.time, itemId: acted.itemId, body: acted.body, bodyKey: key }]);
    await main.transaction('rw', [main.jobs, main.log, main.meta], async () => {
      await writeAppend(main, appended);
      await main.jobs.put(row);
    });
    return ok(undefined);
  });
}
