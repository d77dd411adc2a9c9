import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { asTheyStand, type EvidenceRecord, type FileEntry, type PartName, type Redaction } from '@/utils/domain/record';
import type { PackageSource } from '@/utils/domain/source';
import { jcs, parseJcs } from './jcs';
import { isSafePath, USUAL_PARTS, type PackedItem } from './pack-model';
import { brokenRedaction, goesWith, redactionsOf, type Pictures } from './redactions';
import { sumOf } from './sum';

/** Why a package could not be written. Nothing of it may be kept. */
export class PackageError extends Error {
  readonly code: 'nothing-chosen' | 'damaged-log' | 'damaged-item';
  constructor(code: PackageError['code'], detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'PackageError';
    this.code = code;
  }
}

export interface Choice {
  /** `post`: the whole screen stays, its hash goes. `screen`: it goes too. `none`: no picture at all. */
  pictures: Pictures;
  /** Pictures of what she marked intimate go too. Left out: they stay, whatever else goes. */
  intimate?: boolean;
  /** Parts beside `post` and `context`. With `environment` the local time stands beside UTC. */
  parts?: readonly PartName[];
  /** False: the bodies of `label` lines (her notes and marks) are withheld; their lines stay. True when left out. */
  labels?: boolean;
}

/** A file of the package: `path` below `data/`. */
export interface Payload {
  path: string;
  type: string;
  bytes: Bytes;
  /** Where it is known already. */
  sha256?: string;
}

type Source = PackageSource['items'][number];

/** What the choice leaves in of one item, each file read and held against its hash before it goes. */
export async function* itemFiles(source: Source, folder: string, position: number, choice: Choice): AsyncGenerator<Payload, PackedItem> {
  const { record, derived } = readRecord(source);
  const recordSha256 = await sumOf(source.view.recordBytes);
  yield { path: `${folder}/record.json`, type: 'application/json', bytes: source.view.recordBytes, sha256: recordSha256 };
  const present = new Set<string>();
  const parts: Partial<Record<PartName, unknown>> = {};

  for (const part of record.parts) {
    if (!USUAL_PARTS.includes(part.name) && !(choice.parts ?? []).includes(part.name)) continue;
    const bytes = await open(source, part);
    parts[part.name] = JSON.parse(fromUtf8(bytes));
    present.add(part.path);
    yield { path: `${folder}/${part.path}`, type: 'application/json', bytes, sha256: part.sha256 };
  }
  const entries = ownEntries(source, choice);
  const redacted = checkedRedactions(source, [...record.files, ...derived], entries);
  const all = asTheyStand([...record.files, ...derived], redacted);
  const pictures = source.head.mark === 'intimate' && choice.intimate !== true ? 'none' : choice.pictures;
  for (const file of all) {
    if (!goesWith(pictures, file, all)) continue;
    const bytes = await open(source, file);
    present.add(file.path);
    yield { path: `${folder}/${file.path}`, type: file.type, bytes, sha256: file.sha256 };
  }
  return {
    position, record, recordSha256, derived, redacted, present, entries,
    post: (parts.post as PackedItem['post']) ?? null, viewer: (parts.viewer as PackedItem['viewer']) ?? null,
    environment: (parts.environment as PackedItem['environment']) ?? null, operator: (parts.operator as PackedItem['operator']) ?? null,
    context: parts.context ?? null,
  };
}

function readRecord(source: Source): { record: EvidenceRecord; derived: FileEntry[] } {
  const parsed = parseJcs(fromUtf8(source.view.recordBytes));
  const record = parsed?.value as EvidenceRecord | undefined;
  const { derived } = source.view;
  if (record === undefined || record.id !== source.head.id) throw new PackageError('damaged-item', `record of ${source.head.id}`);
  const paths = [...record.parts, ...record.files, ...derived].map((f) => f.path);
  const clash = new Set([...paths, 'record.json', 'derivatives.json']).size !== paths.length + 2;
  if (clash || !paths.every(isSafePath)) throw new PackageError('damaged-item', `file names of ${source.head.id}`);
  return { record, derived };
}

/** The vault's own list must be what its log lines tell: else the package would fail its own check. */
function checkedRedactions(source: Source, files: FileEntry[], entries: PackedItem['entries']): Redaction[] {
  const told = redactionsOf(entries);
  if (jcs(told) !== jcs(source.view.redacted) || brokenRedaction(files, told) !== null) throw new PackageError('damaged-item', `redactions of ${source.head.id}`);
  return told;
}

async function open(source: Source, { path, sha256: hash }: { path: string; sha256: string }): Promise<Bytes> {
  const bytes = await source.open(path);
  if ((await sumOf(bytes)) !== hash) throw new PackageError('damaged-item', `${path} of ${source.head.id}`);
  return bytes;
}

/** Only lines that are about this item, whatever the source hands over. */
function ownEntries(source: Source, choice: Choice): PackedItem['entries'] {
  return source.entries
    .filter(({ line }) => line.itemId === source.head.id)
    .sort((a, b) => a.line.seq - b.line.seq)
    .map(({ line, body }) => ({ line, body: line.type === 'label' && choice.labels === false ? null : body }));
}
