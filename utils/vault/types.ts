import type { BackupEnd, BackupFile } from '@/utils/domain/backup';
import type { ShelfKind } from '@/utils/domain/handoff';
import type { ItemHead, ItemView, Mark } from '@/utils/domain/item';
import type { LoggedEntry } from '@/utils/domain/log';
import type { FileEntry } from '@/utils/domain/record';
import type { Result } from '@/utils/domain/result';
import type { PackageSource } from '@/utils/domain/source';
import type { KeptSelectors, PageRule } from '@/utils/domain/taught';

import type { AttachedAbout, AttachedFile } from './attach';
import type { NewBatch } from './additem';
import type { NewItem } from './itemrows';
import type { Job } from './jobs';
import type { Shelved } from './shelf';
import type { ShelfChange } from './shelve';

/** `none`: nothing set up yet. `open`: keys in memory. `locked`: a passphrase is needed. */
export interface VaultState {
  kind: 'none' | 'open' | 'locked' | 'broken';
  /** False: "Not locked: anyone with this device can read it". */
  hasPassphrase: boolean;
  /** Saved while locked and not yet kept, look-ed at or discarded. Null while locked (no number is shown then). */
  pending: number | null;
  /** Minutes without use after which it locks; null = only by hand or when the browser closes. */
  autoLockMinutes: number | null;
  /** A re-seal under a new passphrase that has not ended: 0…1, or null. */
  resealing: number | null;
}

export type VaultProblem =
  | 'locked' | 'wrong-passphrase' | 'wait' | 'no-vault' | 'already-there' | 'full-disk' | 'damaged' | 'newer-version'
  | 'busy' | 'not-found' | 'private-browsing' | 'failed';

/** Ids. `also`: others that showed the same pixels, and were marked with it or lost those pixels. */
export interface Marked {
  marked: string[];
  also: string[];
  /** When the pictures that were destroyed had been put into packages: those copies still hold them. ISO UTC. */
  given: string[];
}

export interface HealthFinding {
  id: 'private-browsing' | 'clear-on-exit' | 'low-space' | 'not-persistent' | 'damaged-item' | 'damaged-log' | 'damaged-shelf' | 'no-passphrase';
  /** Numbers of saved posts that it concerns, free bytes, or how many. */
  detail: number[];
}

/** Every page of ours and the background use the vault through this; each call may be made from any of them at once. */
export interface Vault {
  state(): Promise<VaultState>;
  /** Null passphrase = not locked, said plainly. */
  create(passphrase: string | null): Promise<Result<void, VaultProblem>>;
  /** `wait` carries the seconds left in `detail` (back-off after wrong tries). */
  unlock(passphrase: string): Promise<Result<void, VaultProblem>>;
  lock(): Promise<void>;
  /** New identity and data key; everything is re-sealed into a new database, resumable. `progress` 0…1. */
  setPassphrase(current: string | null, next: string | null, progress?: (share: number) => void): Promise<Result<void, VaultProblem>>;
  setAutoLock(minutes: number | null): Promise<void>;
  /** Call on every act of hers: keeps the auto-lock away. */
  touch(): Promise<void>;

  /** One item with all its bytes; answers once it is sealed and read back. */
  add(item: NewItem): Promise<Result<ItemHead, VaultProblem>>;
  /** Slices and the posts that point into them, all or nothing, read back; what is there by its id is left (see `additem.ts`). */
  addBatch(batch: NewBatch): Promise<Result<ItemHead[], VaultProblem>>;
  /** Work that outlives the worker: put under its id, or in the place of what was there. */
  putJob(job: Job): Promise<Result<void, VaultProblem>>;
  jobs(): Promise<Result<Job[], VaultProblem>>;
  dropJob(id: string): Promise<Result<void, VaultProblem>>;
  count(): Promise<Result<number, VaultProblem>>;
  /** Newest first, `number < before`; at most `limit`. */
  page(limit: number, before?: number): Promise<Result<ItemHead[], VaultProblem>>;
  /** All of them, newest first, in batches as they are opened. */
  heads(): AsyncGenerator<ItemHead[]>;
  item(id: string): Promise<Result<ItemView, VaultProblem>>;
  /** Bytes of one file or part of an item, by its path in the record. */
  file(id: string, path: string): Promise<Result<Uint8Array<ArrayBuffer>, VaultProblem>>;
  /** One more original that she adds to an item later: see `attach.ts`. */
  attach(id: string, file: AttachedFile, about: AttachedAbout): Promise<Result<FileEntry, VaultProblem>>;
  /** Words not yet saved, sealed under the open vault's key; null takes them away. `slot`: one a window. */
  keepDraft(slot: number, draft: unknown): Promise<Result<void, VaultProblem>>;
  readDraft(slot: number): Promise<Result<unknown, VaultProblem>>;

  /** How to find posts on sites where she taught it, newest first; `locked` while it is. */
  siteRules(): Promise<Result<PageRule[], VaultProblem>>;
  /** In place of what was taught for its origin before. */
  setSiteRule(rule: PageRule): Promise<Result<void, VaultProblem>>;
  dropSiteRule(origin: string): Promise<Result<void, VaultProblem>>;

  /** Data files that were checked and taken in, one an adapter; `locked` while it is. */
  selectorFiles(): Promise<Result<KeptSelectors[], VaultProblem>>;
  /** In place of the adapter's file before. */
  keepSelectors(file: KeptSelectors): Promise<Result<void, VaultProblem>>;
  dropSelectors(site: string): Promise<Result<void, VaultProblem>>;
  /** Everything of one kind, in the order it came; what does not open is left out here, and told by `check`. */
  shelf<T>(kind: ShelfKind): Promise<Result<Shelved<T>[], VaultProblem>>;
  shelfOne<T>(id: string): Promise<Result<Shelved<T>, VaultProblem>>;
  shelfFile(id: string, name: string): Promise<Result<Uint8Array<ArrayBuffer>, VaultProblem>>;
  /** All or nothing, with its lines in the log, read back: see `shelve.ts`. */
  shelve(change: ShelfChange): Promise<Result<void, VaultProblem>>;
  /** Public key of this installation's log: 32 bytes, base64. A card names it. */
  logKey(): Promise<Result<string, VaultProblem>>;
  setNote(id: string, note: string | null): Promise<Result<void, VaultProblem>>;
  /** Tombstones in the log, keys destroyed, rows gone; their pixels black in slices that others need. */
  remove(ids: string[], reason: string): Promise<Result<{ removed: number }, VaultProblem>>;
  /** `child` destroys every picture of it, for good; `intimate` only marks; null takes `intimate` away. See `mark.ts`. */
  mark(ids: string[], as: Mark | null): Promise<Result<Marked, VaultProblem>>;
  /** Pictures of what is marked intimate, destroyed as for `child`. */
  destroyPictures(ids: string[]): Promise<Result<Marked, VaultProblem>>;
  /** After unlock: what was saved while locked stays, or goes with a tombstone. */
  keepPending(): Promise<Result<number, VaultProblem>>;
  discardPending(): Promise<Result<number, VaultProblem>>;

  /** Everything that is here, opened, for a backup: see `backup.ts`. Throws `BackupError`. */
  backup(about: { made: string; software: string }, progress?: (done: number, of: number) => void): AsyncGenerator<BackupFile, BackupEnd>;
  /** Whether it is the one of this vault; a wrong one counts as a try. */
  checkPassphrase(passphrase: string): Promise<Result<void, VaultProblem>>;

  /** A sealed file that was saved when the vault could not take it. `damaged`: sealed to other keys, or altered. */
  takeInFile(box: Uint8Array<ArrayBuffer>): Promise<Result<{ number: number }, VaultProblem>>;

  /** The log's lines of one item, with bodies. */
  history(id: string): Promise<Result<LoggedEntry[], VaultProblem>>;
  /** Reads everything back: every file's hash, every leaf, the tree's root and its signature. */
  check(progress?: (done: number, of: number) => void): Promise<Result<HealthFinding[], VaultProblem>>;
  health(): Promise<HealthFinding[]>;
  /** Called after any context changed anything. Returns the way to stop. */
  subscribe(listener: () => void): () => void;

  /** What a package or a hand-over needs: see `utils/custody/package.ts`. Appends an `export` or `handoff` line before it answers. */
  packageSource(ids: string[], about: ExportAbout): Promise<Result<PackageSource, VaultProblem>>;
}

export interface ExportAbout {
  /** `post`: the crop only, the full picture's hash goes; `screen`: the whole screen. */
  pictures: 'none' | 'post' | 'screen';
  form: 'age' | 'plain';
  /** Id of the hand-over that it is for: its lines are `handoff` then. */
  handover?: string;
  /** Pictures of what is marked intimate go too. */
  intimate?: boolean;
}

export type { Job, NewBatch, NewItem, PackageSource };
export type { Shelved } from './shelf';
export type { NewShelved, ShelfChange, ShelfLine } from './shelve';
export type { NewSlice } from './slices';
