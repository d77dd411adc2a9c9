import { sha256 as atOnce } from '@noble/hashes/sha2.js';
import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 as elsewhere } from '@/utils/crypto/hash';
import { toHex } from '@/utils/domain/ids';

/** Up to here the way to the browser's own code and back costs more than the sum. */
const SMALL = 2048;

/** SHA-256 as 64 lower-case hex digits, for many files in a row, most of them small. */
export const sumOf = (bytes: Bytes): string | Promise<string> => (bytes.length <= SMALL ? toHex(atOnce(bytes)) : elsewhere(bytes));
