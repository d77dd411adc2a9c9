import type { FileEntry, Redaction } from './record';

/** What lists, search and groups need of a saved post: sealed as one small block, opened in batches. */
export interface ItemHead {
  id: string;
  /** The number she sees; an order counter, never re-used. */
  number: number;
  site: string;
  handle: string | null;
  displayName: string | null;
  userId: string | null;
  postId: string | null;
  permalink: string | null;
  /** Address bar at capture. */
  address: string;
  /** ISO UTC. */
  savedAt: string;
  postedAt: string | null;
  /** Verbatim words for search in memory; covered until she lifts the cover. */
  text: string | null;
  /** Her own neutral line. */
  note: string | null;
  parsed: boolean;
  hasPicture: boolean;
  wordsOnly: boolean;
  savedWhileLocked: boolean;
  /** Saved while locked and not yet kept by her. */
  pending: boolean;
  /** SHA-256 of each file that she added: so the same file is known again. */
  sums?: string[];
  /** The row before it in the inbox was not the one it names: something saved while locked was taken away. */
  chainBroken?: boolean;
  /** The run (a sweep) that saved it with others. */
  run?: string;
  /** Id of the saved post of which this is a later look. */
  versionOf?: string;
  /** What differs from that one: stable codes. */
  changed?: string[];
  /** `child`: its pictures are destroyed. `intimate`: never drawn, never given unless she chooses so. */
  mark?: Mark;
  /** It is there and does not open: all but `id` and `number` is unknown. */
  damaged?: boolean;
}

export type Mark = 'child' | 'intimate';

/** A whole saved post, without the bytes of its files. */
export interface ItemView {
  head: ItemHead;
  /** `record.json`, byte for byte as sealed. */
  recordBytes: Uint8Array<ArrayBuffer>;
  /** Made after sealing; each has its own `derive` line in the log. */
  derived: FileEntry[];
  /** Files of the record or derived ones that were destroyed or blacked since, in order. */
  redacted: Redaction[];
}
