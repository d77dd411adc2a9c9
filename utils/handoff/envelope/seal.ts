import { makeZip } from 'client-zip';
import type { Bytes } from '@/utils/crypto/bytes';
import type { SigningKey } from '@/utils/crypto/sign';
import { gather } from '@/utils/custody/ahead';
import { encryptTo, type SealFor } from '@/utils/custody/encrypt';
import { jcsBytes } from '@/utils/custody/jcs';
import { sumOf } from '@/utils/custody/sum';
import type { EnvelopeHead, EnvelopeKind } from '@/utils/domain/handoff';
import { toBase64 } from '@/utils/domain/ids';
import { checkHead, FOLDER, HEAD, SENDER, SIGNATURE, signedBytes } from './format';

export interface NewPart { name: string; bytes: Bytes }

export interface Sealing {
  kind: EnvelopeKind;
  /** `randomId()`. */
  id: string;
  /** Her identity: it signs. */
  identity: SigningKey;
  /** Identity keys of everybody who may take it in. */
  to: readonly string[];
  /** Who can open it: herself among them. */
  seal: SealFor;
  sequence: number;
  made: Date;
  ends: Date | null;
  /** Read one after the other, as the stream is read. */
  parts: AsyncIterable<NewPart> | Iterable<NewPart>;
  /** Ends the stream with the signal's reason: what was written so far opens nowhere. */
  signal?: AbortSignal;
}

/** Says a day, nothing else: it lies in download lists and mailboxes. */
export const envelopeName = (made: Date): string => `notes-${made.toISOString().slice(0, 10)}.age`;

const PIECE = 1 << 16;

/**
 * One `.age` file with a ZIP in it: the parts, then the head that names them all with size and sum, the sender's key and
 * its signature. Memory stays flat: nothing is held but the part on its way. Throws, in the stream, on a head that
 * `openEnvelope` would not read.
 */
export function sealEnvelope(sealing: Sealing): Promise<ReadableStream<Bytes>> {
  return encryptTo(gather(makeZip(files(sealing)) as ReadableStream<Bytes>, PIECE), sealing.seal);
}

async function* files({ kind, id, identity, to, sequence, made, ends, parts, signal }: Sealing): AsyncGenerator<{ name: string; input: Bytes; lastModified: Date }> {
  // ZIP's times have no zone: the day of the head stands in them, at its noon, wherever she is.
  const lastModified = new Date(`${made.toISOString().slice(0, 10)}T12:00:00`);
  const file = (name: string, input: Bytes) => ({ name: `${FOLDER}/${name}`, input, lastModified });
  const listed: EnvelopeHead['parts'] = [];
  for await (const { name, bytes } of parts) {
    signal?.throwIfAborted();
    listed.push({ name, size: bytes.length, sha256: await sumOf(bytes) });
    yield file(name, bytes);
  }
  signal?.throwIfAborted();
  const head: EnvelopeHead = {
    v: 1, kind, id, from: toBase64(identity.publicKey), to: [...to], sequence, made: made.toISOString(), ends: ends?.toISOString() ?? null, parts: listed,
  };
  if (checkHead(head) === null) throw new TypeError('not a head of an envelope');
  const bytes = jcsBytes(head);
  yield file(HEAD, bytes);
  yield file(SENDER, identity.publicKey);
  yield file(SIGNATURE, await identity.sign(signedBytes(bytes)));
}
