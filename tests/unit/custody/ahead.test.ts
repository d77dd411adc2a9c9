import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import type { Bytes } from '@/utils/crypto/bytes';
import { Aside, gather, readAhead } from '@/utils/custody/ahead';
import { sumOf } from '@/utils/custody/sum';

const of = (length: number, value = 1): Bytes => new Uint8Array(length).fill(value);
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

describe('work beside our own', () => {
  it('waits for room, and lets one piece that is larger than all of it through alone', async () => {
    const aside = new Aside(10);
    const ends: (() => void)[] = [];
    const order: string[] = [];
    const put = async (name: string, bytes: number): Promise<void> => {
      await aside.room(bytes);
      order.push(name);
      aside.add(bytes, new Promise((done) => { ends.push(done); }));
    };
    await put('a', 6);
    await put('b', 4);
    const third = put('c', 100);
    await turns();
    expect(order).toEqual(['a', 'b']);
    ends[0]?.();
    await turns();
    expect(order).toEqual(['a', 'b']);
    ends[1]?.();
    await third;
    expect(order).toEqual(['a', 'b', 'c']);
    let over = false;
    const done = aside.done().then(() => { over = true; });
    await turns();
    expect(over).toBe(false);
    ends[2]?.();
    await done;
  });
});

describe('files made ahead', () => {
  it('are all there in their order, and no more of them are held than asked', async () => {
    let made = 0;
    async function* files(): AsyncGenerator<{ bytes: Bytes }> {
      for (let i = 0; i < 40; i++) {
        made += 1;
        yield { bytes: of(10, i) };
      }
    }
    let taken = 0;
    for await (const { bytes } of readAhead(files(), 30)) {
      expect(bytes[0]).toBe(taken);
      taken += 1;
      await turns();
      expect(made - taken).toBeLessThanOrEqual(4);
    }
    expect([made, taken]).toEqual([40, 40]);
  });

  it('end with the error of the one that could not be made', async () => {
    async function* files(): AsyncGenerator<{ bytes: Bytes }> {
      yield { bytes: of(5) };
      throw new Error('damaged');
    }
    const read = async (): Promise<void> => {
      for await (const _ of readAhead(files(), 30));
    };
    await expect(read()).rejects.toThrow('damaged');
  });

  it('are left where they are when nobody wants them any more', async () => {
    let closed = false;
    async function* files(): AsyncGenerator<{ bytes: Bytes }> {
      try {
        for (;;) yield { bytes: of(10) };
      } finally {
        closed = true;
      }
    }
    for await (const _ of readAhead(files(), 30)) break;
    await turns();
    expect(closed).toBe(true);
  });
});

describe('small pieces', () => {
  const stream = (sizes: number[], end?: Error): ReadableStream<Bytes> => {
    const left = sizes.map((size, i) => of(size, i));
    return new ReadableStream<Bytes>({
      pull(controller) {
        const next = left.shift();
        if (next) controller.enqueue(next);
        else if (end) controller.error(end);
        else controller.close();
      },
    });
  };

  it('go on together, every byte in its place', async () => {
    const sizes = [1, 2, 300, 5, 64, 64, 1, 0, 900];
    const lengths: number[] = [];
    for await (const piece of gather(stream(sizes), 128)) lengths.push(piece.length);
    expect(lengths).toEqual([303, 133, 901]);
    expect(Buffer.compare(await collect(gather(stream(sizes), 128)), Buffer.concat(sizes.map((size, i) => of(size, i))))).toBe(0);
  });

  it('an error comes through; a reader who goes away causes none', async () => {
    await expect(collect(gather(stream([1, 2], new Error('cut')), 128))).rejects.toThrow('cut');
    const refusing = new ReadableStream<Bytes>({ pull: (c) => c.enqueue(of(200)), cancel: () => Promise.reject(new Error('not now')) });
    const reader = gather(refusing, 128).getReader();
    await reader.read();
    await expect(reader.cancel('enough')).resolves.toBeUndefined();
  });
});

describe('the sum of a file', () => {
  it('is the same on both ways to it', async () => {
    for (const length of [0, 1, 2047, 2048, 2049, 70_000]) {
      const bytes = of(length, 7);
      expect(await sumOf(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});
