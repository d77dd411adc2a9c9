import type { Bytes } from '@/utils/crypto/bytes';
import type { Contact, EnvelopeKind, Given } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { NewShelved, ShelfLine, Vault, VaultProblem } from '@/utils/vault/types';

import { contactRow, withContacts } from '../book';
import { standing } from '../contacts';
import { envelopeName, sealEnvelope } from '../envelope/seal';
import type { Me } from '../person';
import { handoverParts, type Giving } from './build';
import { revocationParts } from './revocation';

export interface GiveOrder extends Omit<Giving, 'shown' | 'progress'> {
  /** `Contact.id`s: each has a card, and its number was compared. */
  to: readonly string[];
  /** Ids of her items. */
  items: readonly string[];
  ends: Date | null;
}

/** One file, not yet written. `drop`: it was not written to its end, so it was not given. */
export interface GivenFile { id: string; name: string; stream: ReadableStream<Bytes>; drop(): Promise<void> }

export interface Writing { now: Date; signal?: AbortSignal; progress?: (done: number, of: number) => void }

export type GiveProblem = VaultProblem | 'not-compared';

/**
 * Prepares a hand-over: its lines in the log, its number and the record of it are there before the first byte is. Memory
 * stays flat: what is read is sealed as the stream is read.
 */
export function give(vault: Vault, me: Me, order: GiveOrder, { now, signal, progress }: Writing): Promise<Result<GivenFile, GiveProblem>> {
  return toThem(vault, order.to, async (them) => {
    const before = await vault.shelf<Given>('given');
    if (!before.ok) return before;
    const id = randomId();
    const source = await vault.packageSource([...order.items], { pictures: order.scope.pictures ? 'post' : 'none', intimate: order.scope.intimate, form: 'age', handover: id });
    if (!source.ok) return source;
    const { checkpoint } = source.value.log;
    const shown = [...before.value.filter(({ data }) => data.to.some((one) => order.to.includes(one))).map(({ data }) => data.checkpoint), ...them.flatMap((one) => one.shown ?? [])];
    const sequence = nextFor(them);
    const { purpose, rules, scope, ends } = order;
    const given: Given = {
      to: them.map((one) => one.id), sequence, made: now.toISOString(), ends: ends?.toISOString() ?? null, purpose, rules, scope, items: [...order.items], checkpoint, revoked: null,
    };
    const kept = await vault.shelve({ put: [{ id, kind: 'given', data: given }, ...them.map((one) => contactRow({ ...one, sent: sequence, shown: checkpoint }))] });
    if (!kept.ok) return kept;
    const parts = handoverParts(source.value, { ...order, shown, ...(progress && { progress }) });
    const stream = await seal(me, them, { kind: 'handover', id, sequence, now, ends }, parts, signal);
    return ok({ id, name: envelopeName(now), stream, drop: async () => void (await vault.shelve({ drop: [id] })) });
  });
}

/** A signed request to delete, to everybody it was given to; what a copy became of, it cannot undo. */
export async function revoke(vault: Vault, me: Me, givenId: string, { now }: Pick<Writing, 'now'>): Promise<Result<GivenFile, GiveProblem>> {
  const given = await vault.shelfOne<Given>(givenId);
  if (!given.ok) return given;
  const { data } = given.value;
  return toThem(vault, data.to, async (them) => {
    const id = randomId();
    const sequence = nextFor(them);
    const put: NewShelved[] = [{ id: givenId, kind: 'given', data: { ...data, revoked: data.revoked ?? now.toISOString() } satisfies Given }, ...them.map((one) => contactRow({ ...one, sent: sequence }))];
    const line: ShelfLine = { type: 'handoff', itemId: null, body: { revokes: givenId, envelope: id } };
    const kept = await vault.shelve({ put, line });
    if (!kept.ok) return kept;
    const stream = await seal(me, them, { kind: 'revoke', id, sequence, now, ends: null }, revocationParts([givenId]));
    return ok({ id, name: envelopeName(now), stream, drop: async () => undefined });
  });
}

/** One number above all that any of them got, so that it rises for each. */
const nextFor = (them: readonly Contact[]): number => Math.max(...them.map(({ sent }) => sent)) + 1;

function toThem(vault: Vault, ids: readonly string[], work: (them: Contact[]) => Promise<Result<GivenFile, GiveProblem>>): Promise<Result<GivenFile, GiveProblem>> {
  return withContacts<GivenFile, GiveProblem>(vault, async (contacts) => {
    const them = contacts.filter(({ id }) => ids.includes(id));
    if (them.length === 0) return fail('not-found');
    if (them.length !== ids.length || them.some((one) => standing(one) !== 'fit')) return fail('not-compared');
    return work(them);
  });
}

interface Sealed { kind: EnvelopeKind; id: string; sequence: number; now: Date; ends: Date | null }

function seal(me: Me, them: readonly Contact[], { now, ...head }: Sealed, parts: Parameters<typeof sealEnvelope>[0]['parts'], signal?: AbortSignal): Promise<ReadableStream<Bytes>> {
  const cards = them.flatMap(({ card }) => (card === null ? [] : [card.card]));
  return sealEnvelope({
    ...head, identity: me.identity, to: cards.map(({ identity }) => identity), seal: { recipients: [...cards.map(({ recipient }) => recipient), me.signed.card.recipient] },
    made: now, parts, ...(signal && { signal }),
  });
}
