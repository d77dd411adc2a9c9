import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { parseCheckpoint, originOf, verifyNote } from '@/utils/custody/note';
import { leafHash, rootOf, sameHash } from '@/utils/custody/tree';
import type { EvidenceRecord, FileEntry } from '@/utils/domain/record';
import { ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { openLine, readHead } from './logbook';
import { openItem, readBlob } from './readitems';
import { allLeaves } from './source';
import { openVaultStores, sealedKeyring, type Open } from './stores';
import type { HealthFinding, VaultProblem } from './types';

/** Under this much free space she is told before a capture fails. */
const LOW_SPACE = 200 * 2 ** 20;

/** Reads everything back: every file against its hash, every line against its leaf, the root against its signature. */
export async function check(progress?: (done: number, of: number) => void): Promise<Result<HealthFinding[], VaultProblem>> {
  const vault = await openVaultStores();
  if (!vault.ok) return vault;
  const findings: HealthFinding[] = [];
  const rows = await vault.value.main.items.orderBy('n').toArray();
  const damaged: number[] = [];
  for (const [i, row] of rows.entries()) {
    if (!(await itemIsWhole(vault.value, row.id))) damaged.push(row.n);
    progress?.(i + 1, rows.length);
  }
  if (damaged.length > 0) findings.push({ id: 'damaged-item', detail: damaged });
  if (!(await logIsWhole(vault.value))) findings.push({ id: 'damaged-log', detail: [] });
  return ok([...findings, ...(await health())]);
}

async function itemIsWhole(vault: Open, id: string): Promise<boolean> {
  const item = await openItem(vault, id);
  if (!item.ok) return item.error === 'not-found';
  const record = JSON.parse(item.value.body.record) as EvidenceRecord;
  const listed: Pick<FileEntry, 'path' | 'sha256'>[] = [...record.parts, ...record.files, ...item.value.body.derived];
  for (const { path, sha256: hash } of listed) {
    const bytes = await readBlob(vault, item.value, path);
    if (!bytes.ok || (await sha256(bytes.value)) !== hash) return false;
  }
  return (await sha256(utf8(item.value.body.record))).length === 64 && record.id === id;
}

async function logIsWhole(vault: Open): Promise<boolean> {
  const { main, session } = vault;
  try {
    const head = await readHead(main, session);
    const leaves = await allLeaves(vault, head.size);
    for (const [seq, leaf] of leaves.entries()) {
      const row = await main.log.get(seq);
      if (!row || !sameHash(leafHash((await openLine(session, row)).line), leaf)) return false;
    }
    const checkpoint = parseCheckpoint(head.checkpoint);
    const origin = originOf(session.signing.publicKey);
    if (checkpoint?.size !== head.size || !sameHash(checkpoint.root, rootOf(leaves))) return false;
    return (await main.log.count()) === head.size && (await verifyNote(head.checkpoint, origin, session.signing.publicKey));
  } catch {
    return false;
  }
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
