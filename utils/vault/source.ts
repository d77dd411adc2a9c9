import type { Hash } from '@/utils/custody/tree';
import { originOf } from '@/utils/custody/note';
import { recipientOf } from '@/utils/crypto/age';
import { open as openBox } from '@/utils/crypto/seal';
import type { LoggedEntry } from '@/utils/domain/log';
import type { EvidenceRecord } from '@/utils/domain/record';
import type { PackageSource } from '@/utils/domain/source';
import { fail, ok, type Result } from '@/utils/domain/result';
import { toBase64 } from '@/utils/domain/ids';

import { underLock } from './changeitem';
import { blobAt } from './itemrows';
import { openEntry, openLine, prepareAppend, readHead, writeAppend, type NewEntry } from './logbook';
import { openSlices } from './masks';
import { entriesOf, openHeads, openItem, readBlob, viewOf, type OpenItem } from './readitems';
import type { LogRow } from './schema';
import { reading, type Open } from './stores';
import type { ExportAbout, VaultProblem } from './types';

/** The public key of this installation's log, base64. */
export const logKey = (): Promise<Result<string, VaultProblem>> => reading(async ({ session }) => ok(toBase64(session.signing.publicKey)));

/** Leaves of the whole log, opened in batches, and the lines by which it goes on from another. */
async function wholeLog(vault: Open, size: number): Promise<{ leaves: Hash[]; continued: LoggedEntry[] }> {
  const leaves: Hash[] = [];
  const continued: LoggedEntry[] = [];
  for (let from = 0; from < size; from += 1000) {
    const rows = await vault.main.log.where('seq').between(from, Math.min(from + 1000, size)).sortBy('seq');
    for (const [i, opened] of (await Promise.all(rows.map((row) => openLine(vault.session, row)))).entries()) {
      leaves.push(opened.leaf);
      if (opened.line.type === 'continue') continued.push(await openEntry(vault.session, rows[i] as LogRow, null));
    }
  }
  if (leaves.length !== size) throw new Error('the log has a gap');
  return { leaves, continued };
}

/** The pictures of one item that go, as its `export` line states it. */
const picturesOf = ({ head }: OpenItem, about: ExportAbout): ExportAbout['pictures'] =>
  head.mark === 'intimate' && about.intimate !== true ? 'none' : about.pictures;

/**
 * What a package or a hand-over is made of. First an `export` or `handoff` line for each item and slice, so that the package carries its own making
 * and a cancelled export is in the log too. `open` fails by throwing, which ends the package unwritten.
 */
export function packageSource(ids: string[], about: ExportAbout, extensionVersion: string): Promise<Result<PackageSource, VaultProblem>> {
  return underLock(async (vault) => {
    const chosen: OpenItem[] = [];
    for (const id of ids) {
      const item = await openItem(vault, id);
      if (!item.ok) return item.error === 'not-found' ? fail('not-found', id) : item;
      chosen.push(item.value);
    }
    const slices = await slicesOf(vault, chosen, about);
    const time = new Date().toISOString();
    const { form, handover } = about;
    const stated = (item: OpenItem): Pick<NewEntry, 'type' | 'body'> => handover === undefined
      ? { type: 'export', body: { form, pictures: picturesOf(item, about) } }
      // Whoever got it is in no package: that lies with her, in what she gave.
      : { type: 'handoff', body: { handover, pictures: picturesOf(item, about) } };
    const lines = [
      ...chosen.map((item): NewEntry => ({ ...stated(item), time, itemId: item.row.id, bodyKey: item.key })),
      ...slices.map(({ row, key }): NewEntry => ({ type: 'export', time, itemId: row.id, body: { slice: true, form }, bodyKey: key })),
    ];
    const { main, session } = vault;
    const appended = await prepareAppend(main, session, lines);
    await main.transaction('rw', [main.log, main.meta], () => writeAppend(main, appended));

    const head = await readHead(main, session);
    return ok({
      items: await Promise.all(chosen.map(async (item) => ({
        head: item.head,
        view: viewOf(item),
        entries: await entriesOf(vault, item.row.id),
        open: async (path: string) => {
          const bytes = await readBlob(vault, item, path);
          if (!bytes.ok) throw new Error(`${path}: ${bytes.error}`);
          return bytes.value;
        },
      }))),
      slices: await Promise.all(slices.map(async ({ row, key, slice }) => ({
        id: row.id,
        sha256: slice.sha256,
        entries: await entriesOf(vault, row.id),
        open: async () => {
          const blob = await main.blobs.get(slice.blob);
          if (blob === undefined) throw new Error(`slice ${row.id} is gone`);
          return openBox(key, blobAt(row.id, blob.id), blob.box);
        },
      }))),
      log: { ...(await wholeLog(vault, head.size)), checkpoint: head.checkpoint, origin: originOf(session.signing.publicKey) },
      publicKey: session.signing.publicKey,
      sign: (bytes) => session.signing.sign(bytes),
      recipient: await recipientOf(session.ring.identity),
      extensionVersion,
    });
  });
}

/** Those that the chosen point to, with the whole screen only; none in which something intimate is seen unless she chose that too. */
async function slicesOf(vault: Open, chosen: OpenItem[], about: ExportAbout): Promise<Awaited<ReturnType<typeof openSlices>>> {
  if (about.pictures !== 'screen') return [];
  const wanted = new Set(chosen.filter((item) => picturesOf(item, about) === 'screen').flatMap(({ body }) => (JSON.parse(body.record) as EvidenceRecord).capture.slices ?? []).map(({ slice }) => slice));
  if (wanted.size === 0) return [];
  const chosenIds = new Set(chosen.map((item) => item.row.id));
  const slices = (await openSlices(vault)).filter(({ row, slice }) => wanted.has(row.id) && slice.users.some(({ item, needs }) => needs && chosenIds.has(item)));
  if (about.intimate === true) return slices;
  const seen = [...new Set(slices.flatMap(({ slice }) => slice.users.map(({ item }) => item)))];
  const heads = await openHeads(vault, (await vault.main.items.bulkGet(seen)).filter((row) => row !== undefined));
  const intimate = new Set(heads.filter((head) => head.mark === 'intimate').map((head) => head.id));
  return slices.filter(({ slice }) => !slice.users.some(({ item }) => intimate.has(item)));
}
