import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { open as openBox, openJson } from '@/utils/crypto/seal';
import type { BackupFile, BackupItem, BackupJob, BackupShelf, BackupSlice } from '@/utils/domain/backup';
import { ok } from '@/utils/domain/result';

import { itemKey, keyOf } from './itemkeys';
import { blobAt } from './itemrows';
import { jobAt } from './jobs';
import { openItem, readBlob } from './readitems';
import { openShelves, readShelfFile } from './shelf';
import { readRules } from './siterules';
import { openSlice } from './slices';
import { reading, type Open } from './stores';
import type { VaultProblem } from './types';

/** Files of one thing; `damaged`: it is there and does not open. */
export type Read = BackupFile[] | 'gone' | 'damaged' | { error: VaultProblem };

const json = (path: string, value: unknown): BackupFile => ({ path, bytes: utf8(JSON.stringify(value)) });

const told = async (work: Promise<{ ok: true; value: Read } | { ok: false; error: VaultProblem }>): Promise<Read> => {
  const answer = await work;
  return answer.ok ? answer.value : { error: answer.error };
};

/** A file of it that does not open is left out: the others are worth keeping, and a check names the post. */
export const readItem = (id: string): Promise<Read> => told(reading<Read>(async (vault) => {
  for (;;) {
    const item = await openItem(vault, id);
    if (!item.ok) return ok(item.error === 'not-found' ? 'gone' : 'damaged');
    const { head, body, row } = item.value;
    const files: BackupFile[] = [];
    for (const path of Object.keys(body.blobs)) {
      const bytes = await readBlob(vault, item.value, path);
      if (bytes.ok) files.push({ path, bytes: bytes.value });
    }
    // Sealed anew in the middle: once more.
    if (files.length < Object.keys(body.blobs).length && (await vault.main.items.get(id))?.key !== row.key) continue;
    const about: BackupItem = { head, record: body.record, derived: body.derived, redacted: body.redacted ?? null, files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })) };
    return ok([json(`items/${id}/item.json`, about), ...files.map(({ path, bytes }) => ({ path: `items/${id}/${path}`, bytes }))]);
  }
}));

export const readSlice = (id: string): Promise<Read> => told(reading<Read>(async (vault) => {
  for (;;) {
    const row = await vault.main.slices.get(id);
    if (row === undefined) return ok('gone');
    const key = await keyOf(vault, row).catch(() => null);
    const slice = key && (await openSlice(key, row).catch(() => null));
    const blob = slice ? await vault.main.blobs.get(slice.blob) : undefined;
    const bytes = key && blob ? await openBox(key, blobAt(id, blob.id), blob.box).catch(() => null) : null;
    if (slice && bytes) return ok([json(`slices/${id}/slice.json`, { slice, bytes: bytes.length } satisfies BackupSlice), { path: `slices/${id}/picture.png`, bytes }]);
    if ((await vault.main.slices.get(id))?.rev === row.rev) return ok('damaged');
  }
}));

export const readShelf = (id: string): Promise<Read> => told(reading<Read>(async (vault) => {
  for (;;) {
    const row = await vault.main.shelf.get(id);
    if (row === undefined) return ok('gone');
    const [one] = await openShelves(vault, [row]);
    const files: Bytes[] = [];
    for (const { name } of one?.sealed.files ?? []) {
      const bytes = one && (await readShelfFile(vault, one, name));
      if (bytes?.ok) files.push(bytes.value);
    }
    if (one && files.length === one.sealed.files.length) {
      const about: BackupShelf = { kind: one.sealed.kind, n: row.n, data: one.sealed.data, files: one.sealed.files.map(({ name, bytes }) => ({ name, bytes })) };
      return ok([json(`shelf/${id}/row.json`, about), ...files.map((bytes, i) => ({ path: `shelf/${id}/${i}`, bytes }))]);
    }
    if ((await vault.main.shelf.get(id))?.rev === row.rev) return ok('damaged');
  }
}));

/** One that does not open is of no use to anybody. */
export async function jobFiles(vault: Open): Promise<BackupFile[]> {
  const rows = await vault.main.jobs.toArray();
  const jobs = await Promise.all(rows.map(async ({ id, kind, state, box }): Promise<BackupJob | null> => {
    const key = await itemKey(vault, id).catch(() => null);
    return key ? openJson(key, jobAt(id), box).then((data) => ({ id, kind, state, data }), () => null) : null;
  }));
  return [json('jobs.json', jobs.filter((job) => job !== null))];
}

export const rulesFile = async (vault: Open): Promise<BackupFile[]> => [json('rules.json', await readRules(vault))];
