import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { open as openBox, openJson } from '@/utils/crypto/seal';
import type { ShelfKind } from '@/utils/domain/handoff';
import { toHex } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

import { openKey } from './itemkeys';
import { blobAt } from './itemrows';
import type { ShelfRow } from './schema';
import type { Keys } from './session';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

/** What is no saved post of hers: persons, what was given, what is held for others. */
export interface Shelved<T = unknown> {
  id: string;
  kind: ShelfKind;
  data: T;
  /** `bytes`: its size. */
  files: { name: string; bytes: number }[];
}

/** What lies in a row's box. */
export interface SealedShelf {
  kind: ShelfKind;
  data: unknown;
  files: { name: string; blob: string; bytes: number }[];
}

const BATCH = 500;

export const shelfAt = (id: string): string => `shelf:${id}`;

/** How a kind is named on disk: alike within this vault, of no meaning without its data key. */
export async function groupOf(keys: Keys, kind: ShelfKind): Promise<string> {
  const key = await crypto.subtle.importKey('raw', keys.ring.dataKey, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const tag = await crypto.subtle.sign('HMAC', key, utf8(`holdfast/shelf/v1\n${kind}`));
  return toHex(new Uint8Array(tag)).slice(0, 16);
}

export interface OpenShelf {
  row: ShelfRow;
  key: CryptoKey;
  sealed: SealedShelf;
}

/** In the order of `rows`. Null: there, and does not open. */
export async function openShelves(vault: Open, rows: ShelfRow[]): Promise<(OpenShelf | null)[]> {
  const own = rows.filter((row) => row.key !== undefined);
  const wrapped = await vault.keys.keys.bulkGet(own.map((row) => row.key as string));
  const keys = new Map(own.map((row, i) => [row.id, wrapped[i]]));
  return Promise.all(rows.map(async (row) => {
    try {
      const keyRow = keys.get(row.id);
      if (row.key !== undefined && keyRow === undefined) return null;
      const key = keyRow ? await openKey(vault, keyRow) : vault.session.data;
      return { row, key, sealed: await openJson<SealedShelf>(key, shelfAt(row.id), row.box) };
    } catch {
      return null;
    }
  }));
}

const shownAs = <T>({ row, sealed: { kind, data, files } }: OpenShelf): Shelved<T> => ({ id: row.id, kind, data: data as T, files: files.map(({ name, bytes }) => ({ name, bytes })) });

export const shelf = <T>(kind: ShelfKind): Promise<Result<Shelved<T>[], VaultProblem>> =>
  reading(async (vault) => {
    const all: Shelved<T>[] = [];
    const group = await groupOf(vault.session, kind);
    for (let after = -1; ; ) {
      const rows = await vault.main.shelf.where('[g+n]').between([group, after], [group, Infinity], false, true).limit(BATCH).toArray();
      for (const one of await openShelves(vault, rows)) if (one?.sealed.kind === kind) all.push(shownAs<T>(one));
      const last = rows.at(-1);
      if (last === undefined) return ok(all);
      after = last.n;
    }
  });

async function openOne(vault: Open, id: string): Promise<Result<OpenShelf, VaultProblem>> {
  const row = await vault.main.shelf.get(id);
  if (row === undefined) return fail('not-found', id);
  const [opened] = await openShelves(vault, [row]);
  return opened ? ok(opened) : fail('damaged', id);
}

/** `damaged`: it is there and does not open. */
export const shelfOne = <T>(id: string): Promise<Result<Shelved<T>, VaultProblem>> =>
  reading(async (vault) => {
    const opened = await openOne(vault, id);
    return opened.ok ? ok(shownAs<T>(opened.value)) : opened;
  });

export const shelfFile = (id: string, name: string): Promise<Result<Bytes, VaultProblem>> =>
  reading(async (vault) => {
    for (;;) {
      const opened = await openOne(vault, id);
      if (!opened.ok) return opened;
      const bytes = await readShelfFile(vault, opened.value, name);
      // Put anew between the two: once more.
      if (bytes.ok || (await vault.main.shelf.get(id))?.rev === opened.value.row.rev) return bytes;
    }
  });

export async function readShelfFile(vault: Open, { row, key, sealed }: OpenShelf, name: string): Promise<Result<Bytes, VaultProblem>> {
  const file = sealed.files.find((one) => one.name === name);
  const blob = file && (await vault.main.blobs.get(file.blob));
  if (blob === undefined) return fail('not-found', name);
  try {
    return ok(await openBox(key, blobAt(row.id, blob.id), blob.box));
  } catch {
    return fail('damaged', name);
  }
}
