import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { isBase64Of } from './line';
import { parseNote } from './note';
import type { ProofTree } from './proof';
import type { Hash } from './tree';

const FIRST = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 leaves has no longer path. */
const MOST_HASHES = 53;

/** c2sp.org/tlog-proof: that line `index` of a log is in the tree of the checkpoint (a signed note). Throws when it is not there. */
export function writeTlogProof(tree: ProofTree, index: number, checkpoint: string): string {
  return [FIRST, `index ${index}`, ...tree.inclusion(index).map(toBase64), '', checkpoint].join('\n');
}

export interface TlogProof { index: number; hashes: Hash[]; checkpoint: string }

/** Null for anything that is not, to the byte, a proof without extra data; nothing of it is checked. */
export function parseTlogProof(text: string): TlogProof | null {
  const gap = text.indexOf('\n\n');
  if (gap < 0) return null;
  const [first, index, ...hashes] = text.slice(0, gap).split('\n');
  const checkpoint = text.slice(gap + 2);
  if (first !== FIRST || index === undefined || !/^index (0|[1-9]\d{0,15})$/.test(index)) return null;
  if (hashes.length > MOST_HASHES || !hashes.every((hash) => isBase64Of(hash, 32)) || parseNote(checkpoint) === null) return null;
  const number = Number(index.slice('index '.length));
  return Number.isSafeInteger(number) ? { index: number, hashes: hashes.map(fromBase64), checkpoint } : null;
}
