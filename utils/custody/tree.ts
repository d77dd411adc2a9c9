import { sha256 } from '@noble/hashes/sha2.js';
import type { LogLine } from '@/utils/domain/log';
import { jcsBytes } from './jcs';

/** 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>;

/**
 * The roots of the whole subtrees that a tree of `size` leaves is made of, largest first: enough to append and to tell
 * the root, log₂(size) hashes for any length of log.
 */
export interface Frontier {
  size: number;
  hashes: Hash[];
}

export const EMPTY: Frontier = { size: 0, hashes: [] };

const hash = (...pieces: Uint8Array[]): Hash => {
  const state = sha256.create();
  for (const piece of pieces) state.update(piece);
  return new Uint8Array(state.digest());
};
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const node = (left: Hash, right: Hash): Hash => hash(NODE, left, right);

/** SHA-256(0x00 ‖ bytes), RFC 6962 section 2.1. */
export const leafOf = (bytes: Uint8Array): Hash => hash(LEAF, bytes);

/** The leaf of a line of the log: SHA-256(0x00 ‖ JCS(line)). */
export const leafHash = (line: LogLine): Hash => leafOf(jcsBytes(line));

/** A new frontier with one leaf more; the old one stays as it was. O(log n). */
export function append({ size, hashes }: Frontier, leaf: Hash): Frontier {
  const next = [...hashes];
  let right = leaf;
  for (let bits = size; bits % 2 === 1; bits = Math.floor(bits / 2)) {
    const left = next.pop();
    if (left === undefined) throw new Error('the frontier does not fit its size');
    right = node(left, right);
  }
  next.push(right);
  return { size: size + 1, hashes: next };
}

/** Merkle tree hash of everything appended so far; SHA-256 of nothing for an empty tree. */
export function root({ hashes }: Frontier): Hash {
  const last = hashes.at(-1);
  if (last === undefined) return hash();
  return hashes.slice(0, -1).reduceRight((right, left) => node(left, right), last);
}

export const frontierOf = (leaves: Iterable<Hash>): Frontier => {
  let all = EMPTY;
  for (const leaf of leaves) all = append(all, leaf);
  return all;
};

export const rootOf = (leaves: Iterable<Hash>): Hash => root(frontierOf(leaves));

export function sameHash(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Hash of the two children of an inner node, for the proofs. */
export const inner = node;
