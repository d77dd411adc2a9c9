import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { verify } from '@/utils/crypto/sign';
import { openAge, openZip } from '@/utils/custody/check-open';
import { Unusable, type PackageFiles, type UnusableCode } from '@/utils/custody/check-types';
import { parseJcs, type Json } from '@/utils/custody/jcs';
import { sumOf } from '@/utils/custody/sum';
import type { Contact, EnvelopeHead } from '@/utils/domain/handoff';
import { toBase64 } from '@/utils/domain/ids';
import { compared } from '../contacts';
import { checkHead, ENVELOPE_LIMITS, FOLDER, HEAD, Refused, SENDER, SIGNATURE, signedBytes, type EnvelopeLimits, type EnvelopeProblem, type Stage } from './format';

export interface Opening {
  /** `AGE-SECRET-KEY-1…`: her own. */
  identities: readonly string[];
  /** Her identity key, base64. */
  me: string;
  contacts: readonly Contact[];
  /** What was taken in before. */
  seen: readonly { from: string; envelope: string; sequence: number }[];
  now: Date;
  limits?: EnvelopeLimits;
  /** Called as each stage begins. */
  reached?: (stage: Stage) => void;
  signal?: AbortSignal;
}

/** Signed by `contact`, meant for her, new, and whole: every part has the size and sum that the head states. */
export interface Envelope {
  head: EnvelopeHead;
  contact: Contact;
  /** Bytes of a part of the head's list. */
  read(name: string): Promise<Bytes>;
  /** A part that is canonical JSON. Throws `Refused`: `bad-body`. */
  readJson(name: string): Promise<Json>;
  reached(stage: Stage): void;
}

/**
 * In stages, each only when the one before held: nothing is parsed of a file but its outer table before its signature is
 * known to be a compared contact's. Throws `Refused`, and the signal's reason.
 */
export async function openEnvelope(file: Blob, opening: Opening): Promise<Envelope> {
  const { limits = ENVELOPE_LIMITS, reached = () => undefined, signal } = opening;
  reached('age');
  if (file.size > limits.ageBytes) throw new Refused('too-big');
  const zip = await orRefused(() => openAge(file, { identities: opening.identities, passphrases: [] }, signal));
  reached('zip');
  const files = await orRefused(() => openZip(zip, limits));
  if (files.folder !== FOLDER) throw new Refused('archive', 'another folder');
  if ((files.sizes.get(HEAD) ?? Infinity) > limits.headBytes) throw new Refused(files.sizes.has(HEAD) ? 'too-big' : 'archive');
  const [key, signature] = [await fixed(files, SENDER, 32), await fixed(files, SIGNATURE, 64)];
  reached('sender');
  const from = toBase64(key);
  const contact = senderOf(opening, from);
  reached('signature');
  const bytes = await read(files, HEAD);
  if (!(await verify(key, signedBytes(bytes), signature))) throw new Refused('bad-signature');
  reached('head');
  const head = checkHead(parsed(bytes, 'bad-head'));
  if (head?.from !== from) throw new Refused('bad-head');
  reached('named');
  if (!head.to.includes(opening.me)) throw new Refused('not-named');
  reached('ended');
  if (head.ends !== null && Date.parse(head.ends) <= opening.now.getTime()) throw new Refused('ended', head.ends);
  reached('sequence');
  if (opening.seen.some((one) => one.from === from && (one.sequence === head.sequence || one.envelope === head.id))) throw new Refused('seen');
  reached('parts');
  await checkParts(files, head, signal);
  return {
    head, contact, reached,
    read: (name) => read(files, name),
    readJson: async (name) => {
      if ((files.sizes.get(name) ?? Infinity) > limits.jsonBytes) throw new Refused(files.sizes.has(name) ? 'too-big' : 'bad-body', name);
      return parsed(await read(files, name), 'bad-body');
    },
  };
}

/** A failure of the archive's own codes, in ours. */
const CODES: Partial<Record<UnusableCode, EnvelopeProblem>> = {
  'not-a-package': 'not-ours', 'needs-passphrase': 'not-ours', 'needs-key': 'not-for-me', 'wrong-key': 'not-for-me', 'damaged-age': 'damaged-file',
  'unsafe-name': 'unsafe-names', 'duplicate-name': 'unsafe-names', 'not-one-folder': 'unsafe-names', 'too-many-files': 'too-big', 'too-big': 'too-big', bomb: 'too-big',
};

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unusable) throw new Refused(CODES[error.code] ?? 'archive', error.code);
    throw error;
  }
}

async function read(files: PackageFiles, name: string): Promise<Bytes> {
  const bytes = await files.read(name);
  if (bytes === null) throw new Refused('archive', name);
  return bytes;
}

async function fixed(files: PackageFiles, name: string, length: number): Promise<Bytes> {
  if (files.sizes.get(name) !== length) throw new Refused('archive', name);
  return read(files, name);
}

const SENDERS = { stranger: 'unknown-sender', 'not-compared': 'not-compared', 'changed-key': 'key-changed' } as const;

function senderOf({ contacts, me }: Opening, from: string): Contact {
  if (from === me) throw new Refused('own');
  const contact = compared(contacts, from);
  if (!contact.ok) throw new Refused(SENDERS[contact.error]);
  return contact.value;
}

function parsed(bytes: Bytes, code: EnvelopeProblem): Json {
  let text: string;
  try {
    text = fromUtf8(bytes);
  } catch {
    throw new Refused(code, 'not UTF-8');
  }
  const json = parseJcs(text);
  if (json === null) throw new Refused(code, 'not canonical JSON');
  return json.value;
}

async function checkParts(files: PackageFiles, { parts }: EnvelopeHead, signal?: AbortSignal): Promise<void> {
  const own = [HEAD, SENDER, SIGNATURE].length;
  if (files.sizes.size !== parts.length + own) throw new Refused('parts-differ');
  for (const { name, size, sha256 } of parts) {
    signal?.throwIfAborted();
    if (files.sizes.get(name) !== size) throw new Refused('parts-differ', name);
    if ((await sumOf(await read(files, name))) !== sha256) throw new Refused('parts-differ', name);
  }
}
