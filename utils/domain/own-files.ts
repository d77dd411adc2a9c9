/** Of files that she adds herself, in bytes: each is sealed whole in memory, and a package reads it whole. */
export const MOST_OF_ONE = 50_000_000;
/** Of all files of one event. */
export const MOST_OF_EVENT = 100_000_000;
export const MOST_FILES_OF_EVENT = 20;
/** Files brought in at one time; each becomes an item of its own. */
export const MOST_BROUGHT_IN = 2000;

export interface OwnLimits { files: number; one: number; all: number }

export type WhyLeft = 'too-large' | 'too-many' | 'too-much' | 'empty' | 'system';

/** What a device puts into its folders for itself. */
const SYSTEM = /^(?:\..*|thumbs\.db|desktop\.ini)$/i;

/** Sorts what she chose, in order, into what goes with the rest and what is left out with the reason. */
export function withinLimits<F extends { size: number; name?: string }>(files: readonly F[], limits: OwnLimits): { kept: F[]; left: { file: F; why: WhyLeft }[] } {
  const kept: F[] = [];
  const left: { file: F; why: WhyLeft }[] = [];
  let all = 0;
  for (const file of files) {
    const why = reason(file, kept.length, all, limits);
    if (why !== null) left.push({ file, why });
    else {
      kept.push(file);
      all += file.size;
    }
  }
  return { kept, left };
}

function reason(file: { size: number; name?: string }, count: number, all: number, limits: OwnLimits): WhyLeft | null {
  if (SYSTEM.test(file.name ?? '')) return 'system';
  if (file.size === 0) return 'empty';
  if (file.size > limits.one) return 'too-large';
  if (count >= limits.files) return 'too-many';
  return all + file.size > limits.all ? 'too-much' : null;
}
