import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { open as openBox, sealJson } from '@/utils/crypto/seal';
import type { FileEntry } from '@/utils/domain/record';
import { fail, ok, type Result } from '@/utils/domain/result';

import { blobAt, bodyAt, sealBlob } from './itemrows';
import { underLock } from './changeitem';
import { prepareAppend, writeAppend } from './logbook';
import { openItem } from './readitems';
import type { VaultProblem } from './types';

/** A file that she adds to what is saved already. `ending`: one of ours, never taken from the file's name. */
export interface AttachedFile { bytes: Bytes; type: string; ending: string }

/** Stands in the log's `import` line beside the file: the name it had with her, and what it says of itself. */
export interface AttachedAbout {
  name: string;
  /** The date that her device gave the file, ISO 8601 UTC; anybody can set it. */
  modified: string | null;
  says: Record<string, string | number | boolean | null>;
}

/** Where such files lie in the item's folder. */
const FOLDER = 'attached/';

/**
 * One more original of an item: file, body and an `import` line in one strict transaction, then read back and opened.
 * `already-there`: these very bytes were attached before; nothing was written.
 */
export function attach(id: string, { bytes, type, ending }: AttachedFile, { name, modified, says }: AttachedAbout): Promise<Result<FileEntry, VaultProblem>> {
  return underLock<FileEntry>(async (vault) => {
    const item = await openItem(vault, id);
    if (!item.ok) return item;
    const { key, body, row, head } = item.value;
    // Its pictures were destroyed: none comes back.
    if (head.mark === 'child') return fail('not-found');
    const before = body.derived.filter(({ path }) => path.startsWith(FOLDER));
    const hash = await sha256(bytes);
    if (before.some((file) => file.sha256 === hash)) return fail('already-there');
    const entry: FileEntry = { path: `${FOLDER}${before.length + 1}.${ending}`, sha256: hash, bytes: bytes.length, type, role: 'original', derivedFrom: null, transform: null };

    const { main } = vault;
    const blob = await sealBlob(key, id, bytes);
    const next = { ...body, derived: [...body.derived, entry], blobs: { ...body.blobs, [entry.path]: blob.id } };
    const box = await sealJson(key, bodyAt(id), next);
    const line = { files: [entry], name: name.toWellFormed(), modified, says };
    const appended = await prepareAppend(main, vault.session, [{ type: 'import', time: new Date().toISOString(), itemId: id, body: line, bodyKey: key }]);
    await main.transaction('rw', [main.items, main.bodies, main.blobs, main.log, main.meta], async () => {
      await writeAppend(main, appended);
      await main.blobs.add(blob);
      await main.bodies.put({ id, box });
      await main.items.put({ ...row, size: row.size + blob.box.length });
    });

    const [there, bodyThere] = await Promise.all([main.blobs.get(blob.id), main.bodies.get(id)]);
    const same = there !== undefined && bodyThere !== undefined && (await sha256(bodyThere.box)) === (await sha256(box));
    if (!same || (await sha256(await openBox(key, blobAt(id, blob.id), there.box))) !== hash) return fail('failed', 'read-back');
    return ok(entry);
  });
}
