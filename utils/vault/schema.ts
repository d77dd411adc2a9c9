import { Dexie, type Table } from 'dexie';

import type { Bytes } from '@/utils/crypto/bytes';
import type { SealedKeyring } from '@/utils/crypto/keyring';

import { migrateMain } from './migrations';

/*
 * Three kinds of database. `holdfast` only points: replacing what it points to is how a passphrase change and a
 * deletion leave nothing behind in old files (a deleted database is compacted away, a deleted row is not).
 * In clear are random ids, order counters, padded sizes and pointers: nothing else.
 */

export interface Pointer {
  k: 'vault';
  main: string;
  keys: string;
  /** Where a re-seal in progress is writing to. */
  next: { main: string; keys: string } | null;
}

export interface ItemRow {
  id: string;
  n: number;
  head: Bytes;
  /** Padded bytes of all its blobs. */
  size: number;
  /** Id of its key where it was sealed anew; else the key has its own id. */
  key?: string;
}

/** A picture of several items (`slices.ts`); its blob lies with the others. */
export interface SliceRow {
  id: string;
  /** Counts its changes: a re-seal must not carry an older one. */
  rev: number;
  box: Bytes;
  /** Padded bytes of its blob. */
  size: number;
  key?: string;
}

/** One thing that is no saved post (`shelf.ts`); its files lie with the other blobs. */
export interface ShelfRow {
  id: string;
  /** Its kind, as 16 hex digits that only the data key tells. */
  g: string;
  /** Order counter. */
  n: number;
  /** Counts its changes: a re-seal must not carry an older one. */
  rev: number;
  box: Bytes;
  /** Id of its own key; none: the data key. */
  key?: string;
}

export interface BodyRow {
  id: string;
  box: Bytes;
}

export interface BlobRow {
  id: string;
  itemId: string;
  box: Bytes;
}

export interface LogRow {
  seq: number;
  itemId: string | null;
  line: Bytes;
  /** Null when destroyed. */
  body: Bytes | null;
}

/** `log`: size and next number in clear (order counters), frontier and checkpoint sealed. */
export type MetaRow =
  | { k: 'log'; size: number; next: number; box: Bytes }
  | { k: 'keyring'; ring: SealedKeyring }
  | { k: 'pending'; ids: string[] }
  | { k: 'reseal'; box: Bytes }
  | { k: 'rules'; box: Bytes };

export interface InboxRow {
  seq: number;
  box: Bytes;
}

export interface JobRow {
  id: string;
  kind: string;
  state: string;
  lease: number;
  box: Bytes;
}

export interface KeyRow {
  id: string;
  box: Bytes;
}

const STRICT = { chromeTransactionDurability: 'strict' } as const;

export class RootDb extends Dexie {
  declare state: Table<Pointer, string>;
  constructor() {
    super('holdfast', STRICT);
    this.version(1).stores({ state: 'k' });
  }
}

export class MainDb extends Dexie {
  declare meta: Table<MetaRow, string>;
  declare items: Table<ItemRow, string>;
  declare bodies: Table<BodyRow, string>;
  declare blobs: Table<BlobRow, string>;
  declare log: Table<LogRow, number>;
  declare jobs: Table<JobRow, string>;
  declare slices: Table<SliceRow, string>;
  declare shelf: Table<ShelfRow, string>;
  constructor(name: string) {
    super(name, STRICT);
    migrateMain(this);
  }
}

export const KEYS_VERSION = 1;

/** What a deletion must destroy for good: rewritten whole into a new database at each (`itemkeys.ts`). */
export class KeysDb extends Dexie {
  declare keys: Table<KeyRow, string>;
  declare inbox: Table<InboxRow, number>;
  constructor(name: string) {
    super(name, STRICT);
    this.version(KEYS_VERSION).stores({ keys: 'id', inbox: '++seq' });
  }
}
