import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { sealJson } from '@/utils/crypto/seal';
import { randomId } from '@/utils/domain/ids';
import type { ItemHead } from '@/utils/domain/item';
import { bodyAt, headAt, sealBlob, sizeOf, type SealedBody } from '@/utils/vault/itemrows';
import { underLock } from '@/utils/vault/changeitem';
import { newItemKey } from '@/utils/vault/itemkeys';
import { prepareAppend, readHead, writeAppend, type NewEntry } from '@/utils/vault/logbook';
import type { Open } from '@/utils/vault/stores';
import { ok } from '@/utils/domain/result';

const WORDS = 'nobody asked you to stay go home we know your street every day you will see and then nothing helps أنت هنا いつも'.split(' ');

function headOf(id: string, number: number): ItemHead {
  const text = Array.from({ length: 8 + (number % 30) }, (_, i) => WORDS[(number * 7 + i * i) % WORDS.length]).join(' ');
  return {
    id, number, site: 'x', handle: `someone_${number % 211}`, displayName: `Someone ${number % 211}`, userId: String(number % 211), postId: String(number),
    permalink: `https://x.com/someone_${number % 211}/status/${number}`, address: 'https://x.com/home', savedAt: new Date(1.77e12 + number * 6e4).toISOString(),
    postedAt: new Date(1.77e12 + number * 5e4).toISOString(), text, note: number % 9 === 0 ? 'seen at the door' : null, parsed: true, hasPicture: false,
    wordsOnly: true, savedWhileLocked: false, pending: false,
  };
}

/** `count` items without pictures, in the formats of a capture, five hundred in a transaction: for measuring a large vault. */
export async function fill(count: number): Promise<void> {
  for (let done = 0; done < count; done += 500) {
    const filled = await underLock(async (vault) => {
      await some(vault, Math.min(500, count - done));
      return ok(undefined);
    });
    if (!filled.ok) throw new Error(filled.error);
  }
}

async function some(vault: Open, count: number): Promise<void> {
  const { main, session } = vault;
  const { next } = await readHead(main, session);
  const made = await Promise.all(Array.from({ length: count }, async (_, i) => {
    const head = headOf(randomId(), next + i);
    const { id } = head;
    const { key, row } = await newItemKey(vault, id);
    const post = utf8(JSON.stringify({ post: { text: head.text }, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' }));
    const record = JSON.stringify({
      schema: 'holdfast/record/v1', id, files: [], parts: [{ name: 'post', path: 'post.json', sha256: await sha256(post), bytes: post.length }],
      capture: { level: 1, method: ['words-only'], domChanges: [], adapter: 'x', adapterVersion: 1, tier: 'testid', parsed: true, savedWhileLocked: false, notCaptured: [], rect: null },
    });
    const blob = await sealBlob(key, id, post);
    const body: SealedBody = { record, derived: [], blobs: { 'post.json': blob.id } };
    const line = { record: await sha256(utf8(record)), number: head.number, savedWhileLocked: false };
    const entry: NewEntry = { type: 'capture', time: head.savedAt, itemId: id, body: line, bodyKey: key };
    return {
      row, blob, entry, body: { id, box: await sealJson(key, bodyAt(id), body) },
      item: { id, n: head.number, head: await sealJson(key, headAt(id), head), size: sizeOf([blob]) },
    };
  }));
  const appended = await prepareAppend(main, session, made.map(({ entry }) => entry), count);
  await vault.keys.keys.bulkPut(made.map(({ row }) => row));
  await main.transaction('rw', [main.items, main.bodies, main.blobs, main.log, main.meta], async () => {
    await writeAppend(main, appended);
    await main.blobs.bulkAdd(made.map(({ blob }) => blob));
    await main.bodies.bulkAdd(made.map(({ body }) => body));
    await main.items.bulkAdd(made.map(({ item }) => item));
  });
}
