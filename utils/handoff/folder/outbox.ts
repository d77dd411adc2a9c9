import { sha256 } from '@/utils/crypto/hash';
import type { FolderPlace } from '@/utils/domain/folder';
import type { FolderRow } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { folderName } from './deliver';

const SEALED = 'sealed.age';
/** First line of every file of `age`, binary form. */
const AGE = 'age-encryption.org/v1\n';

export interface Filed { id: string; row: FolderRow }

export async function readPlace(vault: Vault): Promise<FolderPlace | null> {
  const rows = await vault.shelf<FolderPlace>('folder');
  return rows.ok ? (rows.value[0]?.data ?? null) : null;
}

/** Null: off. What was put there stays there, and stays known. */
export async function writePlace(vault: Vault, place: FolderPlace | null): Promise<Result<void, VaultProblem>> {
  const rows = await vault.shelf<FolderPlace>('folder');
  if (!rows.ok) return rows;
  const drop = rows.value.map(({ id }) => id);
  return vault.shelve(place === null ? { drop } : { drop, put: [{ id: randomId(), kind: 'folder', data: place }] });
}

/** Newest last. */
export async function filed(vault: Vault): Promise<Result<Filed[], VaultProblem>> {
  const rows = await vault.shelf<FolderRow>('folder-file');
  return rows.ok ? ok(rows.value.map(({ id, data }) => ({ id, row: data }))) : rows;
}

/** Sealed files alone go there: anything else is refused before it is kept. */
export async function queue(vault: Vault, file: Blob, to: string[]): Promise<Result<Filed, VaultProblem | 'not-sealed'>> {
  const head = await file.slice(0, AGE.length).text();
  if (head !== AGE) return fail('not-sealed');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const row: FolderRow = {
    name: folderName(), size: bytes.length, sha256: await sha256(bytes), dir: 'out', to, at: new Date().toISOString(), tried: false, state: 'waiting',
  };
  const id = randomId();
  const put = await vault.shelve({ put: [{ id, kind: 'folder-file', data: row, files: [{ name: SEALED, bytes }] }] });
  return put.ok ? ok({ id, row }) : put;
}

export async function queuedBytes(vault: Vault, id: string): Promise<Uint8Array | null> {
  const bytes = await vault.shelfFile(id, SEALED);
  return bytes.ok ? bytes.value : null;
}

/** While it waits its bytes stay with it; once it is there, or for what came from there, only what is known of it. */
export async function keepRow(vault: Vault, id: string, row: FolderRow): Promise<boolean> {
  if (row.state !== 'waiting') return (await vault.shelve({ put: [{ id, kind: 'folder-file', data: row }] })).ok;
  const bytes = await queuedBytes(vault, id);
  return bytes !== null && (await vault.shelve({ put: [{ id, kind: 'folder-file', data: row, files: [{ name: SEALED, bytes: new Uint8Array(bytes) }] }] })).ok;
}

export const dropRow = async (vault: Vault, id: string): Promise<boolean> => (await vault.shelve({ drop: [id] })).ok;

/** Of what lies there: hers, what she looked at already, and what is new. A file is known by its name alone. */
export function sortListing(names: readonly string[], rows: readonly Filed[]): { fresh: string[]; there: ReadonlySet<string> } {
  const known = new Set(rows.map(({ row }) => row.name));
  return { fresh: names.filter((name) => !known.has(name)), there: new Set(names) };
}
