import { newIdentity, recipientOf } from '@/utils/crypto/age';
import { randomBytes } from '@/utils/crypto/bytes';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import type { Card, SignedCard } from '@/utils/domain/handoff';
import { toBase64 } from '@/utils/domain/ids';
import { signCard } from '@/utils/handoff/card';

export interface SomePerson { identity: SigningKey; label: SigningKey; log: SigningKey; age: string; signed: SignedCard }

/** Somebody with fresh keys; `more` stands on the card in place of what would. */
export async function somePerson(name: string, more: Partial<Card> = {}): Promise<SomePerson> {
  const [identity, label, log] = await Promise.all([0, 1, 2].map(() => keyFromSeed(randomBytes(32)))) as [SigningKey, SigningKey, SigningKey];
  const age = await newIdentity();
  const card: Card = {
    v: 1, name, identity: toBase64(identity.publicKey), label: toBase64(label.publicKey), log: toBase64(log.publicKey),
    recipient: await recipientOf(age), issued: '2026-11-01T09:00:00Z', ...more,
  };
  return { identity, label, log, age, signed: await signCard(card, identity) };
}
