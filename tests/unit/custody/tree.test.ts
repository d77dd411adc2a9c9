import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '@/utils/domain/ids';
import { append, EMPTY, frontierOf, leafOf, root, rootOf } from '@/utils/custody/tree';

/** Inputs and roots of the reference tests of Certificate Transparency (RFC 6962). */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = INPUTS.map((hex) => leafOf(fromHex(hex)));

/** The definition of RFC 6962 section 2.1, word for word, with another hash function's code. */
function plainRoot(all: readonly Uint8Array[]): string {
  const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const walk = (d: readonly Uint8Array[]): Uint8Array => {
    if (d.length === 0) return sha();
    if (d.length === 1) return d[0] as Uint8Array;
    const k = 2 ** Math.ceil(Math.log2(d.length) - 1);
    return sha(Uint8Array.of(1), walk(d.slice(0, k)), walk(d.slice(k)));
  };
  return toHex(walk(all));
}

describe('log tree', () => {
  it.each(ROOTS.map((hex, i) => [i + 1, hex] as const))('gives the reference root for %i leaves', (n, hex) => {
    expect(toHex(rootOf(leaves.slice(0, n)))).toBe(hex);
  });

  it('gives the hash of nothing for no leaf', () => {
    expect(toHex(root(EMPTY))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with the definition for every size up to 130', () => {
    const many = Array.from({ length: 130 }, (_, i) => leafOf(Uint8Array.of(i)));
    let frontier = EMPTY;
    for (const [i, leaf] of many.entries()) {
      frontier = append(frontier, leaf);
      expect(toHex(root(frontier))).toBe(plainRoot(many.slice(0, i + 1)));
    }
  });

  it('keeps only the bits of its size, and leaves the old frontier alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (n) => {
        const frontier = frontierOf(Array.from({ length: n }, (_, i) => leafOf(Uint8Array.of(i % 256, i >> 8))));
        const before = toHex(root(frontier));
        append(frontier, leafOf(Uint8Array.of(9)));
        expect(toHex(root(frontier))).toBe(before);
        expect(frontier.hashes).toHaveLength([...n.toString(2)].filter((bit) => bit === '1').length);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses to append to a frontier that lost a hash', () => {
    expect(() => append({ size: 3, hashes: [] }, leafOf(Uint8Array.of(1)))).toThrow();
  });
});
