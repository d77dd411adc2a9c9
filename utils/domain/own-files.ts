/** Of files that she adds herself, in bytes: each is sealed whole in memory, and a package reads it whole. */
export const MOST_OF_ONE = 50_000_000;
/** Of all files of one event. */
export const MOST_OF_EVENT = 100_000_000;
export const MOST_FILES_OF_EVENT = 20;
/** Files brought in at one time; each becomes an item of its own. */
export const MOST_BROUGHT_IN = 200;

export interface OwnLimits { files: number; one: number; all: number }

/** Sorts what she chose, in order, into what goes with the rest and what is left out with the reason. */
export function withinLimits<F extends { size: number }>(files: readonly F[], limits: OwnLimits): { kept: F[]; left: { file: F; why: 'too-large' | 'too-many' | 'too-much' }[] } {
  const kept: F[] = [];
  const left: { file: F; why: 'too-large' | 'too-many' | 'too-much' }[] = [];
  let all = 0;
  for (const file of files) {
    if (file.size > limits.one) left.push({ file, why: 'too-large' });
    else if (kept.length >= limits.files) left.push({ file, why: 'too-many' });
    else if (all + file.size > limits.all) left.push({ file, why: 'too-much' });
    else {
      kept.push(file);
      all += file.size;
    }
  }
  return { kept, left };
}
