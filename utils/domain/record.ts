import type { Post } from './post';
import type { PixelRect, SliceUse } from './slice';

/** SHA-256 as 64 lower-case hex digits. */
export type Sha256 = string;

export type FileRole = 'original' | 'derivative' | 'report';

/** One file of a record. `path` is relative to the item's folder: `[a-z0-9._/-]`, at most 100 characters. */
export interface FileEntry {
  path: string;
  sha256: Sha256;
  bytes: number;
  /** MIME type. */
  type: string;
  role: FileRole;
  /** For a derivative: the path it was made from, and how, in words a machine can repeat. */
  derivedFrom: string | null;
  transform: string | null;
}

/** Where a record keeps the whole page's cleaned HTML: it holds other people's posts, so it goes only with the whole screen. */
export const PAGE_HTML = 'page.html';

/** The browser's own archive of the page, where she gave the permission: as it is, with others' posts and addresses' secrets in it. */
export const PAGE_MHTML = 'page.mhtml';

/** The post's own cleaned HTML: words and addresses. */
export const POST_HTML = 'post.html';

/** A record's file that is not there any more as it was sealed. The log's `redact` line says the same. */
export interface Redaction {
  path: string;
  /** As it was. */
  from: Sha256;
  /** What stands in its place; null: nothing does. */
  to: { sha256: Sha256; bytes: number } | null;
  why: RedactReason;
  /** What was blacked, in pixels of the file. */
  rects: PixelRect[];
}

/** The files that are there, with the hashes that they have now. */
export function asTheyStand(files: readonly FileEntry[], redacted: readonly Redaction[]): FileEntry[] {
  return files.flatMap((file) => {
    const last = redacted.findLast(({ path }) => path === file.path);
    if (last === undefined) return [file];
    return last.to === null ? [] : [{ ...file, ...last.to }];
  });
}

/** `child`, `intimate`: her mark. `shared`: the same pixels were another saved post's, which was removed or marked. */
export type RedactReason = 'child' | 'intimate' | 'shared';

/** A sensitive part, its own file with 16 random bytes of salt, so that a package may withhold it and still verify. */
export type PartName = 'post' | 'viewer' | 'environment' | 'operator' | 'context';

export type CaptureMethod =
  | 'visible-tab' | 'words-only' | 'html' | 'text' | 'region' | 'picked-element' | 'by-hand' | 'stitched-page' | 'stitched-thread' | 'stitched-element';
export type ChosenBy = 'shortcut-pointer' | 'shortcut-focus' | 'menu' | 'popup' | 'bar' | 'picker' | 'region' | 'own-page' | 'sweep';

/** Not captured by us: an event that she wrote down, or a file that she already had. */
export type OwnAdapter = 'by-hand' | 'brought-in';
export const isOwn = (adapter: string): adapter is OwnAdapter => adapter === 'by-hand' || adapter === 'brought-in';

/** Pictures that our pages draw: still ones of well-known kinds. */
export const isShowable = (file: FileEntry): boolean => /^image\/(png|jpeg|webp)$/.test(file.type);

/** `record.json`: the skeleton. JCS (RFC 8785) in UTF-8; its SHA-256 stands in the log. */
export interface EvidenceRecord {
  schema: 'holdfast/record/v1';
  /** Random, 32 hex digits. */
  id: string;
  capture: {
    /** 1: one picture of what was in the window. 2: pictures are slices that records point into. */
    level: 1 | 2;
    method: CaptureMethod[];
    /** Every change made to the page for this capture (scrolling, opening cut text), in order. */
    domChanges: string[];
    adapter: string;
    adapterVersion: number;
    /** SHA-256 of the data file whose selectors it read by; absent where it read by its own. */
    adapterData?: Sha256;
    /** The weakest tier among the post's values, or `none` when nothing was parsed. */
    tier: string;
    parsed: boolean;
    savedWhileLocked: boolean;
    /** `{what, why}` with stable codes, e.g. `{what: 'picture', why: 'tab-changed'}`. */
    notCaptured: { what: string; why: string }[];
    /** Post's rectangle on the original picture, in picture pixels; null without a picture or rectangle. */
    rect: PixelRect | null;
    /** Level 2: where it is seen, first its own crop's. None when words and address only were saved. */
    slices?: SliceUse[];
    /** Random id of the run that saved it with others. */
    run?: string;
  };
  parts: { name: PartName; path: string; sha256: Sha256; bytes: number }[];
  files: FileEntry[];
}

/** Every part's JSON is `{salt (base64, 16 bytes), ...body}`, JCS. */
export interface Salted {
  salt: string;
}

export interface PostPart extends Salted {
  url: { addressBar: string; permalink: string | null; canonical: string | null };
  time: {
    /** ISO 8601 UTC with milliseconds. */
    clientUtc: string;
    /** Since the document's start, ms. */
    monotonicMs: number;
    serverDateHeader: string | null;
    /** Why there is none, or null. */
    serverDateReason: string | null;
    postShownText: string | null;
    postMachineTime: string | null;
    postIdDerivedTime: string | null;
  };
  author: { platformUserId: string | null; handle: string | null; displayName: string | null; profileUrl: string | null };
  post: {
    id: string | null;
    kind: Post['kind'] | 'event' | 'file' | 'page' | 'thread';
    inReplyTo: Post['inReplyTo'];
    quoted: unknown;
    /** Well-formed Unicode; what was not is U+FFFD here and exact in `textUtf16le`. */
    text: string | null;
    textUtf16le: string | null;
    contentWarning: string | null;
    context: string | null;
    lang: string | null;
    counts: Record<string, number>;
    media: Post['media'];
    truncated: boolean;
    sensitive: boolean;
  };
  sources: Post['sources'];
  /** Only where nothing was captured. */
  stated?: Stated;
}

/** What she says herself of an event or of files: as she typed it, never read as a machine's time or address. Null: left out. */
export interface Stated {
  date: string | null;
  time: string | null;
  /** Of the clock that date and time are by; null without either. */
  zone: string | null;
  place: string | null;
  witnesses: string | null;
  /** An officer, an office, a file number. */
  reference: string | null;
  /** Where files come from. */
  origin: string | null;
  files: StatedFile[];
  /** Only of what was taken out of a data download: sender, time and ids of the record are then what that file states. */
  archive?: StatedArchive;
}

/** Where in a platform's own data download it stood. The file came to her, and anybody could have altered it since. */
export interface StatedArchive {
  /** Name of the archive as she has it. */
  name: string;
  sha256: Sha256;
  /** Path inside the archive. */
  file: string;
  fileSha256: Sha256;
  /** Which of the file's entries, from 1; null: the whole file. */
  entry: number | null;
}

export interface StatedFile {
  /** As in the record's `files`. */
  path: string;
  /** The name it had with her, well-formed; never a path of ours. */
  name: string;
  /** The date that her device gave the file, ISO 8601 UTC; anybody can set it. */
  modified: string | null;
}

export interface ViewerPart extends Salted {
  /** Her own account on the page where the page shows it. */
  account: string | null;
}

export interface EnvironmentPart extends Salted {
  timeZone: string;
  userAgent: string;
  os: string;
  viewport: { width: number; height: number };
  /** Picture pixels for one CSS pixel. */
  scale: number | null;
  zoom: number | null;
  uiLanguage: string;
  extensionVersion: string;
  buildHash: string;
}

export interface OperatorPart extends Salted {
  who: 'self' | 'ally';
  trigger: ChosenBy;
  chosen: string;
}
