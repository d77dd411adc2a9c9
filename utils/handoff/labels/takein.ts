import { sha256 } from '@/utils/crypto/hash';
import { jcsBytes } from '@/utils/custody/jcs';
import { cosignedAt } from '@/utils/custody/cosign';
import type { Contact, EnvelopeHead, Given, LabelOp, Taken } from '@/utils/domain/handoff';
import { fromBase64, randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { NewShelved, Vault, VaultProblem } from '@/utils/vault/types';

import { contactRow, withContacts } from '../book';
import { standing } from '../contacts';
import type { TheirOps } from './desk';
import { join, learn, nothing, type Joined } from './merge';
import { checkOps, type Refusal } from './op';
import type { NotConfirmed, Returned } from './returned';

/** `cosigned`: when the ally's device confirmed a checkpoint that she had given them, in seconds since 1970. */
export interface Prepared extends Joined {
  head: EnvelopeHead;
  contact: Contact;
  cosigned: number | null;
  cosignature: string | null;
  notConfirmed: NotConfirmed | null;
}

export interface Surroundings {
  given: readonly Given[];
  /** Ids of the posts that are still here. */
  here: ReadonlySet<string>;
  known: readonly LabelOp[];
  /** Her own label key. */
  mine: string;
}

export type ReturnProblem = Refusal | 'cosignature';

/** Checks all of what came back against what she gave; nothing is kept yet. */
export async function prepare(head: EnvelopeHead, contact: Contact, returned: Returned, around: Surroundings): Promise<Result<Prepared, ReturnProblem>> {
  if (contact.card === null) return fail('unknown-key');
  const { label, identity } = contact.card.card;
  const theirs = around.given.filter(({ to }) => to.includes(contact.id));
  const checked = await checkOps(returned.ops, new Set([label]));
  if (!checked.ok) return checked;
  const joined = join(learn(nothing(), around.known), checked.value, { given: new Set(theirs.flatMap(({ items }) => items)), here: around.here, mine: around.mine });
  if (!joined.ok) return joined;
  const { cosignature } = returned;
  const cosigned = cosignature === null ? null : await confirmed(cosignature, fromBase64(identity), theirs);
  if (cosignature !== null && cosigned === null) return fail('cosignature');
  return ok({ ...joined.value, head, contact, cosigned, cosignature, notConfirmed: returned.notConfirmed });
}

/** A checkpoint that was given to them, to the byte, with their one line under it. */
async function confirmed(note: string, identity: Uint8Array<ArrayBuffer>, given: readonly Given[]): Promise<number | null> {
  const theirs = given.find(({ checkpoint }) => note.startsWith(checkpoint))?.checkpoint;
  return theirs !== undefined && note.indexOf('\n', theirs.length) === note.length - 1 ? cosignedAt(note, identity) : null;
}

const ROW = 500;

/** All or nothing, with its line in the log. Taking in the same again adds nothing. */
export function takeIn(vault: Vault, prepared: Prepared, now: Date): Promise<Result<void, VaultProblem>> {
  const { head, contact, fresh, cosignature } = prepared;
  const put: NewShelved[] = [];
  for (let i = 0; i < fresh.length; i += ROW) {
    const data: TheirOps = { contact: contact.id, ops: fresh.slice(i, i + ROW) };
    put.push({ id: randomId(), kind: 'ops', data });
  }
  const taken: Taken = {
    from: head.from, envelope: head.id, kind: 'return', sequence: head.sequence, at: now.toISOString(), checkpoint: null, ...(cosignature !== null && { cosigned: cosignature }),
  };
  return withContacts(vault, async (contacts) => {
    const known = contacts.find(({ id }) => id === contact.id);
    if (known === undefined || standing(known) !== 'fit') return fail('not-found');
    return vault.shelve({
      put: [...put, { id: randomId(), kind: 'taken', data: taken }, contactRow({ ...known, taken: Math.max(known.taken, head.sequence) })],
      line: {
        type: 'import', itemId: null,
        body: { envelope: head.id, from: head.from, sequence: head.sequence, labels: fresh.length, sha256: await sha256(jcsBytes(fresh.map(({ opId }) => opId))) },
      },
    });
  });
}
