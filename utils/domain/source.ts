import type { ItemHead, ItemView } from './item';
import type { LoggedEntry } from './log';

/** All that `utils/custody/package.ts` may read: nothing about other items but their leaf hashes. */
export interface PackageSource {
  items: { head: ItemHead; view: ItemView; entries: LoggedEntry[]; open(path: string): Promise<Uint8Array<ArrayBuffer>> }[];
  /** Pictures that several of these point into; none unless the whole screen goes. As they are now, with their own log lines. */
  slices: { id: string; sha256: string; entries: LoggedEntry[]; open(): Promise<Uint8Array<ArrayBuffer>> }[];
  log: {
    /** 32 bytes each, in order. */
    leaves: Uint8Array<ArrayBuffer>[];
    /** Signed note over `size = leaves.length`. */
    checkpoint: string;
    origin: string;
    /** Its `continue` lines, in order: where it went on from another installation's. None for most. */
    continued?: LoggedEntry[];
  };
  /** Raw 32 bytes. */
  publicKey: Uint8Array<ArrayBuffer>;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Her own age recipient, so that she can open what she exports. */
  recipient: string;
  extensionVersion: string;
}
