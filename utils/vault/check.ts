import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { jcs } from '@/utils/custody/jcs';
import { parseCheckpoint, originOf, verifyNote } from '@/utils/custody/note';
import { leafHash, rootOf, sameHash, type Hash } from '@/utils/custody/tree';
import { asTheyStand, type EvidenceRecord, type FileEntry, type Redaction } from '@/utils/domain/record';
import { ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { damagedBySlices, usesHold } from './checkslices';
import { damagedOnShelf } from './keepshelf';
import { openLine, readHead } from './logbook';
import { entriesOf, openItem, readBlob } from './readitems';
import type { MainDb } from './schema';
import { isDamage, openVaultStores, reading, sealedKeyring, type Open } from './stores';
import type { HealthFinding, VaultProblem } from './types';

/** Under this much free space she is told before a capture fails. */
const LOW_SPACE = 200 * 2 ** 20;

/** Reads everything back: every file against its hash, every line against its leaf, the root against its signature. */
export function check(progress?: (done: number, of: number) => void): Promise<Result<HealthFinding[], VaultProblem>> {
  return reading(async (vault) => {
    const findings: HealthFinding[] = [];
    const rows = await vault.main.items.orderBy('n').toArray();
    const damaged: number[] = [];
    const bySlices = await damagedBySlices(vault);
    for (const [i, row] of rows.entries()) {
      if (bySlices.has(row.id) || !(await itemIsWhole(vault, row.id))) damaged.push(row.n);
      progress?.(i + 1, rows.length);
    }
    // A slice that does not open tells of nobody.
    if (damaged.length > 0 || bySlices.size > 0) findings.push({ id: 'damaged-item', detail: damaged });
    const onShelf = await damagedOnShelf(vault);
    if (onShelf > 0) findings.push({ id: 'damaged-shelf', detail: [onShelf] });
    if (!(await logIsWhole(vault))) findings.push({ id: 'damaged-log', detail: [] });
    return ok([...findings, ...(await health())]);
  });
}

/** Its record is the one that the log names, its files are those that the record lists. One removed or sealed anew meanwhile is no damage. */
async function itemIsWhole(vault: Open, id: string): Promise<boolean> {
  for (;;) {
    const before = await vault.main.items.get(id);
    if (before === undefined || (await holdsTogether(vault, id))) return true;
    const now = await vault.main.items.get(id);
    if (now === undefined || now.key === before.key) return now === undefined;
  }
}

async function holdsTogether(vault: Open, id: string): Promise<boolean> {
  const item = await openItem(vault, id);
  if (!item.ok) return false;
  const record = JSON.parse(item.value.body.record) as EvidenceRecord;
  const redacted = item.value.body.redacted ?? [];
  const listed: Pick<FileEntry, 'path' | 'sha256'>[] = [...record.parts, ...asTheyStand([...record.files, ...item.value.body.derived], redacted)];
  for (const { path, sha256: hash } of listed) {
    const bytes = await readBlob(vault, item.value, path);
    if (!bytes.ok || (await sha256(bytes.value)) !== hash) return false;
  }
  const entries = await entriesOf(vault, id).catch((error: unknown) => {
    if (isDamage(error)) return [];
    throw error;
  });
  const told = entries.filter(({ line }) => line.type === 'redact').flatMap(({ body }) => (body?.body['files'] as Redaction[] | undefined) ?? []);
  if (jcs(told) !== jcs(redacted) || !(await usesHold(vault, item.value))) return false;
  const logged = entries.filter(({ line }) => line.type === 'capture');
  return record.id === id && logged.length === 1 && logged[0]?.body?.body['record'] === (await sha256(utf8(item.value.body.record)));
}

async function logIsWhole(vault: Open): Promise<boolean> {
  const { main, session } = vault;
  try {
    const head = await readHead(main, session);
    const leaves: Hash[] = [];
    while (leaves.length < head.size) {
      const rows = await main.log.where('seq').between(leaves.length, Math.min(leaves.length + 1000, head.size)).sortBy('seq');
      if (rows.length === 0) return false;
      for (const { line, leaf } of await Promise.all(rows.map((row) => openLine(session, row)))) {
        if (line.seq !== leaves.length || !sameHash(leafHash(line), leaf)) return false;
        leaves.push(leaf);
      }
    }
    const checkpoint = parseCheckpoint(head.checkpoint);
    const origin = originOf(session.signing.publicKey);
    if (checkpoint?.size !== head.size || !sameHash(checkpoint.root, rootOf(leaves))) return false;
    return (await nothingAfter(main)) && (await verifyNote(head.checkpoint, origin, session.signing.publicKey));
  } catch (error) {
    // Replaced under us, not damaged: `reading` begins again.
    if (error instanceof Error && ['DatabaseClosedError', 'InvalidStateError'].includes(error.name)) throw error;
    return false;
  }
}

/** As many lines as the head says, both seen at one moment: captures go on while this runs. */
function nothingAfter(main: MainDb): Promise<boolean> {
  return main.transaction('r', main.meta, main.log, async () => {
    const row = await main.meta.get('log');
    return row?.k === 'log' && row.size === (await main.log.count());
  });
}

/** What she should know before she relies on it. Quick: at each start of the workspace. */
export async function health(): Promise<HealthFinding[]> {
  const findings: HealthFinding[] = [];
  if (browser.extension.inIncognitoContext) findings.push({ id: 'private-browsing', detail: [] });
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage < LOW_SPACE) findings.push({ id: 'low-space', detail: [quota - usage] });
  // Chromium says no and yet keeps what has `unlimitedStorage`; only Firefox's answer means something.
  const evictable = !(await navigator.storage.persisted()) && navigator.userAgent.includes('Firefox');
  if (evictable) findings.push({ id: 'not-persistent', detail: [] });
  const vault = await openVaultStores();
  // The recipient was kept and the vault was not: the browser forgets on exit, or somebody cleared it.
  const once = (await browser.storage.local.get('recipient'))['recipient'] !== undefined;
  if (!vault.ok && vault.error === 'no-vault' && once) findings.push({ id: 'clear-on-exit', detail: [] });
  if (vault.ok && (await sealedKeyring(vault.value.main))?.protected === false) findings.push({ id: 'no-passphrase', detail: [] });
  return findings;
}
