import { originOf, parseCheckpoint } from '@/utils/custody/note';
import type { Held, HeldItem, LogStands, Taken } from '@/utils/domain/handoff';
import { fromBase64, randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { NewShelved, Vault, VaultProblem } from '@/utils/vault/types';

import { contactRow, contactsOf, withContacts } from '../book';
import { standing } from '../contacts';
import { Refused, type EnvelopeProblem } from '../envelope/format';
import { openEnvelope, type Envelope } from '../envelope/open';
import type { Me } from '../person';
import { readHandover, type Handover, type ReadItem } from './read';
import { readRevocation } from './revocation';

export type TakeProblem = EnvelopeProblem | VaultProblem | 'stopped';

/** What came of a file. `asked`: its sender asks for hand-overs to be deleted; `held`: those of them that are here. */
export type TakenIn = { kind: 'held'; id: string; held: Held } | { kind: 'asked'; held: string[] };

export interface Taking { now: Date; progress?: (done: number, of: number) => void; signal?: AbortSignal }

/**
 * Takes in a file that was handed over, all of it or nothing: never among this person's own saved posts. Everything is
 * checked before the first byte is kept; rows of one that did not end are swept away by the next.
 */
export function takeIn(vault: Vault, me: Me, file: Blob, taking: Taking): Promise<Result<TakenIn, TakeProblem>> {
  // One after the other: rows of one that is under way must not look like rows of one that was never finished.
  return navigator.locks.request('hf-taking', () => takeOne(vault, me, file, taking)) as Promise<Result<TakenIn, TakeProblem>>;
}

async function takeOne(vault: Vault, me: Me, file: Blob, { now, progress, signal }: Taking): Promise<Result<TakenIn, TakeProblem>> {
  const [contacts, rows] = await Promise.all([contactsOf(vault), vault.shelf<Taken>('taken')]);
  if (!contacts.ok) return contacts;
  if (!rows.ok) return rows;
  const taken = rows.value.map(({ data }) => data);
  try {
    const envelope = await openEnvelope(file, { identities: [me.age], me: me.signed.card.identity, contacts: contacts.value, seen: taken, now, ...(signal && { signal }) });
    if (envelope.head.kind === 'revoke') return await asked(vault, envelope, await readRevocation(envelope), now);
    const { head } = envelope;
    if (taken.some(({ from, revokes }) => from === head.from && revokes?.includes(head.id))) throw new Refused('revoked');
    const seen = lastSeen(taken, envelope);
    const handover = await readHandover(envelope, seen?.checkpoint ?? null, seen?.since);
    return await hold(vault, envelope, handover, { now, ...(progress && { progress }), ...(signal && { signal }) });
  } catch (error) {
    if (signal?.aborted) return fail('stopped');
    if (error instanceof Refused) return fail(error.code, error.message);
    throw error;
  }
}

type Seen = Taken & { checkpoint: string };

/** The sender's largest tree that this device saw, of the log that their card names now; else of whatever log came last. */
function lastSeen(taken: readonly Taken[], { contact, head }: Envelope): Seen | null {
  const theirs = taken.filter((one): one is Seen => one.from === head.from && one.checkpoint !== null);
  const origin = originOf(fromBase64(contact.card?.card.log ?? ''));
  const size = ({ checkpoint }: Seen): number => parseCheckpoint(checkpoint)?.size ?? 0;
  const same = theirs.filter(({ checkpoint }) => parseCheckpoint(checkpoint)?.origin === origin).sort((one, other) => size(other) - size(one));
  return same[0] ?? theirs.at(-1) ?? null;
}

const GOES_ON: readonly LogStands[] = ['first', 'continues', 'restored', 'restored-less'];

/** Rows are put in batches of about this many bytes. */
const BATCH = 16 << 20;

async function hold(vault: Vault, envelope: Envelope, { body, log, items }: Handover, { now, progress, signal }: Taking): Promise<Result<TakenIn, TakeProblem>> {
  const { head, contact } = envelope;
  await sweepUp(vault);
  const ids = items.map(() => randomId());
  const undo = async <E extends TakeProblem>(problem: Result<never, E>): Promise<Result<never, E>> => {
    await vault.shelve({ drop: ids });
    return problem;
  };
  let batch: NewShelved[] = [];
  let bytes = 0;
  for (const [i, item] of items.entries()) {
    if (signal?.aborted) return undo(fail('stopped'));
    const row = await rowOf(envelope, item, ids[i] as string);
    batch.push(row);
    bytes += row.files?.reduce((sum, file) => sum + file.bytes.length, 0) ?? 0;
    if (bytes < BATCH && i < items.length - 1) continue;
    const put = await vault.shelve({ put: batch });
    if (!put.ok) return undo(put);
    progress?.(i + 1, items.length);
    [batch, bytes] = [[], 0];
  }
  const held: Held = {
    contact: contact.id, from: head.from, sequence: head.sequence, made: head.made, ends: head.ends, takenAt: now.toISOString(), purpose: body.purpose, rules: body.rules,
    scope: body.scope, checkpoint: body.checkpoint, log, rows: ids, revoked: null,
  };
  const done = await finish(vault, envelope, { checkpoint: GOES_ON.includes(log) ? body.checkpoint : null, since: body.since }, now, [{ id: head.id, kind: 'held', data: held }], { handover: head.id, from: head.from, items: ids.length });
  return done.ok ? ok({ kind: 'held', id: head.id, held }) : undo(done);
}

async function rowOf(envelope: Envelope, { item, parts }: ReadItem, id: string): Promise<NewShelved> {
  const data: HeldItem = { ...item, held: envelope.head.id };
  const files = [];
  for (const { path, part } of parts) files.push({ name: path, bytes: await envelope.read(part) });
  return { id, kind: 'held-item', data, files };
}

/** Rows whose hand-over was never finished. */
async function sweepUp(vault: Vault): Promise<void> {
  const [items, held] = await Promise.all([vault.shelf<HeldItem>('held-item'), vault.shelf<Held>('held')]);
  if (!items.ok || !held.ok) return;
  const whole = new Set(held.value.flatMap(({ data }) => data.rows));
  const left = items.value.filter(({ id }) => !whole.has(id)).map(({ id }) => id);
  if (left.length > 0) await vault.shelve({ drop: left });
}

/** The last step, in one transaction: the same envelope that another window took in meanwhile is refused here. */
function finish(
  vault: Vault, { head, contact }: Envelope, more: Pick<Taken, 'checkpoint' | 'since' | 'revokes'>, now: Date, put: NewShelved[], body: Record<string, unknown>,
): Promise<Result<void, TakeProblem>> {
  return withContacts<void, TakeProblem>(vault, async (contacts) => {
    const rows = await vault.shelf<Taken>('taken');
    if (!rows.ok) return rows;
    const known = contacts.find(({ id }) => id === contact.id);
    const twice = rows.value.some(({ data }) => data.from === head.from && (data.envelope === head.id || data.sequence === head.sequence));
    if (twice) return fail('seen');
    if (known === undefined || standing(known) !== 'fit') return fail('not-compared');
    const taken: Taken = { from: head.from, envelope: head.id, kind: head.kind, sequence: head.sequence, at: now.toISOString(), ...more };
    return vault.shelve({
      put: [...put, { id: randomId(), kind: 'taken', data: taken }, contactRow({ ...known, taken: Math.max(known.taken, head.sequence) })],
      line: { type: 'import', itemId: null, body },
    });
  });
}

async function asked(vault: Vault, envelope: Envelope, revokes: string[], now: Date): Promise<Result<TakenIn, TakeProblem>> {
  const held = await vault.shelf<Held>('held');
  if (!held.ok) return held;
  const here = held.value.filter(({ id, data }) => revokes.includes(id) && data.from === envelope.head.from);
  const put = here.map(({ id, data }): NewShelved => ({ id, kind: 'held', data: { ...data, revoked: envelope.head.made } satisfies Held }));
  const done = await finish(vault, envelope, { checkpoint: null, revokes }, now, put, { revokes, from: envelope.head.from });
  return done.ok ? ok({ kind: 'asked', held: here.map(({ id }) => id) }) : done;
}

/** Its sender asked for it, or its end has come: the person who holds it is asked to delete it. */
export const isOver = (held: Held, now: Date): boolean => held.revoked !== null || (held.ends !== null && Date.parse(held.ends) <= now.getTime());

/** Deletes one hand-over and destroys its keys: what old files of this device still hold opens nowhere. What was taken in stays known. */
export async function letGo(vault: Vault, id: string): Promise<Result<void, VaultProblem>> {
  const held = await vault.shelfOne<Held>(id);
  if (!held.ok) return held;
  return vault.shelve({ drop: [id, ...held.value.data.rows], line: { type: 'delete', itemId: null, body: { handover: id, from: held.value.data.from } } });
}
