/** What a person is to her. A recipient (police, a lawyer, a newsroom) may have no card: an age key or a passphrase then. */
export type Role = 'ally' | 'witness' | 'recipient';

/**
 * Who somebody is, for others to keep: public. Signed by its own `identity` over `holdfast/card/v1\n` and its JCS form;
 * the identity thereby certifies the other keys. Keys are base64 of 32 raw bytes (Ed25519).
 */
export interface Card {
  v: 1;
  name: string;
  identity: string;
  /** Signs label operations. */
  label: string;
  /** Signs this installation's log. */
  log: string;
  /** `age1…`: hand-overs are encrypted to it. */
  recipient: string;
  /** ISO UTC. */
  issued: string;
}

/**
 * What lies on the vault's shelf. `person`: who she is to others. `given`: what was handed over. `held`, `held-item`: what was
 * handed to her, never among her own posts. `ops`, `own-ops`: label operations of others, and hers. `backup`: when and how.
 * `folder`: where her team's shared folder is; `folder-file`: what was put there, or fetched. `words`: her own, for the shield.
 * `listed`: lists that she took in, for the shield.
 */
export type ShelfKind = 'person' | 'contact' | 'given' | 'held' | 'held-item' | 'taken' | 'ops' | 'own-ops' | 'backup' | 'folder' | 'folder-file' | 'words' | 'listed';

export interface SignedCard { card: Card; sig: string }

/** An account of somebody on a platform: such a one is never acted on. */
export interface Account { site: string; handle: string | null; userId: string | null }

export interface Contact {
  /** `randomId()`. */
  id: string;
  name: string;
  roles: Role[];
  /** Null: a recipient without a card. */
  card: SignedCard | null;
  /** Where there is no card: their `age1…`, or null for a passphrase that is made at each hand-over. */
  recipient: string | null;
  /** When the safety number was compared; null: nothing goes to them yet. */
  compared: { at: string; how: 'in-person' | 'phone' } | null;
  /** A card with another key that came later. While it stands, nothing goes to them and nothing of theirs is taken in. */
  changed: SignedCard | null;
  accounts: Account[];
  /** Checkpoint of her log that they were given last (a signed note), for the consistency proof of the next. */
  shown: string | null;
  /** Highest sequence that was sent to them, and that was taken in from them. */
  sent: number;
  taken: number;
}

export type EnvelopeKind = 'handover' | 'return' | 'revoke';

/**
 * The signed head of everything that goes between two persons; `holdfast/envelope/v1\n` and its JCS form are signed by
 * the sender's identity. One `.age` file holds it and its parts.
 */
export interface EnvelopeHead {
  v: 1;
  kind: EnvelopeKind;
  /** `randomId()`. */
  id: string;
  /** Identity keys: of the sender, and of everybody who may take it in. */
  from: string;
  to: string[];
  /** Rises with each envelope from this sender to these persons; one seen before is refused. */
  sequence: number;
  /** ISO UTC. */
  made: string;
  /** ISO UTC; after it nobody takes it in. Null: it does not end. */
  ends: string | null;
  /** Every other file inside, in order. Nothing else may be there. */
  parts: { name: string; size: number; sha256: string }[];
}

/** What of the chosen posts goes along. Words are the default; pictures of what is marked intimate only by a choice of its own. */
export interface Scope { words: boolean; pictures: boolean; intimate: boolean; grounds: boolean }

/** `choice` is hers alone: whose value of a field stands for a post. */
export type LabelField =
  | 'form' | 'grounds' | 'severity' | 'signs' | 'line' | 'tag+' | 'tag-' | 'note' | 'advice' | 'pass' | 'witness' | 'revoke' | 'choice';

/** `police`: tell the police. `watch`: keep watching. */
export type Advice = 'mute' | 'block' | 'report' | 'police' | 'watch';

/**
 * One statement of one author about one saved post, never changed: what is changed is said anew. `opId`: SHA-256 of the
 * signed bytes (`holdfast/label/v1\n` and the JCS form of the rest), hex.
 */
export interface LabelOp {
  v: 1;
  opId: string;
  item: string;
  field: LabelField;
  value: unknown;
  /** The author's label key, base64. */
  author: string;
  lamport: number;
  /** The author's clock, ISO UTC. Going back is shown, never refused. */
  at: string;
  /** `opId` of the author's operation before; null for the first. */
  prev: string | null;
  sig: string;
}

/**
 * How the sender's log stands to the checkpoint that this device saw of it last. `first`: none before. `unproven`: no
 * proof from that one came along. `rewritten`: it is another tree. `restored`: a new log that says by both keys where it goes on, with
 * all that was seen in it. `restored-less`: likewise, but lines that were seen came after the backup and are not in it.
 */
export type LogStands = 'first' | 'continues' | 'restored' | 'restored-less' | 'unproven' | 'rewritten';

/** A hand-over that was taken in: shelf row `held`, whose id is the envelope's. */
export interface Held {
  /** `Contact.id` and identity key of the sender. */
  contact: string;
  from: string;
  sequence: number;
  /** ISO UTC. */
  made: string;
  ends: string | null;
  takenAt: string;
  purpose: string;
  /** The sender's own words for whoever works with it. */
  rules: string;
  scope: Scope;
  /** The sender's log at that time, a signed note, and how it stands to what was seen before. */
  checkpoint: string;
  log: LogStands;
  /** Ids of the shelf rows `held-item`, in order. */
  rows: string[];
  /** When the sender asked to delete it, ISO UTC; null: not asked. */
  revoked: string | null;
}

/** One saved post of a hand-over: shelf row `held-item`. Its files (pictures, record, log) lie beside it by their names. */
export interface HeldItem {
  /** Envelope that it came in. */
  held: string;
  /** The item's id with the sender: what a label names. */
  item: string;
  /** The number the sender sees. */
  number: number;
  site: string;
  savedAt: string;
  address: string;
  permalink: string | null;
  handle: string | null;
  displayName: string | null;
  userId: string | null;
  postedAt: string | null;
  /** Verbatim; null where words did not go along, or there are none. */
  text: string | null;
  mark: 'child' | 'intimate' | null;
  /** The sender's grounds for it, where ticked. */
  grounds: string[] | null;
  files: { path: string; type: string; bytes: number }[];
}

/** What this device took in, so that nothing is taken in twice; kept when the hand-over itself is deleted. Shelf row `taken`. */
export interface Taken {
  from: string;
  envelope: string;
  kind: EnvelopeKind;
  sequence: number;
  at: string;
  /** Of the sender's log, where it came with one that goes on from those before: what does not is no ground for the next. */
  checkpoint: string | null;
  /** The proofs that came with it, from the checkpoints given before: for a file that arrives later than one after it. */
  since?: { size: number; hashes: string[] }[];
  /** Envelopes that the sender asked to delete: none of them is taken in later. */
  revokes?: string[];
  /** Of this device's own log, a signed note with the sender's line under it: they saw it grow and only grow. */
  cosigned?: string;
}

/** What was given: shelf row `given`, whose id is the envelope's. */
export interface Given {
  /** `Contact.id`s. */
  to: string[];
  sequence: number;
  made: string;
  ends: string | null;
  purpose: string;
  rules: string;
  scope: Scope;
  /** Ids of her items. */
  items: string[];
  /** Her log at that time, a signed note. */
  checkpoint: string;
  /** When she asked for it to be deleted; null: not asked. */
  revoked: string | null;
}

/** Shelf row `folder-file`; the sealed bytes of one that waits lie beside it as `sealed.age`. */
export interface FolderRow {
  name: string;
  size: number;
  /** Of the sealed file, hex. */
  sha256: string;
  dir: 'out' | 'in';
  /** `Contact.id`s, of one that goes out. */
  to: string[];
  /** ISO UTC. */
  at: string;
  /** A name that may be there already: it is looked at before it is sent again. */
  tried: boolean;
  /** `not-mine`: it is for somebody else, or cannot be opened. */
  state: 'waiting' | 'there' | 'taken' | 'not-mine';
}
