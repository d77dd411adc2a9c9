import { sha256 as hasher } from '@noble/hashes/sha2.js';

import type { Bytes } from '@/utils/crypto/bytes';
import { toHex } from '@/utils/domain/ids';

import { metaComments, metaMessages, participantsOf } from './meta';
import type { Kind, Said } from './said';
import { NotJson, Splitter } from './split';
import { OWNER, X_ACCOUNT, xMessages, xOwner, xPosts } from './x';
import { openArchive, type ArchiveLimits, type InnerFile } from './zip';

const KINDS: readonly Kind[] = [xMessages, xPosts, metaMessages, metaComments];

/** All of one sender in one conversation: counted, never read out. */
export interface Group {
  key: string;
  kind: Said['kind'];
  /** Name or account number; null: the download does not say. */
  sender: string | null;
  /** Written by whoever the download belongs to; null: cannot be told. */
  own: boolean | null;
  conversation: string;
  /** Of the conversation, as far as the download says; null where it does not. */
  people: number | null;
  count: number;
  first: number | null;
  last: number | null;
  /** Milliseconds since the epoch of every entry, NaN where it has no time. */
  times: number[];
}

export interface SourceFile { inner: InnerFile; kind: Kind; sha256: string }

export interface Survey {
  platform: Kind['platform'] | null;
  name: string;
  sha256: string;
  /** The archive's own date, ISO: of its newest file. */
  made: string | null;
  sources: SourceFile[];
  groups: Group[];
  /** Files that should be of a known kind and could not be read. */
  unreadable: string[];
  /** Entries that could not be read, or were too large. */
  skipped: number;
  /** Everything else that is inside. */
  others: InnerFile[];
}

export interface Watching { signal: AbortSignal; progress: (done: number, of: number) => void; limits?: ArchiveLimits }

/** Reads through a download once, as a stream: what it is, and who wrote how much when. No word of it is kept. Throws `ArchiveError`, and the signal's reason. */
export async function survey(file: File, { signal, progress, limits }: Watching): Promise<Survey> {
  const files = await openArchive(file, limits);
  const sources = files.flatMap((inner) => { const kind = KINDS.find((one) => one.file.test(inner.path)); return kind ? [{ inner, kind }] : []; });
  const of = file.size + sources.reduce((sum, { inner }) => sum + inner.bytes, 0);
  let done = 0;
  const step = (bytes: number): void => progress((done += bytes), of);

  const sum = await sumOfStream(file.stream() as ReadableStream<Bytes>, signal, step);
  const found = new Map<string, Group>();
  const people = new Map<string, string[]>();
  const result: Survey = {
    platform: platformOf(files, sources[0]?.kind ?? null), name: file.name.toWellFormed(), sha256: sum, made: newest(files), sources: [], groups: [], unreadable: [], skipped: 0,
    others: files.filter((inner) => !KINDS.some((kind) => kind.file.test(inner.path))),
  };
  for (const { inner, kind } of sources) {
    const hash = hasher.create();
    try {
      for await (const { said, conversation } of entriesOf(inner, kind, { signal, seen: (chunk) => { hash.update(chunk); step(chunk.length); }, people: (id, names) => people.set(id, names), bad: () => { result.skipped += 1; } })) count(found, said, conversation);
      result.sources.push({ inner, kind, sha256: toHex(hash.digest()) });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NotJson)) throw error;
      result.unreadable.push(inner.path);
    }
  }
  const owner = await ownerOf(files, people, signal);
  result.groups = [...found.values()].map((group) => ({ ...group, people: people.get(group.conversation)?.length ?? null, own: group.own ?? isOwner(group.sender, owner) }));
  return result;
}

async function sumOfStream(stream: ReadableStream<Bytes>, signal: AbortSignal, step: (bytes: number) => void): Promise<string> {
  const hash = hasher.create();
  for await (const chunk of chunks(stream)) {
    signal.throwIfAborted();
    hash.update(chunk);
    step(chunk.length);
  }
  return toHex(hash.digest());
}

async function* chunks(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

export interface Entry { said: Said; conversation: string; bytes: Bytes; n: number }

interface Hooks { signal: AbortSignal; seen?: (chunk: Bytes) => void; people?: (conversation: string, names: string[]) => void; bad?: () => void }

/** Every message or post of one inner file, in its order, with its very bytes. `n` counts from 1 and is the same at every reading. */
export async function* entriesOf(inner: InnerFile, kind: Kind, { signal, seen, people, bad }: Hooks): AsyncGenerator<Entry> {
  const splitter = new Splitter([...kind.about, ...kind.entries]);
  let conversation = kind.conversation(inner.path) ?? inner.path;
  let n = 0;
  for await (const chunk of chunks(inner.stream(signal))) {
    signal.throwIfAborted();
    seen?.(chunk);
    for (const piece of splitter.push(chunk)) {
      const value = parse(piece.bytes);
      if (kind.about.includes(piece.path)) {
        if (typeof value === 'string') conversation = value;
        else people?.(conversation, participantsOf(value));
        continue;
      }
      n += 1;
      const said = value === undefined ? null : kind.read(value);
      if (said) yield { said, conversation, bytes: piece.bytes, n };
      else if (value === undefined) bad?.();
    }
  }
  splitter.end();
}

/** Undefined: it is no JSON, or was too large to be taken. */
function parse(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

export const groupKey = (conversation: string, { kind, sender }: Said): string => JSON.stringify([kind, conversation, sender]);

function count(groups: Map<string, Group>, said: Said, conversation: string): void {
  const key = groupKey(conversation, said);
  let group = groups.get(key);
  if (!group) groups.set(key, (group = { key, kind: said.kind, sender: said.sender === OWNER ? (said.name ?? null) : said.sender, own: said.sender === OWNER ? true : null, conversation, people: null, count: 0, first: null, last: null, times: [] }));
  group.count += 1;
  group.times.push(said.at ?? Number.NaN);
  if (said.at !== null) {
    group.first = Math.min(group.first ?? said.at, said.at);
    group.last = Math.max(group.last ?? said.at, said.at);
  }
}

/** X says whose it is; in Meta's it is the one name that stands in every conversation. Null: it cannot be told. */
async function ownerOf(files: readonly InnerFile[], people: ReadonlyMap<string, string[]>, signal: AbortSignal): Promise<string | null> {
  const account = files.find(({ path }) => X_ACCOUNT.test(path));
  if (account) {
    const splitter = new Splitter(['/*']);
    for await (const chunk of chunks(account.stream(signal))) for (const { bytes } of splitter.push(chunk)) return xOwner(parse(bytes));
    return null;
  }
  const all = [...people.values()];
  const [first = [], ...rest] = all;
  const inAll = first.filter((name) => rest.every((names) => names.includes(name)));
  return rest.length > 0 && inAll.length === 1 ? (inAll[0] ?? null) : null;
}

const isOwner = (sender: string | null, owner: string | null): boolean | null => (owner === null || sender === null ? null : sender === owner);

function platformOf(files: readonly InnerFile[], kind: Kind | null): Survey['platform'] {
  if (kind?.platform !== 'meta') return kind?.platform ?? null;
  if (files.some(({ path }) => /instagram/i.test(path))) return 'instagram';
  return files.some(({ path }) => /facebook/i.test(path)) ? 'facebook' : 'meta';
}

function newest(files: readonly InnerFile[]): string | null {
  const at = files.reduce((latest, { modified }) => Math.max(latest, modified.getTime() || 0), 0);
  return at > 0 ? new Date(at).toISOString() : null;
}
