import { crc32 as reference } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WindowReader } from '@/utils/custody/check-zip';
import { crc32 } from '@/utils/custody/crc32';

const MEGABYTE = 1 << 20;

describe('the sum of a file in an archive', () => {
  it('is the one that everybody else works out, at any length and place in its buffer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(9), (bytes, from) => {
      expect(crc32(bytes.subarray(from))).toBe(reference(bytes.subarray(from)));
    }));
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});

describe('reading an archive by windows', () => {
  const bytes = new Uint8Array(3 * MEGABYTE + 77).map((_, i) => (i * 31 + (i >> 11)) & 255);
  const blob = new Blob([bytes]);

  it('gives the bytes of any place, also over the edge of a window and at the end', async () => {
    const reader = new WindowReader(blob);
    expect(reader.size).toBe(bytes.length);
    const places = [[0, 30], [5, MEGABYTE - 5], [MEGABYTE - 3, 10], [MEGABYTE, MEGABYTE], [10, 2 * MEGABYTE], [bytes.length - 5, 50], [bytes.length, 9], [7, 0]] as const;
    for (const [index, length] of places) {
      expect(Buffer.compare(await reader.readUint8Array(index, length), bytes.subarray(index, index + length)), `${index}+${length}`).toBe(0);
    }
  });

  it('asked for two places at once, gives each its own', async () => {
    const reader = new WindowReader(blob);
    const both = await Promise.all([reader.readUint8Array(1, 4), reader.readUint8Array(2 * MEGABYTE + 1, 4), reader.readUint8Array(9, 4)]);
    expect(both).toEqual([bytes.slice(1, 5), bytes.slice(2 * MEGABYTE + 1, 2 * MEGABYTE + 5), bytes.slice(9, 13)]);
  });

  it('a small file keeps no window alive', async () => {
    expect((await new WindowReader(blob).readUint8Array(100, 20)).buffer.byteLength).toBe(20);
  });

  it('reads a run of small files with one read of the disk a window', async () => {
    let reads = 0;
    const counted = new Proxy(blob, {
      get(of, name) {
        if (name === 'slice') reads += 1;
        const value: unknown = Reflect.get(of, name, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    const reader = new WindowReader(counted);
    for (let at = 0; at < 2 * MEGABYTE; at += 4096) await reader.readUint8Array(at, 30);
    expect(reads).toBe(2);
  });
});
