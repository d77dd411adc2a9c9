import { newIdentity, recipientOf } from '@/utils/crypto/age';
import { randomBytes } from '@/utils/crypto/bytes';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import type { SignedCard } from '@/utils/domain/handoff';
import { fromBase64, randomId, toBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { signCard } from './card';

/** What lies on the shelf, one at most: secrets in base64 (Ed25519 seeds) and as `AGE-SECRET-KEY-1…`. */
interface Person {
  v: 1;
  name: string;
  identity: string;
  label: string;
  age: string;
  /** The log's public key on the card that was given out last, and when that card was made. */
  log: string;
  issued: string;
}

/** She, towards other persons. `age` opens what is handed to her. */
export interface Me {
  signed: SignedCard;
  identity: SigningKey;
  label: SigningKey;
  age: string;
}

/** Null: she has made no card yet. A log that was begun anew since gets a new card, signed by the same identity. */
export function me(vault: Vault): Promise<Result<Me | null, VaultProblem>> {
  return alone(async () => {
    const [found, log] = await Promise.all([vault.shelf<Person>('person'), vault.logKey()]);
    if (!found.ok) return found;
    if (!log.ok) return log;
    const row = found.value[0];
    if (row === undefined) return ok(null);
    if (row.data.log === log.value) return ok(await opened(row.data));
    return kept(vault, row.id, { ...row.data, log: log.value, issued: laterThan(row.data.issued) });
  });
}

/**
 * Makes her keys and card, or puts another name on it: the keys stay. `no-passphrase`: without one anybody with this device
 * could act as her, so none are made.
 */
export function introduce(vault: Vault, name: string): Promise<Result<Me, VaultProblem | 'no-passphrase'>> {
  return alone(async () => {
    if (!(await vault.state()).hasPassphrase) return fail('no-passphrase');
    const [found, log] = await Promise.all([vault.shelf<Person>('person'), vault.logKey()]);
    if (!found.ok) return found;
    if (!log.ok) return log;
    const row = found.value[0];
    if (row) return row.data.name === name ? ok(await opened(row.data)) : kept(vault, row.id, { ...row.data, name, log: log.value, issued: laterThan(row.data.issued) });
    const person: Person = {
      v: 1, name, identity: toBase64(randomBytes(32)), label: toBase64(randomBytes(32)), age: await newIdentity(), log: log.value, issued: new Date().toISOString(),
    };
    return kept(vault, randomId(), person);
  });
}

/** Two windows at once make one person. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('hf-person', work) as Promise<T>;

/** A clock that was put back must not make a new card look like an old one. */
const laterThan = (issued: string): string => new Date(Math.max(Date.now(), Date.parse(issued) + 1)).toISOString();

async function kept(vault: Vault, id: string, person: Person): Promise<Result<Me, VaultProblem>> {
  const put = await vault.shelve({ put: [{ id, kind: 'person', data: person }] });
  return put.ok ? ok(await opened(person)) : put;
}

async function opened(person: Person): Promise<Me> {
  const [identity, label] = await Promise.all([keyFromSeed(fromBase64(person.identity)), keyFromSeed(fromBase64(person.label))]);
  const card = {
    v: 1 as const, name: person.name, identity: toBase64(identity.publicKey), label: toBase64(label.publicKey), log: person.log,
    recipient: await recipientOf(person.age), issued: person.issued,
  };
  return { signed: await signCard(card, identity), identity, label, age: person.age };
}
