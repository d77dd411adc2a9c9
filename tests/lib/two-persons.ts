import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import type { Card, Contact } from '@/utils/domain/handoff';
import { randomId, toBase64 } from '@/utils/domain/ids';

/** A person with real keys. */
export interface Person {
  name: string;
  key: SigningKey;
  label: SigningKey;
  log: SigningKey;
  /** `AGE-SECRET-KEY-1…` */
  age: string;
  recipient: string;
  /** Identity key, base64. */
  me: string;
  card: Contact['card'] & object;
}

export async function person(name: string, log?: SigningKey): Promise<Person> {
  const [key, label, own] = await Promise.all([1, 2, 3].map(() => keyFromSeed(crypto.getRandomValues(new Uint8Array(32))))) as [SigningKey, SigningKey, SigningKey];
  const age = await generateX25519Identity();
  const recipient = await identityToRecipient(age);
  const card: Card = {
    v: 1, name, identity: toBase64(key.publicKey), label: toBase64(label.publicKey), log: toBase64((log ?? own).publicKey), recipient, issued: '2026-03-01T08:00:00.000Z',
  };
  const sig = toBase64(await key.sign(new Uint8Array([...utf8('holdfast/card/v1\n'), ...jcsBytes(card)]) as Bytes));
  return { name, key, label, log: log ?? own, age, recipient, me: card.identity, card: { card, sig } };
}

/** How somebody else has them among their people: compared, unless said otherwise. */
export const contactOf = (who: Person, more: Partial<Contact> = {}): Contact => ({
  id: randomId(), name: who.name, roles: ['ally'], card: who.card, recipient: null, compared: { at: '2026-03-02T08:00:00.000Z', how: 'in-person' }, changed: null, accounts: [],
  shown: null, sent: 0, taken: 0, ...more,
});
