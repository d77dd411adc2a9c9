import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProofTree, verifyConsistency, verifyInclusion } from '@/utils/custody/proof';
import { leafOf, rootOf, type Hash } from '@/utils/custody/tree';

const many = Array.from({ length: 70 }, (_, i) => leafOf(Uint8Array.of(i)));
const flip = (hash: Hash): Hash => hash.map((b, i) => (i === 7 ? b ^ 1 : b));

describe('proofs', () => {
  it('shows every leaf of every small tree, and no other leaf or place', () => {
    for (let n = 1; n <= 20; n += 1) {
      const leaves = many.slice(0, n);
      const root = rootOf(leaves);
      for (const [i, leaf] of leaves.entries()) {
        const proof = new ProofTree(leaves).inclusion(i);
        expect(verifyInclusion(leaf, i, n, proof, root)).toBe(true);
        expect(verifyInclusion(flip(leaf), i, n, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, i, n, [...proof, root], root)).toBe(false);
        if (n > 1) expect(verifyInclusion(leaf, (i + 1) % n, n, proof, root)).toBe(false);
        if (n > 1) expect(verifyInclusion(leaf, i, n, proof.slice(1), root)).toBe(false);
      }
    }
  });

  it('shows that each tree is the beginning of each later one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), fc.nat(9), (a, b, at) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const [r1, r2] = [rootOf(many.slice(0, first)), rootOf(many.slice(0, second))];
        const proof = new ProofTree(many.slice(0, second)).consistency(first);
        expect(verifyConsistency(first, second, r1, r2, proof)).toBe(true);
        expect(verifyConsistency(first, second, flip(r1), r2, proof)).toBe(false);
        expect(verifyConsistency(first, second, r1, flip(r2), proof)).toBe(false);
        if (proof.length > 0) {
          const bad = proof.map((h, i) => (i === at % proof.length ? flip(h) : h));
          expect(verifyConsistency(first, second, r1, r2, bad)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a log in which an old leaf was rewritten', () => {
    const rewritten = many.map((leaf, i) => (i === 3 ? flip(leaf) : leaf));
    const proof = new ProofTree(rewritten).consistency(10);
    expect(verifyConsistency(10, 70, rootOf(many.slice(0, 10)), rootOf(rewritten), proof)).toBe(false);
  });

  it('answers false, and throws on its own side, for places that are not there', () => {
    expect(verifyInclusion(many[0] as Hash, 1, 1, [], many[0] as Hash)).toBe(false);
    expect(() => new ProofTree(many).inclusion(70)).toThrow(RangeError);
    expect(() => new ProofTree(many).consistency(0)).toThrow(RangeError);
    expect(verifyConsistency(0, 3, many[0] as Hash, many[0] as Hash, [])).toBe(false);
  });
});
