import type { Post } from './post';

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

/** A sensitive part, its own file with 16 random bytes of salt, so that a package may withhold it and still verify. */
export type PartName = 'post' | 'viewer' | 'environment' | 'operator' | 'context';

export type CaptureMethod = 'visible-tab' | 'words-only' | 'html' | 'text' | 'region' | 'picked-element' | 'by-hand';
export type ChosenBy = 'shortcut-pointer' | 'shortcut-focus' | 'menu' | 'popup' | 'bar' | 'picker' | 'region';

/** `record.json`: the skeleton. JCS (RFC 8785) in UTF-8; its SHA-256 stands in the log. */
export interface EvidenceRecord {
  schema: 'holdfast/record/v1';
  /** Random, 32 hex digits. */
  id: string;
  capture: {
    level: 1;
    method: CaptureMethod[];
    /** Every change made to the page for this capture (scrolling, opening cut text), in order. */
    domChanges: string[];
    adapter: string;
    adapterVersion: number;
    /** The weakest tier among the post's values, or `none` when nothing was parsed. */
    tier: string;
    parsed: boolean;
    savedWhileLocked: boolean;
    /** `{what, why}` with stable codes, e.g. `{what: 'picture', why: 'tab-changed'}`. */
    notCaptured: { what: string; why: string }[];
    /** Post's rectangle on the original picture, in picture pixels; null without a picture or rectangle. */
    rect: { x: number; y: number; width: number; height: number } | null;
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
    kind: Post['kind'];
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
