/** `derive` and `import` name files of their item: made here from an original, or an original that was added later. */
export type LogType =
  | 'capture' | 'derive' | 'label' | 'redact' | 'delete' | 'act' | 'export' | 'handoff' | 'import' | 'checkpoint' | 'stamp' | 'continue';

/** One line of the log. Its leaf is SHA-256(0x00 ‖ JCS(line)), the tree as in RFC 6962. */
export interface LogLine {
  v: 1;
  /** From 0, without gaps. */
  seq: number;
  type: LogType;
  /** ISO 8601 UTC with milliseconds, by this device's clock. */
  time: string;
  itemId: string | null;
  /** 16 random bytes, base64: a leaf hash alone tells nothing of its line. */
  nonce: string;
  /** SHA-256(salt ‖ JCS(body)), hex. */
  body: string;
}

/** Kept sealed beside its line; destroying it leaves the line standing. */
export interface LogBody {
  /** 16 random bytes, base64. */
  salt: string;
  body: Record<string, unknown>;
}

export interface LoggedEntry {
  line: LogLine;
  /** Null when it was destroyed or is withheld. */
  body: LogBody | null;
}

/** Name of a log's key: `holdfast/` and the first 8 hex digits of SHA-256(public key). */
export type LogOrigin = string;
