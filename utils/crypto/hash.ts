import { toHex } from '@/utils/domain/ids';

/** SHA-256 by the browser's own code: 32 bytes. For streams and where it must be synchronous see `@noble/hashes`. */
export async function sha256Bytes(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => toHex(await sha256Bytes(bytes));
