import { sealKeyring } from '@/utils/crypto/keyring';
import type { Bytes } from '@/utils/crypto/bytes';
import { randomBytes } from '@/utils/crypto/bytes';
import { importKey } from '@/utils/crypto/seal';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { signContinues } from '@/utils/custody/continue';
import { bodyFits, newLine } from '@/utils/custody/line';
import { originOf, parseCheckpoint, verifyNote, writeCheckpoint } from '@/utils/custody/note';
import { append, EMPTY, leafHash, root, sameHash } from '@/utils/custody/tree';
import type { BackupEnd, BackupItem, BackupJob, BackupKeys, BackupLine, BackupRules } from '@/utils/domain/backup';
import type { ShelfKind } from '@/utils/domain/handoff';
import { fromBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { forgetDatabases } from './forget';
import { finishDeletions, itemKeys } from './itemkeys';
import { sealJob } from './jobs';
import { announceChange, withVaultLock } from './lock';
import { sealHead, sealLine } from './logbook';
import { putItems, putShelf, putSlice } from './restorerows';
import { KeysDb, MainDb } from './schema';
import { endSession, startSession } from './session';
import { writeRules } from './siterules';
import { dropOrphans, newNames, openStores, readPointer, writePointer, writingProblem, type Open } from './stores';
import type { VaultProblem } from './types';

/** What was given is no backup that holds together: it is thrown, and everything that was written goes. */
export class NotRestored extends Error {}

/**
 * A backup into a profile without a vault: all of it under new keys, in databases that nothing names before `finish`. The log goes on
 * from the backup's under a key of this installation's own. Cut short, nothing is there; what lies on disk opens by no key.
 */
export class Restoring {
  private frontier = EMPTY;
  private readonly target: Open;
  private readonly old: SigningKey;

  private constructor(target: Open, old: SigningKey) {
    this.target = target;
    this.old = old;
  }

  /** `already-there`: this profile has a vault. */
  static async begin(keys: BackupKeys): Promise<Result<Restoring, VaultProblem>> {
    try {
      if ((await readPointer()) !== null) return fail('already-there');
      await withVaultLock(dropOrphans);
      await navigator.storage.persist?.();
      const names = newNames();
      const [main, keyDb] = [new MainDb(names.main), new KeysDb(names.keys)];
      await Promise.all([main.open(), keyDb.open()]);
      // Her identity stays: it opens the copies that she keeps of what she handed over.
      const ring = { seed: randomBytes(32), identity: keys.identity, dataKey: randomBytes(32) };
      const session = { ring, data: await importKey(ring.dataKey), signing: await keyFromSeed(ring.seed) };
      const target = { main, keys: keyDb, pointer: { k: 'vault' as const, ...names, next: null }, session };
      return ok(new Restoring(target, await keyFromSeed(fromBase64(keys.seed))));
    } catch (error) {
      return writingProblem(error);
    }
  }

  items(items: { about: BackupItem; files: Bytes[] }[]): Promise<void> {
    return putItems(this.target, items);
  }

  slice(id: string, slice: unknown, png: Bytes): Promise<void> {
    return putSlice(this.target, id, slice, png);
  }

  shelf(id: string, row: { kind: ShelfKind; n: number; data: unknown; files: { name: string; bytes: Bytes }[] }): Promise<void> {
    return putShelf(this.target, id, row);
  }

  /** The next lines of the log, in order; after the items and slices that they tell of. */
  async lines(lines: BackupLine[]): Promise<void> {
    const { main, session } = this.target;
    const ids = [...new Set(lines.flatMap(({ line }) => line.itemId ?? []))];
    const keys = new Map((await itemKeys(this.target, ids)).map((key, i) => [ids[i] as string, key]));
    const rows = [];
    for (const { line, body } of lines) {
      if (line.seq !== this.frontier.size || (body !== null && !bodyFits(line, body))) throw new NotRestored('line');
      const leaf = leafHash(line);
      this.frontier = append(this.frontier, leaf);
      rows.push(sealLine(session, { line, leaf, body }, line.itemId === null ? null : (keys.get(line.itemId) ?? null)));
    }
    await main.log.bulkAdd(await Promise.all(rows));
  }

  /** Everything against the backup's own end; then its log's last line under the new key, and only then is it the vault. */
  async finish(end: BackupEnd, jobs: BackupJob[], rules: BackupRules, passphrase: string | null): Promise<Result<void, VaultProblem>> {
    const { main, session, pointer } = this.target;
    for (const table of [main.items, main.bodies, main.slices, main.shelf]) await table.bulkDelete(end.gone);
    await main.blobs.where('itemId').anyOf(end.gone).delete();
    const [items, slices, shelf] = await Promise.all([main.items.count(), main.slices.count(), main.shelf.count()]);
    if (items !== end.items || slices !== end.slices || shelf !== end.shelf) throw new NotRestored('count');
    await this.endLog(end);
    for (const job of jobs) await main.jobs.put(await sealJob(this.target, { ...job, lease: 0 }));
    await writeRules(this.target, rules);
    await main.meta.bulkPut([{ k: 'keyring', ring: await sealKeyring(session.ring, passphrase) }, { k: 'pending', ids: end.pending }]);
    const sealed = await main.meta.get('keyring');
    const switched = await withVaultLock(async (): Promise<Result<void, VaultProblem>> => {
      if ((await readPointer()) !== null) return fail('already-there');
      await startSession(pointer.main, session.ring);
      await writePointer(pointer);
      if (sealed?.k === 'keyring') await browser.storage.local.set({ recipient: sealed.ring.recipient });
      const stores = await openStores();
      // Of what was in it twice, or removed while it was written.
      if (stores) await finishDeletions({ ...stores, session });
      return ok(undefined);
    });
    if (!switched.ok) return switched;
    this.close();
    announceChange();
    return ok(undefined);
  }

  private async endLog(end: BackupEnd): Promise<void> {
    const { main, session } = this.target;
    const checkpoint = parseCheckpoint(end.checkpoint);
    const { publicKey } = this.old;
    if (checkpoint?.size !== end.log || end.log !== this.frontier.size || !sameHash(checkpoint.root, root(this.frontier))) throw new NotRestored('log');
    if (checkpoint.origin !== originOf(publicKey) || !(await verifyNote(end.checkpoint, checkpoint.origin, publicKey))) throw new NotRestored('checkpoint');
    const statement = await signContinues(this.old, session.signing, end.log, root(this.frontier));
    const made = newLine({ seq: end.log, type: 'continue', time: new Date().toISOString(), itemId: null, body: { ...statement } });
    await main.log.add(await sealLine(session, made, null));
    const frontier = append(this.frontier, made.leaf);
    await main.meta.put(await sealHead(session, { size: frontier.size, next: end.next, frontier, checkpoint: await writeCheckpoint(session.signing, frontier.size, root(frontier)) }));
  }

  /** Nothing is left of it. */
  async abort(): Promise<void> {
    this.close();
    const { main, keys } = this.target.pointer;
    if ((await readPointer())?.main === main) return;
    if ((await readPointer()) === null) await endSession();
    await forgetDatabases([main, keys]);
  }

  private close(): void {
    this.target.main.close();
    this.target.keys.close();
  }
}
