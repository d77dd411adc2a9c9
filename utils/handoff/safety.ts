import { sha512 } from '@noble/hashes/sha2.js';

import { concat, utf8 } from '@/utils/crypto/bytes';
import type { Card } from '@/utils/domain/handoff';
import { fromBase64 } from '@/utils/domain/ids';

/** As the messengers have it: dear enough that nobody looks for a key with the same digits. */
const ROUNDS = 5_200;
const GROUPS_EACH = 3;

/**
 * The number that two persons compare in person or by phone: 30 digits, the same on both sides. Fifteen for each card, the
 * lower first, over the keys that hand-overs rest on: identity, label key, recipient (not the log's, which a restore renews).
 * Each side: h = SHA-512(`holdfast/safety/v1\n` ‖ keys), then 5,200 times h = SHA-512(h ‖ keys); of the first fifteen bytes,
 * each five (big endian) modulo 100,000.
 */
export function safetyNumber(one: Card, other: Card): string {
  return [digits(one), digits(other)].sort().join('');
}

/** For the eye and for reading aloud. */
export const inGroups = (number: string): string[] => number.match(/\d{5}/g) ?? [];

function digits({ identity, label, recipient }: Card): string {
  const keys = concat(fromBase64(identity), fromBase64(label), utf8(recipient));
  let hash = sha512(concat(utf8('holdfast/safety/v1\n'), keys));
  for (let i = 0; i < ROUNDS; i++) hash = sha512(concat(hash, keys));
  const group = (at: number): string => {
    let n = 0;
    for (let i = 0; i < 5; i++) n = n * 256 + (hash[at + i] as number);
    return String(n % 100_000).padStart(5, '0');
  };
  return Array.from({ length: GROUPS_EACH }, (_, i) => group(5 * i)).join('');
}
