import { Dexie } from 'dexie';

import { openKeyring, type SealedKeyring } from '@/utils/crypto/keyring';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

import { forgetDatabases } from './forget';
import { MAIN_VERSION } from './migrations';
import { KEYS_VERSION, KeysDb, MainDb, RootDb, type Pointer } from './schema';
import { sessionKeys, startSession, type Keys } from './session';
import type { VaultProblem } from './types';

/** The databases that the pointer names now. */
export interface Stores {
  main: MainDb;
  keys: KeysDb;
  pointer: Pointer;
}

let root: RootDb | null = null;
let opened: Stores | null = null;

async function rootDb(): Promise<RootDb> {
  root ??= new RootDb();
  if (!root.isOpen()) await root.open();
  return root;
}

export async function readPointer(): Promise<Pointer | null> {
  return (await (await rootDb()).state.get('vault')) ?? null;
}

/** Strict: on disk before anything that it replaces is deleted. */
export async function writePointer(pointer: Pointer): Promise<void> {
  await (await rootDb()).state.put(pointer);
}

export const newNames = (): { main: string; keys: string } => ({ main: `v-${randomId()}`, keys: `k-${randomId()}` });

/** Null when nothing is set up. Follows the pointer, which another context may have moved. */
export async function openStores(): Promise<Stores | null> {
  const pointer = await readPointer();
  if (pointer === null) return null;
  const main = await keepOrOpen(opened?.main, pointer.main, MAIN_VERSION, () => new MainDb(pointer.main));
  const keys = await keepOrOpen(opened?.keys, pointer.keys, KEYS_VERSION, () => new KeysDb(pointer.keys));
  opened = { main, keys, pointer };
  return opened;
}

async function keepOrOpen<T extends Dexie>(held: T | undefined, name: string, latest: number, make: () => T): Promise<T> {
  if (held?.name === name && held.isOpen()) return held;
  held?.close();
  const db = make();
  // A deletion by another context must never wait for us.
  db.on('versionchange', () => db.close());
  await db.open();
  if (db.backendDB().version > latest * ON_DISK) {
    db.close();
    throw new NewerVersion(name);
  }
  return db;
}

/** IndexedDB's number for Dexie's version. */
const ON_DISK = 10;

/** Dexie opens a database of a later version as if it knew it: we do not, and leave it alone. */
class NewerVersion extends Error {
  override name = 'VersionError';
}

export function closeStores(): void {
  opened?.main.close();
  opened?.keys.close();
  opened = null;
}

export function closeAll(): void {
  closeStores();
  root?.close();
  root = null;
}

/** Databases that no pointer names: left by a crash between a switch and its clean-up. Run under the vault's lock. */
export async function dropOrphans(): Promise<void> {
  const pointer = await readPointer();
  const known = new Set([pointer?.main, pointer?.keys, pointer?.next?.main, pointer?.next?.keys]);
  const names = await Dexie.getDatabaseNames();
  await forgetDatabases(names.filter((name) => /^[vks]-[0-9a-f]{32}$/.test(name) && !known.has(name)));
}

export async function sealedKeyring(main: MainDb): Promise<SealedKeyring | null> {
  const row = await main.meta.get('keyring');
  return row?.k === 'keyring' ? row.ring : null;
}

export interface Open extends Stores {
  session: Keys;
}

/** Stores and keys for one call. Without a passphrase the keyring opens by itself. */
export async function openVaultStores(): Promise<Result<Open, VaultProblem>> {
  let stores: Stores | null;
  try {
    stores = await openStores();
  } catch (error) {
    return openingProblem(error);
  }
  if (stores === null) return fail('no-vault');
  let session = await sessionKeys(stores.pointer.main);
  if (session === null) {
    const sealed = await sealedKeyring(stores.main);
    if (sealed === null) return fail('damaged', 'keyring');
    const ring = sealed.protected ? null : await openKeyring(sealed, null);
    if (ring === null) return (await hasMoved(stores)) ? openVaultStores() : fail('locked');
    session = await startSession(stores.pointer.main, ring);
  }
  return ok({ ...stores, session });
}

/** True when another context moved the pointer since: a removal or a re-seal ended. */
async function hasMoved({ pointer }: Stores): Promise<boolean> {
  const now = await readPointer();
  return now?.main !== pointer.main || now.keys !== pointer.keys;
}

/** A reading is not under the vault's lock: when the databases are replaced in the middle of it, it is done again. */
export async function reading<T>(work: (vault: Open) => Promise<Result<T, VaultProblem>>): Promise<Result<T, VaultProblem>> {
  for (let attempt = 0; ; attempt++) {
    const vault = await openVaultStores();
    if (!vault.ok) return vault;
    try {
      const answer = await work(vault.value);
      if (answer.ok || attempt > 3 || !(await hasMoved(vault.value))) return answer;
    } catch (error) {
      if (attempt <= 3 && (await hasMoved(vault.value))) continue;
      if (isDamage(error)) return fail('damaged');
      throw error;
    }
  }
}

/** WebCrypto's one answer to a box that does not open: a bit, the key or the place is another. */
export const isDamage = (error: unknown): boolean => error instanceof Error && error.name === 'OperationError';

export function openingProblem(error: unknown): { ok: false; error: VaultProblem; detail?: string } {
  const name = error instanceof Error ? error.name : '';
  if (name === 'VersionError') return fail('newer-version');
  if (name === 'QuotaExceededError') return fail('full-disk');
  if (name === 'InvalidStateError' || name === 'SecurityError') return fail('private-browsing', name);
  return fail('damaged', name);
}

/** What a failed write means to her. A bug is not a problem of the disk: it throws on. */
export function writingProblem(error: unknown): { ok: false; error: VaultProblem; detail?: string } {
  const inner = (error as { inner?: unknown }).inner;
  const names = [error, inner].map((e) => (e instanceof Error || e instanceof DOMException ? e.name : ''));
  if (names.some((n) => n === 'QuotaExceededError' || n === 'QuotaExceeded')) return fail('full-disk');
  if (names.some((n) => ['AbortError', 'UnknownError', 'DatabaseClosedError', 'OpenFailedError', 'MissingAPIError', 'TimeoutError'].includes(n))) {
    return fail('failed', names.find(Boolean) ?? '');
  }
  if (isDamage(error)) return fail('damaged');
  throw error;
}
