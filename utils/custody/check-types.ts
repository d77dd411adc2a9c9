import type { Bytes } from '@/utils/crypto/bytes';

/**
 * VERIFIED needs a pinned key and a time from outside; nothing here can read such a time yet, so no code answers it.
 * INTEGRITY ONLY: the bytes hold together under the package's own key. UNUSABLE: there was nothing that could be checked.
 */
export type Answer = 'VERIFIED' | 'INTEGRITY ONLY' | 'FAILED' | 'UNUSABLE';

/** What the command `verify` exits with. */
export const EXITS: Record<Answer, number> = { VERIFIED: 0, 'INTEGRITY ONLY': 3, FAILED: 1, UNUSABLE: 2 };

export type UnusableCode =
  | 'not-a-package' | 'truncated' | 'unreadable-archive' | 'ambiguous-archive' | 'unsafe-name' | 'duplicate-name' | 'not-one-folder' | 'too-many-files'
  | 'too-big' | 'bomb' | 'needs-key' | 'needs-passphrase' | 'wrong-key' | 'wrong-passphrase' | 'damaged-age';

export type FailureCode =
  | 'missing-file' | 'extra-file' | 'altered-file' | 'malformed-manifest' | 'manifests-differ' | 'altered-bagit' | 'malformed-info' | 'wrong-size' | 'wrong-id'
  | 'unreadable-key' | 'another-key' | 'bad-signature' | 'bad-ssh-signature' | 'signers-differ'
  | 'malformed-checkpoint' | 'wrong-origin' | 'bad-note-signature' | 'malformed-leaves' | 'wrong-log-size' | 'wrong-root'
  | 'malformed-line' | 'line-order' | 'wrong-leaf' | 'wrong-body' | 'foreign-line'
  | 'malformed-record' | 'wrong-numbering' | 'same-item-twice' | 'altered-part' | 'altered-record-file' | 'missing-record-file' | 'wrong-redaction' | 'altered-slice' | 'wrong-slice' | 'wrong-crop' | 'unlisted-file' | 'malformed-derivatives'
  | 'no-capture-line' | 'wrong-record' | 'wrong-derivatives' | 'malformed-time' | 'crate-differs' | 'table-differs' | 'report-differs';

export type RemarkCode = 'time-after-export' | 'time-goes-back' | 'body-withheld' | 'not-read' | 'own-key-only' | 'no-outside-time';

/** The checks that were made, in their order. */
export type CheckId = 'archive' | 'files' | 'signature' | 'key' | 'log' | 'items' | 'agreement';

export interface Finding<Code extends string = string> {
  code: Code;
  /** File or line that it is about. */
  path?: string;
  /** Plain English. */
  words: string;
}

export interface Statement {
  id: string;
  exportedAt: string | null;
  software: string | null;
  origin: string | null;
  /** SHA-256 of the package's own public key, hex. */
  keyFingerprint: string | null;
  logSize: number | null;
  /** Lines that stand in full. */
  lines: number;
  /** `own`: written down or brought in by the person, not captured. */
  items: { position: number; recordId: string; savedAt: string | null; address: string | null; handle: string | null; own: boolean }[];
}

export interface Verdict {
  answer: Exclude<Answer, 'VERIFIED'>;
  failures: Finding<FailureCode | UnusableCode>[];
  checks: { id: CheckId; held: boolean }[];
  /** Listed by the records with their hash and left out of the package: no failure. */
  withheld: { position: number; path: string; sha256: string }[];
  /** Listed by the records and destroyed since, as a line of the log says; `why` as there: no failure. */
  destroyed: { position: number; path: string; sha256: string; why: string }[];
  remarks: Finding<RemarkCode>[];
  statement: Statement | null;
}

/** Above these nothing is read. */
export interface Limits {
  entries: number;
  /** Of one file, unpacked. */
  fileBytes: number;
  /** Of all files, unpacked. */
  totalBytes: number;
  /** Unpacked to packed, of files over a megabyte. */
  ratio: number;
  /** Nothing packed at all, whatever its ratio. */
  storedOnly?: boolean;
}

export const LIMITS: Limits = { entries: 200_000, fileBytes: 1 << 29, totalBytes: 2 ** 36, ratio: 200 };

/** The files of one package, by their path below its top folder. */
export interface PackageFiles {
  /** Name of the top folder; null where it was unpacked, and may have been renamed. */
  folder: string | null;
  sizes: ReadonlyMap<string, number>;
  /** Null when the archive's own sum for the file does not hold. */
  read(path: string): Promise<Bytes | null>;
}

/** The archive cannot be read at all. */
export class Unusable extends Error {
  readonly code: UnusableCode;
  readonly path: string | undefined;
  constructor(code: UnusableCode, path?: string) {
    super(code);
    this.name = 'Unusable';
    this.code = code;
    this.path = path;
  }
}
