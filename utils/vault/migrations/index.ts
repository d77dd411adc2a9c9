import type { Dexie } from 'dexie';

/**
 * Every version that was ever released, oldest first; a step never changes once released, and
 * `tests/unit/vault/migrations.test.ts` walks a vault of each. Steps see ciphertext only: what must be
 * unsealed to migrate does so after unlock, item by item.
 */
export function migrateMain(db: Dexie): void {
  db.version(1).stores({
    meta: 'k',
    items: 'id, &n',
    bodies: 'id',
    blobs: 'id, itemId',
    log: 'seq, itemId',
  });

  // 2: jobs survive the worker; an item's size on disk is known without reading its blobs.
  db.version(2)
    .stores({ jobs: 'id, state' })
    .upgrade(async (tx) => {
      const sizes = new Map<string, number>();
      await tx.table('blobs').each((row: { itemId: string; box: Uint8Array }) => {
        sizes.set(row.itemId, (sizes.get(row.itemId) ?? 0) + row.box.length);
      });
      await tx.table('items').toCollection().modify((row: { id: string; size?: number }) => {
        row.size = sizes.get(row.id) ?? 0;
      });
    });

  // 3: pictures that several items point into; an item's or slice's key may have another id than its own (`itemkeys.ts`).
  db.version(3).stores({ items: 'id, &n, key', slices: 'id, key' });

  // 4: what is no saved post: persons, what was given and what is held (`shelf.ts`).
  db.version(4).stores({ shelf: 'id, n, [g+n], key' });
}

export const MAIN_VERSION = 4;
