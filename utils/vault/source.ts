import type { Hash } from '@/utils/custody/tree';
import { originOf } from '@/utils/custody/note';
import { recipientOf } from '@/utils/crypto/age';
import type { PackageSource } from '@/utils/domain/source';
import { fail, ok, type Result } from '@/utils/domain/result';

import { openLine, prepareAppend, readHead, writeAppend, type NewEntry } from './logbook';
import { underLock } from './changeitem';
import { itemKeys } from './itemkeys';
import { entriesOf, openItem, readBlob, viewOf } from './readitems';
import type { Open } from './stores';
import type { ExportAbout, VaultProblem } from './types';

/** Leaves of the whole log, opened in batches. */
export async function allLeaves(vault: Open, size: number): Promise<Hash[]> {
  const leaves: Hash[] = [];
  for (let from = 0; from < size; from += 1000) {
    const rows = await vault.main.log.where('seq').between(from, Math.min(from + 1000, size)).sortBy('seq');
    for (const opened of await Promise.all(rows.map((row) => openLine(vault.session, row)))) leaves.push(opened.leaf);
  }
  if (leaves.length !== size) throw new Error('the log has a gap');
  return leaves;
}

/**
 * What a package is made of. First an `export` line for each item, so that the package carries its own making and a
 * cancelled export is in the log too. `open` fails by throwing, which ends the package unwritten.
 */
export function packageSource(ids: string[], about: ExportAbout, extensionVersion: string): Promise<Result<PackageSource, VaultProblem>> {
  return underLock(async (vault) => {
    const keys = await itemKeys(vault, ids);
    const lines: NewEntry[] = [];
    for (const [i, id] of ids.entries()) {
      const key = keys[i];
      if (!key) return fail('not-found', id);
      lines.push({ type: 'export', time: new Date().toISOString(), itemId: id, body: { form: about.form, pictures: about.pictures }, bodyKey: key });
    }
    const { main, session } = vault;
    const appended = await prepareAppend(main, session, lines);
    await main.transaction('rw', [main.log, main.meta], () => writeAppend(main, appended));

    const items: PackageSource['items'] = [];
    for (const id of ids) {
      const opened = await openItem(vault, id);
      if (!opened.ok) return opened;
      items.push({
        head: opened.value.head,
        view: viewOf(opened.value),
        entries: await entriesOf(vault, id),
        open: async (path) => {
          const bytes = await readBlob(vault, opened.value, path);
          if (!bytes.ok) throw new Error(`${path}: ${bytes.error}`);
          return bytes.value;
        },
      });
    }
    const head = await readHead(main, session);
    return ok({
      items,
      log: { leaves: await allLeaves(vault, head.size), checkpoint: head.checkpoint, origin: originOf(session.signing.publicKey) },
      publicKey: session.signing.publicKey,
      sign: (bytes) => session.signing.sign(bytes),
      recipient: await recipientOf(session.ring.identity),
      extensionVersion,
    });
  });
}
