import { cosign } from '@/utils/custody/cosign';
import type { Bytes } from '@/utils/crypto/bytes';
import type { Contact, Given, Held, Taken } from '@/utils/domain/handoff';
import { fromBase64, randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { Vault, VaultProblem } from '@/utils/vault/types';

import { contactRow, contactsOf, withContacts } from '../book';
import { standing } from '../contacts';
import { Refused, type EnvelopeProblem } from '../envelope/format';
import { openEnvelope } from '../envelope/open';
import { envelopeName, sealEnvelope } from '../envelope/seal';
import type { Me } from '../person';
import { allOps, ownOps } from './desk';
import { readReturn, returnParts, type NotConfirmed } from './returned';
import { prepare, type Prepared, type ReturnProblem } from './takein';

export interface ReturnFile { name: string; stream: ReadableStream<Bytes>; labels: number; notConfirmed: NotConfirmed | null }

/**
 * What this person said of another's posts, sealed to that other and to themselves: always the whole chain, so that files
 * may come late, twice or in another order. `not-found`: nobody of that id whose number was compared, or nothing said.
 */
export function makeReturn(vault: Vault, me: Me, contactId: string, now: Date): Promise<Result<ReturnFile, VaultProblem>> {
  return withContacts(vault, async (contacts) => {
    const contact = contacts.find(({ id }) => id === contactId);
    if (!contact?.card || standing(contact) !== 'fit') return fail('not-found');
    const { identity, recipient } = contact.card.card;
    const ops = await ownOps(vault, identity);
    const held = ops.ok ? await vault.shelf<Held>('held') : ops;
    if (!ops.ok || !held.ok) return ops.ok ? (held as Result<never, VaultProblem>) : ops;
    if (ops.value.length === 0) return fail('not-found');
    const latest = held.value.map(({ data }) => data).filter(({ from }) => from === identity).sort((a, b) => a.sequence - b.sequence).at(-1) ?? null;
    const { note, why } = await confirmation(me, contact, latest, now);
    const id = randomId();
    const sequence = contact.sent + 1;
    // The number is used up before the file exists: two files never share one.
    const noted = await vault.shelve({
      put: [contactRow({ ...contact, sent: sequence })],
      line: { type: 'handoff', itemId: null, body: { kind: 'return', envelope: id, to: [identity], sequence, labels: ops.value.length } },
    });
    if (!noted.ok) return noted;
    const stream = await sealEnvelope({
      kind: 'return', id, identity: me.identity, to: [identity], seal: { recipients: [recipient, me.signed.card.recipient] }, sequence, made: now, ends: null,
      parts: returnParts(ops.value, note, why),
    });
    return ok({ name: envelopeName(now), stream, labels: ops.value.length, notConfirmed: why });
  });
}

/** A line under the log's checkpoint, only where this device saw that log grow and only grow when it took the posts in. */
async function confirmation(me: Me, contact: Contact, held: Held | null, now: Date): Promise<{ note: string | null; why: NotConfirmed | null }> {
  if (held === null || contact.card === null) return { note: null, why: 'none' };
  if (held.log === 'rewritten' || held.log === 'unproven') return { note: null, why: held.log };
  // There is no proof from what was seen: those lines are not in it.
  if (held.log === 'restored-less') return { note: null, why: 'unproven' };
  const signed = await cosign(me.identity, held.checkpoint, fromBase64(contact.card.card.log), held.checkpoint, [], now);
  return signed.ok ? { note: signed.value, why: null } : { note: null, why: 'unproven' };
}

export type BackProblem = EnvelopeProblem | ReturnProblem | VaultProblem;

/** Opens what came back and checks all of it; nothing is kept before `takeIn`. */
export async function readBack(vault: Vault, me: Me, file: Blob, now: Date): Promise<Result<Prepared, BackProblem>> {
  const [contacts, taken, given, known] = await Promise.all([contactsOf(vault), vault.shelf<Taken>('taken'), vault.shelf<Given>('given'), allOps(vault)]);
  if (!contacts.ok) return contacts;
  if (!taken.ok) return taken;
  if (!given.ok) return given;
  if (!known.ok) return known;
  const here = new Set<string>();
  for await (const batch of vault.heads()) for (const { id } of batch) here.add(id);
  try {
    const envelope = await openEnvelope(file, {
      identities: [me.age], me: me.signed.card.identity, contacts: contacts.value, seen: taken.value.map(({ data }) => data), now,
    });
    const returned = await readReturn(envelope);
    return await prepare(envelope.head, envelope.contact, returned, {
      given: given.value.map(({ data }) => data), here, known: known.value, mine: me.signed.card.label,
    });
  } catch (error) {
    if (error instanceof Refused) return fail(error.code, error.message);
    throw error;
  }
}
