import { crc32 as reference } from 'node:zlib';
import fc from 'fast-check';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource } from '@/tests/lib/source';
import { read, unpack, type Unpacked } from '@/tests/lib/unpacked';
import type { Bytes } from '@/utils/crypto/bytes';
import { WindowReader } from '@/utils/custody/check-zip';
import { crc32 } from '@/utils/custody/crc32';
import { writePackage } from '@/utils/custody/package';
import { verifyPackage } from '@/utils/custody/verify';

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

describe('a file whose sum in the archive is another', () => {
  const path = 'data/items/0001/post.html';
  let zip: Bytes;
  let whole: Unpacked;
  beforeAll(async () => {
    zip = await collect(writePackage(await makeSource([{}]), { pictures: 'post' }).stream);
    whole = await unpack(zip);
  });
  const failed = async (bytes: Uint8Array<ArrayBuffer>): Promise<string[]> => {
    const { failures } = await verifyPackage(new Blob([bytes]));
    return failures.filter((f) => f.code === 'altered-file').map((f) => f.path ?? '');
  };
  const places = (sum: Buffer): number[] => {
    const all: number[] = [];
    for (let at = Buffer.from(zip).indexOf(sum); at >= 0; at = Buffer.from(zip).indexOf(sum, at + 1)) all.push(at);
    return all;
  };

  it('is named, whether both tables have the wrong sum or only one of them', async () => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(reference(read(whole, path)));
    const [behind, table, ...more] = places(sum);
    expect([behind === undefined, table === undefined, more.length]).toEqual([false, false, 0]);
    for (const at of [[behind, table], [behind], [table]]) {
      const bytes = zip.slice();
      for (const one of at) bytes[one ?? 0]! ^= 1;
      expect(await failed(bytes)).toContain(path);
    }
    expect(await failed(zip)).toEqual([]);
  });

  it('is found where somebody packed it smaller, too; and without that it holds', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
    for (const [name, bytes] of whole.files) await writer.add(`${whole.folder}/${name}`, new Uint8ArrayReader(bytes), { level: 6 });
    const small = new Uint8Array(await writer.close());
    expect(small.length).toBeLessThan(zip.length);
    expect((await verifyPackage(new Blob([small]))).answer).toBe('INTEGRITY ONLY');
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(reference(read(whole, path)));
    const text = Buffer.from(small);
    for (let at = text.indexOf(sum); at >= 0; at = text.indexOf(sum, at + 1)) small[at]! ^= 1;
    expect(await failed(small)).toContain(path);
  });
});
