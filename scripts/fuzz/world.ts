import { makeZip } from 'client-zip';
import { makeSource } from '@/tests/lib/source';
import { contactOf, person, type Person } from '@/tests/lib/two-persons';
import type { Bytes } from '@/utils/crypto/bytes';
import { cosign } from '@/utils/custody/cosign';
import { encryptTo } from '@/utils/custody/encrypt';
import { jcs, jcsBytes } from '@/utils/custody/jcs';
import { writeCheckpoint } from '@/utils/custody/note';
import { sumOf } from '@/utils/custody/sum';
import { rootOf } from '@/utils/custody/tree';
import type { Contact, EnvelopeHead, EnvelopeKind, Given, LabelOp } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { FOLDER, HEAD, SENDER, SIGNATURE, signedBytes, type Stage } from '@/utils/handoff/envelope/format';
import { openEnvelope, type Opening } from '@/utils/handoff/envelope/open';
import { handoverParts } from '@/utils/handoff/handover/build';
import { readHandover } from '@/utils/handoff/handover/read';
import { readRevocation, revocationParts } from '@/utils/handoff/handover/revocation';
import { writeOps } from '@/utils/handoff/labels/op';
import { readReturn, returnParts } from '@/utils/handoff/labels/returned';
import { prepare } from '@/utils/handoff/labels/takein';

export const NOW = new Date('2026-11-22T10:00:00.000Z');

/** A file as it was given, and the device of whoever reads it. */
export interface Base {
  kind: EnvelopeKind;
  sender: Person;
  reader: Person;
  head: EnvelopeHead;
  parts: ReadonlyMap<string, Bytes>;
  file: Bytes;
  /** The archive in it. */
  zip: Bytes;
  opening: Opening;
  /** Everything that would be taken in, as one text; a refusal as its code. */
  read(file: Blob, more?: Partial<Opening>): Promise<Read>;
  whole: string;
}

export type Read = { ok: true; value: string } | { ok: false; code: string };

export interface World {
  bases: Base[];
  her: Person;
  ally: Person;
  /** Compared by both: their key is as good as the sender's, for what is theirs. */
  other: Person;
  stranger: Person;
  /** What she and `other` said of her posts before, and the posts. */
  known: LabelOp[];
  items: string[];
}

type Entry = { name: string; input: Bytes | ReadableStream<Bytes> };

export const collect = async (stream: ReadableStream<Bytes>): Promise<Bytes> => new Uint8Array(await new Response(stream).arrayBuffer());
export const zipOf = (entries: readonly Entry[]): ReadableStream<Bytes> => makeZip(entries.map(({ name, input }) => ({ name, input, lastModified: NOW }))) as ReadableStream<Bytes>;
export const sealZip = async (zip: Bytes | ReadableStream<Bytes>, to: Person): Promise<ReadableStream<Bytes>> =>
  encryptTo(zip instanceof Uint8Array ? (new Blob([zip]).stream() as ReadableStream<Bytes>) : zip, { recipients: [to.recipient] });

export interface Signed { head: Partial<Record<keyof EnvelopeHead, unknown>> | Bytes; by: Person; parts: ReadonlyMap<string, Bytes>; more?: readonly Entry[] }

/** The archive with a head that fits its parts and a good signature of `by`; `head` says what else stands in it, or is the whole of it. */
export async function signedEntries(base: Pick<Base, 'head'>, { head, by, parts, more = [] }: Signed): Promise<Entry[]> {
  const listed = await Promise.all([...parts].map(async ([name, bytes]) => ({ name, size: bytes.length, sha256: await sumOf(bytes) })));
  const bytes = head instanceof Uint8Array ? head : jcsBytes({ ...base.head, from: by.me, parts: listed, ...head });
  const entries = [...parts].map(([name, input]): Entry => ({ name, input }));
  entries.push({ name: HEAD, input: bytes }, { name: SENDER, input: by.key.publicKey }, { name: SIGNATURE, input: await by.key.sign(signedBytes(bytes)) }, ...more);
  return entries.map(({ name, input }) => ({ name: `${FOLDER}/${name}`, input }));
}

const partsOf = async (from: AsyncIterable<{ name: string; bytes: Bytes }> | Iterable<{ name: string; bytes: Bytes }>): Promise<Map<string, Bytes>> => {
  const parts = new Map<string, Bytes>();
  for await (const { name, bytes } of from) parts.set(name, bytes);
  return parts;
};

type Reading = (file: Blob, opening: Opening) => Promise<Read>;

async function baseOf(kind: EnvelopeKind, [sender, reader]: [Person, Person], parts: Map<string, Bytes>, contacts: Contact[], reading: Reading): Promise<Base> {
  const head: EnvelopeHead = { v: 1, kind, id: randomId(), from: sender.me, to: [reader.me], sequence: 2, made: '2026-11-20T10:00:00.000Z', ends: '2026-12-24T10:00:00.000Z', parts: [] };
  const zip = await collect(zipOf(await signedEntries({ head }, { head: {}, by: sender, parts })));
  const file = await collect(await sealZip(zip, reader));
  const opening: Opening = { identities: [reader.age], me: reader.me, contacts, seen: [{ from: sender.me, envelope: randomId(), sequence: 1 }], now: NOW };
  const read: Base['read'] = (blob, more) => reading(blob, { ...opening, ...more });
  const whole = await read(new Blob([file]));
  if (!whole.ok) throw new Error(`the ${kind} itself is refused: ${whole.code}`);
  return { kind, sender, reader, head, parts, file, zip, opening, read, whole: whole.value };
}

/** Real keys, a real log, two posts; a hand-over, a request to delete and what came back. */
export async function makeWorld(): Promise<World> {
  const source = await makeSource([{ text: 'You will be sorry.', derived: true }, { handle: 'briar' }], [{}, {}]);
  const [her, ally, other, stranger] = await Promise.all([person('Wren', source.key), person('Sorrel'), person('Teal'), person('Nobody')]) as [Person, Person, Person, Person];
  const items = source.items.map(({ head }) => head.id);
  const { leaves, checkpoint } = source.log;
  const earlier = await writeCheckpoint(source.key, 5, rootOf(leaves.slice(0, 5)));
  const toAlly = [contactOf(her), contactOf(other)];
  const heldBefore = randomId();

  const fromHer: Reading = async (file, opening) => {
    const envelope = await openEnvelope(file, opening);
    const { kind, from, to, sequence, ends } = envelope.head;
    if (kind === 'revoke') {
      // Only what came from whoever asks is ever asked to be deleted.
      const asked = (await readRevocation(envelope)).filter((id) => id === heldBefore && from === her.me);
      return asked.length > 0 ? { ok: true, value: jcs({ kind, from, to, sequence, ends, asked }) } : { ok: false, code: 'not-found' };
    }
    const { body, log, items: read } = await readHandover(envelope, earlier);
    const files = await Promise.all(read.flatMap(({ parts }) => parts).map(async ({ part }) => [part, await sumOf(await envelope.read(part))]));
    return { ok: true, value: jcs({ kind, from, to, sequence, ends, body, log, items: read.map(({ item }) => item), files }) };
  };
  const scope = { words: true, pictures: true, intimate: false, grounds: false };
  const handover = await partsOf(handoverParts(source, { purpose: 'Sort by form', rules: 'Only in the office.', scope, shown: [earlier] }));

  const toHer = [contactOf(ally), contactOf(other)] as [Contact, Contact];
  const given: Given = { to: toHer.map(({ id }) => id), sequence: 1, made: '2026-11-19T10:00:00.000Z', ends: null, purpose: '', rules: '', scope, items, checkpoint, revoked: null };
  const say = (by: Person, text: string, seen: number) => writeOps(by.label, null, seen, [{ item: items[0] as string, field: 'note', value: text }], NOW);
  const known = [...await say(her, 'mine', 0), ...await say(other, 'another', 1)];
  const around = { given: [given], here: new Set(items), known, mine: her.card.card.label };
  const fromAlly: Reading = async (file, opening) => {
    const envelope = await openEnvelope(file, opening);
    const returned = await readReturn(envelope);
    const done = await prepare(envelope.head, envelope.contact, returned, around);
    if (!done.ok) return { ok: false, code: done.error };
    const { fresh, left, cosigned, cosignature, notConfirmed, head: { kind, from, to, sequence, ends } } = done.value;
    return { ok: true, value: jcs({ kind, from, to, sequence, ends, fresh, left, cosigned, cosignature, notConfirmed }) };
  };
  const ops = await opsOf(ally, items);
  const cosigned = await cosign(ally.key, checkpoint, source.key.publicKey, null, [], NOW);
  if (!cosigned.ok) throw new Error(cosigned.error);

  const bases = await Promise.all([
    baseOf('handover', [her, ally], handover, toAlly, fromHer),
    baseOf('revoke', [her, ally], await partsOf(revocationParts([heldBefore])), toAlly, fromHer),
    baseOf('return', [ally, her], await partsOf(returnParts(ops, cosigned.value, null)), toHer, fromAlly),
  ]);
  return { bases, her, ally, other, stranger, known, items };
}

/** A chain of the ally's, as a sorting leaves it. */
export const opsOf = (by: Person, items: readonly string[]): Promise<LabelOp[]> =>
  writeOps(by.label, null, 2, items.flatMap((item) => [
    { item, field: 'line' as const, value: 'A threat, veiled' }, { item, field: 'tag+' as const, value: 'work' }, { item, field: 'advice' as const, value: ['mute' as const] }, { item, field: 'pass' as const, value: true as const },
  ]), NOW);

export const stagesOf = (): Record<Stage, number> => ({ age: 0, zip: 0, sender: 0, signature: 0, head: 0, named: 0, ended: 0, sequence: 0, parts: 0, body: 0 });
