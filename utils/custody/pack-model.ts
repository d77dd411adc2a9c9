import type { LoggedEntry } from '@/utils/domain/log';
import {
  PAGE_HTML, PAGE_MHTML, type EnvironmentPart, type EvidenceRecord, type FileEntry, type OperatorPart, type PartName, type PostPart, type Redaction, type ViewerPart,
} from '@/utils/domain/record';

/** One saved post as it stands in a package: everything that the report and the table are made of, and nothing else. */
export interface PackedItem {
  /** From 1; the folder is `items/0001`. */
  position: number;
  record: EvidenceRecord;
  recordSha256: string;
  /** Files made after sealing. */
  derived: FileEntry[];
  /** What became of its files since, as its lines tell it. */
  redacted: Redaction[];
  /** Own lines of the log, in order. */
  entries: LoggedEntry[];
  post: PostPart | null;
  viewer: ViewerPart | null;
  environment: EnvironmentPart | null;
  operator: OperatorPart | null;
  context: unknown;
  /** Paths of the record's parts and files that are in the package. */
  present: ReadonlySet<string>;
}

/** A picture that several items point into. */
export interface PackedSlice {
  id: string;
  /** Own lines of the log, in order. */
  entries: LoggedEntry[];
}

/** A package as a whole. */
export interface PackedWhole {
  /** Twelve hex digits; the folder is `evidence-<id>`. */
  id: string;
  uuid: string;
  /** ISO 8601 UTC with milliseconds. */
  exportedAt: string;
  origin: string;
  /** SHA-256 of the raw public key, hex. */
  keyFingerprint: string;
  logSize: number;
  software: string;
  items: PackedItem[];
  slices: PackedSlice[];
}

export const SCHEMA = 'holdfast/record/v1';
export const NAMESPACE = 'holdfast-evidence';
export const itemFolder = (position: number): string => `items/${String(position).padStart(4, '0')}`;

/** Parts that go into every package; the others say something about her and go only when asked for. */
export const USUAL_PARTS: readonly PartName[] = ['post', 'context'];

/** `[a-z0-9._/-]`, relative, no empty or dotted step: what a record and a package may name. */
export const isSafePath = (path: unknown): path is string =>
  typeof path === 'string' && path.length <= 100 && path.split('/').every((step) => /^[a-z0-9_-][a-z0-9._-]*$/.test(step));

/**
 * A file that shows more than the post: the original picture and all that was made of it but by cutting, the page's HTML and
 * MHTML, one long picture of a whole page. A post's own pictures that were read out of the MHTML are its own.
 */
export function showsScreen(file: FileEntry, all: readonly FileEntry[]): boolean {
  if (file.path === PAGE_HTML || file.path === PAGE_MHTML) return true;
  if (!file.type.startsWith('image/') || file.path.startsWith('media/')) return false;
  if (file.transform?.startsWith('stitch page')) return true;
  if (file.derivedFrom === null) return file.role === 'original' && !/^(media|files)\//.test(file.path);
  const from = all.find((f) => f.path === file.derivedFrom && f.path !== file.path);
  const cut = file.transform?.startsWith('crop') ?? false;
  return from !== undefined && !cut && showsScreen(from, all.filter((f) => f !== file));
}
