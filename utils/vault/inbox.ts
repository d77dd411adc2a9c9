import { openWith, sealTo } from '@/utils/crypto/age';
import { concat, pad, unpad, utf8, type Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import type { ItemHead } from '@/utils/domain/item';
import { fail, ok, type Result } from '@/utils/domain/result';

import { addItem } from './additem';
import { type NewItem } from './itemrows';
import { assertWhole } from './forged';
import { announceChange, withVaultLock } from './lock';
import { point } from './points';
import { openingProblem, openStores, openVaultStores, reading, sealedKeyring, writingProblem } from './stores';
import type { VaultProblem } from './types';

/**
 * What is saved while locked: each an age file to the vault's own recipient, chained by the hash of the one before.
 * A row carries no proof of who wrote it (anyone at the device can seal to it): the record says `savedWhileLocked`.
 * They lie beside the items' keys: her identity opens a row, so an old one must go from the files as an item's key does.
 */
interface Envelope {
  /** SHA-256 of the row before, or null for the first. */
  prev: string | null;
  head: Omit<ItemHead, 'number'>;
  record: string;
  files: { path: string; length: number }[];
}

/** 4-byte length of the JSON, the JSON, the files one after another; padded. */
export function packItem(item: NewItem, prev: string | null): Bytes {
  const envelope: Envelope = {
    prev,
    head: item.head,
    record: new TextDecoder().decode(item.record),
    files: item.files.map(({ path, bytes }) => ({ path, length: bytes.length })),
  };
  const json = utf8(JSON.stringify(envelope));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  return pad(concat(length, json, ...item.files.map((file) => file.bytes)));
}

/** Throws on anything that `packItem` did not write of an item of ours. */
export async function unpackItem(bytes: Bytes): Promise<{ item: NewItem; prev: string | null }> {
  const plain = unpad(bytes);
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const envelope = JSON.parse(new TextDecoder().decode(plain.subarray(4, 4 + length))) as Envelope;
  let at = 4 + length;
  const files = envelope.files.map((file) => {
    const from = at;
    at += file.length;
    if (at > plain.length) throw new Error('a file is cut');
    return { path: file.path, bytes: plain.slice(from, at) };
  });
  const item: NewItem = { head: envelope.head, record: utf8(envelope.record), files };
  await assertWhole(item);
  return { item, prev: envelope.prev };
}

/** While locked. No number is given: how many there are is hers to know after unlock. */
export async function addToInbox(item: NewItem): Promise<Result<void, VaultProblem>> {
  return withVaultLock(async () => {
    try {
      const stores = await openStores();
      if (stores === null) return fail('no-vault');
      const keyring = await sealedKeyring(stores.main);
      if (keyring === null) return fail('damaged', 'keyring');
      const last = await stores.keys.inbox.orderBy('seq').last();
      const box = await sealTo(keyring.recipient, packItem(item, last ? await sha256(last.box) : null));
      const seq = await stores.keys.transaction('rw', stores.keys.inbox, () => stores.keys.inbox.add({ box } as never));
      await point('inbox-committed');
      const there = await stores.keys.inbox.get(seq);
      if (!there || (await sha256(there.box)) !== (await sha256(box))) return fail('failed', 'read-back');
      announceChange();
      return ok(undefined);
    } catch (error) {
      if (error instanceof Error && ['VersionError', 'SecurityError', 'OpenFailedError'].includes(error.name)) return openingProblem(error);
      return writingProblem(error);
    }
  });
}

/**
 * At unlock, oldest first: each gets its number, log line and checkpoint, then its row goes. A row that was taken in
 * and not yet deleted when we were cut short is recognised by its id. What does not open stays, and is counted.
 */
export async function takeInInbox(): Promise<Result<{ taken: number; damaged: number }, VaultProblem>> {
  let [taken, damaged, after, prev]: [number, number, number, string | null] = [0, 0, 0, null];
  for (;;) {
    const vault = await openVaultStores();
    if (!vault.ok) return vault;
    const { main, session } = vault.value;
    const next = await reading(async ({ keys }) => ok(await keys.inbox.where('seq').above(after).first()));
    if (!next.ok) return next;
    const row = next.value;
    if (row === undefined) return ok({ taken, damaged });
    after = row.seq;
    let opened: Awaited<ReturnType<typeof unpackItem>> | null = null;
    try {
      opened = await unpackItem(await openWith(session.ring.identity, row.box));
    } catch {
      damaged++;
    }
    const here = await sha256(row.box);
    if (opened !== null) {
      const chained = opened.prev === prev || taken + damaged === 0;
      if ((await main.items.get(opened.item.head.id)) === undefined) {
        const added = await addItem({ ...opened.item, head: { ...opened.item.head, pending: true, savedWhileLocked: true, chainBroken: !chained } });
        if (!added.ok && added.error !== 'already-there') return added;
      }
      // Under the lock: a removal in another context replaces the database that the rows lie in.
      await withVaultLock(async () => (await openStores())?.keys.inbox.delete(row.seq));
      taken++;
    }
    prev = here;
  }
}

/** A sealed file that was saved when the vault could not take it. `damaged`: not ours, or sealed to other keys. */
export async function takeInFile(box: Bytes): Promise<Result<{ number: number }, VaultProblem>> {
  const vault = await openVaultStores();
  if (!vault.ok) return vault;
  let item: NewItem;
  try {
    ({ item } = await unpackItem(await openWith(vault.value.session.ring.identity, box)));
  } catch {
    return fail('damaged');
  }
  if ((await vault.value.main.items.get(item.head.id)) !== undefined) return fail('already-there');
  const added = await addItem({ ...item, head: { ...item.head, pending: true } });
  return added.ok ? ok({ number: added.value.number }) : added;
}
