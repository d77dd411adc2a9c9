import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sha256 } from '@/utils/crypto/hash';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { jcsBytes } from '@/utils/custody/jcs';
import { newLine } from '@/utils/custody/line';
import { originOf, writeCheckpoint } from '@/utils/custody/note';
import { rootOf, type Hash } from '@/utils/custody/tree';
import { randomId, toBase64 } from '@/utils/domain/ids';
import type { LoggedEntry, LogType } from '@/utils/domain/log';
import type { EvidenceRecord, FileEntry, PartName, PostPart } from '@/utils/domain/record';
import type { PackageSource } from '@/utils/domain/source';
import { keepText } from '@/utils/text/wellformed';
import { png } from './png';

export interface ItemSpec {
  /** May hold lone surrogates and NUL: kept as a capture keeps it. */
  text?: string | null;
  handle?: string;
  displayName?: string;
  address?: string;
  savedAt?: string;
  note?: string;
  lang?: string | null;
  /** CSS-free: picture pixels of the crop. */
  crop?: { width: number; height: number };
  pictures?: boolean;
  derived?: boolean;
  /** Label, act … lines after the capture. */
  later?: { type: LogType; body: Record<string, unknown> }[];
}

export interface BuiltSource extends PackageSource {
  key: SigningKey;
  identity: string;
}

const salt = (): string => toBase64(crypto.getRandomValues(new Uint8Array(16)));

/**
 * A real source: real keys, records, log and checkpoint, as a vault hands it over. `chosen` go into the package;
 * `others` are in the same log only, their lines mixed in between.
 */
export async function makeSource(chosen: ItemSpec[], others: ItemSpec[] = [], seed: Bytes = crypto.getRandomValues(new Uint8Array(32))): Promise<BuiltSource> {
  const key = await keyFromSeed(seed);
  const leaves: Hash[] = [];
  const log = (type: LogType, itemId: string, body: Record<string, unknown>, time: string): LoggedEntry => {
    const made = newLine({ seq: leaves.length, type, time, itemId, body });
    leaves.push(made.leaf);
    return { line: made.line, body: made.body };
  };
  const items: PackageSource['items'] = [];
  for (let i = 0; i < Math.max(chosen.length, others.length); i += 1) {
    const other = others[i];
    if (other) await makeItem(other, 1000 + i, log);
    const own = chosen[i];
    if (own) items.push(await makeItem(own, i + 1, log));
  }
  const identity = await generateX25519Identity();
  return {
    key, identity, items, slices: [], publicKey: key.publicKey, sign: (bytes) => key.sign(bytes), extensionVersion: '0.1.0',
    recipient: await identityToRecipient(identity),
    log: { leaves, origin: originOf(key.publicKey), checkpoint: await writeCheckpoint(key, leaves.length, rootOf(leaves)) },
  };
}

type Log = (type: LogType, itemId: string, body: Record<string, unknown>, time: string) => LoggedEntry;

async function makeItem(spec: ItemSpec, number: number, log: Log): Promise<PackageSource['items'][number]> {
  const id = randomId();
  const savedAt = spec.savedAt ?? '2026-03-01T10:20:30.123Z';
  const store = new Map<string, Bytes>();
  const address = spec.address ?? `https://practice.example/@${spec.handle ?? 'rowan'}/${1000 + number}`;
  const post = postPart(spec, address, savedAt);

  const parts: EvidenceRecord['parts'] = [];
  const addPart = async (name: PartName, value: object): Promise<void> => {
    const bytes = jcsBytes({ salt: salt(), ...value });
    store.set(`${name}.json`, bytes);
    parts.push({ name, path: `${name}.json`, sha256: await sha256(bytes), bytes: bytes.length });
  };
  await addPart('post', post);
  await addPart('viewer', { account: 'viewer-canary@practice.example' });
  await addPart('environment', {
    timeZone: 'Africa/Nairobi', userAgent: 'environment-canary', os: 'Linux', viewport: { width: 1280, height: 800 }, scale: 1, zoom: 1, uiLanguage: 'en',
    extensionVersion: '0.1.0', buildHash: 'ab'.repeat(32),
  });
  await addPart('operator', { who: 'self', trigger: 'shortcut-pointer', chosen: 'operator-canary' });

  const addFile = async (path: string, bytes: Bytes, type: string, role: FileEntry['role'], derivedFrom: string | null = null, transform: string | null = null): Promise<FileEntry> => {
    store.set(path, bytes);
    return { path, sha256: await sha256(bytes), bytes: bytes.length, type, role, derivedFrom, transform };
  };
  const files = [await addFile('post.html', utf8(`<article><p>${(post.post.text ?? '').replaceAll('<', '&lt;')}</p></article>`), 'text/html', 'original')];
  const crop = spec.crop ?? { width: 300, height: 120 };
  if (spec.pictures ?? true) {
    files.push(await addFile('original.png', png(320, 200, number), 'image/png', 'original'));
    files.push(await addFile('crop.png', png(crop.width, crop.height, number), 'image/png', 'derivative', 'original.png', `crop 10,20,${crop.width},${crop.height}`));
  }
  const derived = spec.derived ? [await addFile('thumb.png', png(60, 24, number), 'image/png', 'derivative', 'crop.png', 'resize 60x24')] : [];

  const record: EvidenceRecord = {
    schema: 'holdfast/record/v1', id, parts, files,
    capture: {
      level: 1, method: ['visible-tab', 'html', 'text'], domChanges: [], adapter: 'mastodon', adapterVersion: 1, tier: 'data', parsed: true, savedWhileLocked: false,
      notCaptured: [{ what: 'media', why: 'not-in-cache' }], rect: { x: 10, y: 20, ...crop },
    },
  };
  const recordBytes = jcsBytes(record);
  const entries = [log('capture', id, { record: await sha256(recordBytes), number, savedWhileLocked: false }, savedAt)];
  if (derived.length > 0) entries.push(log('derive', id, { files: derived }, savedAt));
  if (spec.note) entries.push(log('label', id, { field: 'note', value: spec.note }, savedAt));
  for (const { type, body } of spec.later ?? []) entries.push(log(type, id, body, savedAt));
  entries.push(log('export', id, { form: 'age', pictures: 'post' }, savedAt));
  return {
    head: {
      id, number, site: 'mastodon', handle: spec.handle ?? 'rowan', displayName: spec.displayName ?? 'Rowan', userId: null, postId: String(1000 + number), permalink: address, address,
      savedAt, postedAt: null, text: post.post.text, note: spec.note ?? null, parsed: true, hasPicture: spec.pictures ?? true, wordsOnly: false, savedWhileLocked: false, pending: false,
    },
    view: { head: null as never, recordBytes, derived, redacted: [] },
    entries,
    open: async (path) => {
      const bytes = store.get(path);
      if (!bytes) throw new Error(`no ${path}`);
      return bytes;
    },
  };
}

function postPart(spec: ItemSpec, address: string, savedAt: string): Omit<PostPart, 'salt'> {
  const kept = spec.text === null ? { text: null, textUtf16le: null } : keepText(spec.text ?? 'You will be sorry that you wrote this.');
  return {
    url: { addressBar: address, permalink: address, canonical: null },
    time: {
      clientUtc: savedAt, monotonicMs: 4210, serverDateHeader: null, serverDateReason: 'not-observed', postShownText: '2h', postMachineTime: '2026-03-01T08:20:00.000Z', postIdDerivedTime: null,
    },
    author: { platformUserId: '77', handle: spec.handle ?? 'rowan', displayName: spec.displayName ?? 'Rowan', profileUrl: null },
    post: {
      id: '1001', kind: 'post', inReplyTo: null, quoted: null, ...kept, contentWarning: null, context: null, lang: spec.lang ?? 'en', counts: { replies: 3 }, media: [],
      truncated: false, sensitive: false,
    },
    sources: { text: 'data' },
  };
}
