import { inner, sameHash, type Hash } from './tree';

/** Largest power of two below `n` (n > 1): where RFC 6962 splits a tree. */
const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** All whole subtrees of a log, worked out once: each proof then costs the logarithm of its length. */
export class ProofTree {
  /** `levels[k][i]`: root of the 2^k leaves from i × 2^k. */
  readonly #levels: Hash[][];
  readonly size: number;

  constructor(leaves: readonly Hash[]) {
    this.size = leaves.length;
    this.#levels = [[...leaves]];
    for (let below = this.#levels[0] as Hash[]; below.length > 1; ) {
      const level = Array.from({ length: Math.floor(below.length / 2) }, (_, i) => inner(below[2 * i] as Hash, below[2 * i + 1] as Hash));
      this.#levels.push(level);
      below = level;
    }
  }

  /** Of the leaves from `from` up to before `to`; `from` is a multiple of the largest power of two below their number. */
  #root(from: number, to: number): Hash {
    const n = to - from;
    if (isPowerOfTwo(n)) return this.#levels[Math.log2(n)]?.[from / n] as Hash;
    const k = split(n);
    return inner(this.#root(from, from + k), this.#root(from + k, to));
  }

  /** Audit path of leaf `index`, leaf side first (RFC 6962 section 2.1.1). Throws when it is not there. */
  inclusion(index: number): Hash[] {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) throw new RangeError('no such leaf');
    const path = (from: number, to: number): Hash[] => {
      if (to - from === 1) return [];
      const middle = from + split(to - from);
      return index < middle ? [...path(from, middle), this.#root(middle, to)] : [...path(middle, to), this.#root(from, middle)];
    };
    return path(0, this.size);
  }

  /** Shows that the first `first` leaves are still the beginning of the log (RFC 6962 section 2.1.2). */
  consistency(first: number): Hash[] {
    if (!Number.isInteger(first) || first < 1 || first > this.size) throw new RangeError('no such size');
    const path = (from: number, to: number, whole: boolean): Hash[] => {
      if (first === to) return whole ? [] : [this.#root(from, to)];
      const middle = from + split(to - from);
      return first <= middle ? [...path(from, middle, whole), this.#root(middle, to)] : [...path(middle, to, false), this.#root(from, middle)];
    };
    return path(0, this.size, true);
  }
}

/** RFC 9162 section 2.1.3.2. */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = inner(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      r = inner(r, p);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && sameHash(r, root);
}

/** RFC 9162 section 2.1.4.2; `first` ≥ 1. */
export function verifyConsistency(first: number, second: number, firstRoot: Hash, secondRoot: Hash, proof: readonly Hash[]): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  // A first size that is a power of two is itself a node of the later tree, so the proof leaves it out.
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof] : [...proof];
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let fr = start;
  let sr = start;
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = inner(c, fr);
      sr = inner(c, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else {
      sr = inner(sr, c);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && sameHash(fr, firstRoot) && sameHash(sr, secondRoot);
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
