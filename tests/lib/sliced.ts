import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import { readPng, writePng, type Pixels } from '@/utils/custody/png';
import { randomId, toBase64 } from '@/utils/domain/ids';
import type { ItemHead } from '@/utils/domain/item';
import type { EvidenceRecord, FileEntry, PostPart } from '@/utils/domain/record';
import { cropWords, fromSlice, type PixelRect, type SliceUse } from '@/utils/domain/slice';
import type { NewBatch, NewItem, NewSlice } from '@/utils/vault';

import { noise } from './png';

export type Bytes = Uint8Array<ArrayBuffer>;

export async function pixelsOf(png: Bytes): Promise<Pixels> {
  const pixels = await readPng(png);
  if (pixels === null) throw new Error('no picture that we read');
  return pixels;
}

/** What the picture shows there, as raw samples. */
export async function region(png: Bytes, { x, y, width, height }: PixelRect): Promise<Bytes> {
  const { width: whole, channels, data } = await pixelsOf(png);
  const out = new Uint8Array(width * height * channels);
  for (let row = 0; row < height; row++) out.set(data.subarray(((y + row) * whole + x) * channels, ((y + row) * whole + x + width) * channels), row * width * channels);
  return out;
}

export const isBlack = (samples: Bytes): boolean => samples.every((sample) => sample === 0);

export async function cut(png: Bytes, rect: PixelRect): Promise<Bytes> {
  const { channels } = await pixelsOf(png);
  return writePng({ width: rect.width, height: rect.height, channels, data: await region(png, rect), kept: [] });
}

/** A slice of random pixels: no part of it stands anywhere else. */
export function newSlice(width = 200, height = 400, more: Partial<NewSlice> = {}): NewSlice {
  return {
    id: randomId(), png: noise(width, height), savedAt: new Date().toISOString(), address: 'https://practice.example/thread', viewport: { width, height }, scale: 1,
    scroll: { x: 0, y: 0 }, run: null, masks: [], ...more,
  };
}

/** One post of a sweep: its words, its rectangle in each slice, its own crop and a thumbnail out of the first. */
export async function slicedItem(word: string, places: { slice: NewSlice; rect: PixelRect }[], head: Partial<ItemHead> = {}): Promise<NewItem> {
  const id = head.id ?? randomId();
  const savedAt = new Date().toISOString();
  const post = jcsBytes(postOf(word, savedAt));
  const html = utf8(`<article>words ${word}</article>`);
  const uses = await Promise.all(places.map(async ({ slice, rect }): Promise<SliceUse> => ({ slice: slice.id, sha256: await sha256(slice.png), rect, page: { x: rect.x, y: rect.y } })));
  const files: { entry: FileEntry; bytes: Bytes }[] = [];
  const add = async (path: string, type: string, bytes: Bytes, derivedFrom: string | null, transform: string | null): Promise<void> => {
    const role = derivedFrom === null ? 'original' : 'derivative';
    files.push({ bytes, entry: { path, sha256: await sha256(bytes), bytes: bytes.length, type, role, derivedFrom, transform } });
  };
  await add('post.html', 'text/html', html, null, null);
  const [first] = places;
  if (first) {
    const crop = await cut(first.slice.png, first.rect);
    await add('crop.png', 'image/png', crop, fromSlice(first.slice.id), cropWords(first.rect));
    await add('thumbnail.jpg', 'image/jpeg', utf8(`small picture of ${word}`), fromSlice(first.slice.id), `${cropWords(first.rect)}; fit 320`);
  }
  const record: EvidenceRecord = {
    schema: 'holdfast/record/v1', id,
    capture: {
      level: 2, method: ['visible-tab', 'text', 'html'], domChanges: [], adapter: 'mastodon', adapterVersion: 1, tier: 'testid', parsed: true, savedWhileLocked: false,
      notCaptured: [], rect: null, slices: uses, ...(head.run && { run: head.run }),
    },
    parts: [{ name: 'post', path: 'post.json', sha256: await sha256(post), bytes: post.length }],
    files: files.map(({ entry }) => entry),
  };
  return {
    head: {
      site: 'mastodon', handle: `handle_${word}`, displayName: null, userId: null, postId: word, permalink: null, address: 'https://practice.example/thread', savedAt, postedAt: null,
      text: `words ${word}`, note: null, parsed: true, hasPicture: places.length > 0, wordsOnly: false, savedWhileLocked: false, pending: false, ...head, id,
    },
    record: jcsBytes(record),
    files: [{ path: 'post.json', bytes: post }, ...files.map(({ entry, bytes }) => ({ path: entry.path, bytes }))],
  };
}

function postOf(word: string, savedAt: string): PostPart {
  return {
    salt: toBase64(crypto.getRandomValues(new Uint8Array(16))),
    url: { addressBar: 'https://practice.example/thread', permalink: null, canonical: null },
    time: { clientUtc: savedAt, monotonicMs: 1, serverDateHeader: null, serverDateReason: 'not-granted', postShownText: null, postMachineTime: null, postIdDerivedTime: null },
    author: { platformUserId: null, handle: `handle_${word}`, displayName: null, profileUrl: null },
    post: {
      id: word, kind: 'post', inReplyTo: null, quoted: null, text: `words ${word}`, textUtf16le: null, contentWarning: null, context: null, lang: 'en', counts: {}, media: [],
      truncated: false, sensitive: false,
    },
    sources: {},
  };
}

/** The nth of posts that stand below each other, 40 pixels high. */
export const place = (n: number): PixelRect => ({ x: 10, y: 40 * n, width: 180, height: 40 });

/** One slice, and as many posts as there are words, below each other. */
export async function batchOf(words: readonly string[]): Promise<NewBatch & { slice: NewSlice }> {
  const slice = newSlice(200, 40 * words.length);
  return { slice, slices: [slice], items: await Promise.all(words.map((word, i) => slicedItem(word, [{ slice, rect: place(i) }]))) };
}
