import { ArchiveError } from '@/utils/capture/archive/zip';
import { NotJson } from '@/utils/capture/archive/split';
import type { Survey } from '@/utils/capture/archive/survey';
import { takeChosen, takeFile, type Choice, type Taking } from '@/utils/capture/archive/take';
import type { NewItem, Vault } from '@/utils/vault/types';

import { knownFiles } from '../../known-files';

/** Items sealed in one go: each such group is there whole or not at all. */
const GROUP = 20;

/** `problem`: the vault's code, `archive.` and the archive's, or `stopped`. */
export interface BroughtIn { saved: number; known: number; problem: string | null }

/** Seals what was chosen, group by group; what is here already by its bytes is left. Stopped or failed, all that was sealed stays. */
export async function bringChosen(vault: Vault, survey: Survey, choice: Choice, files: ReadonlySet<string>, taking: Taking, progress: (done: number) => void): Promise<BroughtIn> {
  const told: BroughtIn = { saved: 0, known: 0, problem: null };
  let group: NewItem[] = [];
  const seal = async (): Promise<boolean> => {
    if (group.length === 0) return true;
    const answer = await vault.addBatch({ slices: [], items: group });
    if (!answer.ok) {
      told.problem = answer.error;
      return false;
    }
    told.saved += group.length;
    group = [];
    progress(told.saved + told.known);
    return true;
  };
  try {
    const known = await knownFiles(vault);
    for await (const item of chosen(survey, choice, files, taking)) {
      taking.signal.throwIfAborted();
      const sum = item.head.sums?.[0] ?? '';
      if (known.has(sum)) {
        told.known += 1;
        if (told.known % GROUP === 0) progress(told.saved + told.known);
        continue;
      }
      known.set(sum, 0);
      group.push(item);
      if (group.length >= GROUP && !(await seal())) return told;
    }
    await seal();
  } catch (error) {
    // What was read before the stop or the damage is sound, and hers: it is sealed.
    if (told.problem === null) await seal();
    if (taking.signal.aborted) told.problem ??= 'stopped';
    else if (error instanceof ArchiveError) told.problem ??= `archive.${error.code}`;
    else if (error instanceof NotJson) told.problem ??= 'archive.damaged';
    else throw error;
  }
  return told;
}

async function* chosen(survey: Survey, choice: Choice, files: ReadonlySet<string>, taking: Taking): AsyncGenerator<NewItem> {
  yield* takeChosen(survey, choice, taking);
  for (const inner of survey.others) if (files.has(inner.path)) yield takeFile(survey, inner, taking);
}
