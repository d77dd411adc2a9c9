import type { FolderPlace } from '@/utils/domain/folder';
import type { FolderRow } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import { deliver, type SendProblem } from '@/utils/handoff/folder/deliver';
import { dropRow, keepRow, queuedBytes, sortListing, type Filed } from '@/utils/handoff/folder/outbox';
import type { Vault } from '@/utils/vault/types';

import { fetchFile, folderIn, folderTab } from './tab';

export type WorkProblem = SendProblem | 'no-tab';
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends what waits, one after the other; stops at the first that she has to mend. One window at a time. */
export function sendAll(vault: Vault, place: FolderPlace, files: readonly Filed[], progress: (sent: number, of: number) => void): Promise<Result<number, WorkProblem>> {
  return navigator.locks.request('hf-folder', async () => {
    const tab = await folderTab(place);
    if (tab === null) return fail('no-tab');
    const waiting = files.filter(({ row }) => row.dir === 'out' && row.state === 'waiting');
    for (const { id, row } of waiting) {
      const done = await deliver(row, {
        path: place.path, folder: folderIn(tab), wait: pause, progress,
        bytes: () => queuedBytes(vault, id), save: (next) => keepRow(vault, id, next),
      });
      if (!done.ok) return done;
    }
    return ok(waiting.length);
  }) as Promise<Result<number, WorkProblem>>;
}

export interface Listing { fresh: string[]; there: ReadonlySet<string> }

export async function lookThere(place: FolderPlace, files: readonly Filed[]): Promise<Result<Listing, WorkProblem>> {
  const tab = await folderTab(place);
  if (tab === null) return fail('no-tab');
  const listed = await folderIn(tab).list({ path: place.path });
  return listed.ok ? ok(sortListing(listed.value.map(({ name }) => name), files)) : listed;
}

export async function fetchOne(place: FolderPlace, name: string): Promise<Result<Blob, WorkProblem>> {
  const tab = await folderTab(place);
  return tab === null ? fail('no-tab') : fetchFile(folderIn(tab), place.path, name);
}

/** What came from there is known by its name from now on. */
export const remember = (vault: Vault, name: string, size: number, state: Extract<FolderRow['state'], 'taken' | 'not-mine'>): Promise<boolean> =>
  keepRow(vault, randomId(), { name, size, sha256: '', dir: 'in', to: [], at: new Date().toISOString(), tried: false, state });

/** Takes one of hers away from there. Whoever fetched it has a copy. */
export async function takeAway(vault: Vault, place: FolderPlace, { id, row }: Filed): Promise<Result<null, WorkProblem>> {
  if (row.tried) {
    const tab = await folderTab(place);
    if (tab === null) return fail('no-tab');
    const gone = await folderIn(tab).remove({ path: place.path, name: row.name });
    if (!gone.ok) return gone;
  }
  return (await dropRow(vault, id)) ? ok(null) : fail('vault');
}
