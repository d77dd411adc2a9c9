import { sha256 } from '@/utils/crypto/hash';
import type { NewItem } from '@/utils/vault';

import { buildOwnItem, NO_WORDS, type OwnClaims, type OwnMoment } from '../by-hand';
import { fileType } from '../filetype';
import { entriesOf, groupKey, type Entry, type Group, type SourceFile, type Survey } from './survey';
import type { InnerFile } from './zip';

/** What she picked. Times in ms since the epoch, both included; null: no end. An entry without a time is left out once there is one. */
export interface Choice { keys: ReadonlySet<string>; from: number | null; to: number | null }

export interface Taking { signal: AbortSignal; moment: () => OwnMoment; /** Her words for where it comes from. */ origin: (file: string, entry: number | null) => string }

const within = (at: number | null, { from, to }: Choice): boolean =>
  (from === null && to === null) || (at !== null && !Number.isNaN(at) && (from === null || at >= from) && (to === null || at <= to));

/** How many entries a choice holds. */
export const countChosen = (groups: readonly Group[], choice: Choice): number =>
  groups.filter(({ key }) => choice.keys.has(key)).reduce((sum, { times }) => sum + times.filter((at) => within(at, choice)).length, 0);

/** The chosen entries, one item each, read again from the download. Throws `ArchiveError`, `NotJson`, and the signal's reason. */
export async function* takeChosen(survey: Survey, choice: Choice, { signal, moment, origin }: Taking): AsyncGenerator<NewItem> {
  const conversations = new Set(survey.groups.filter(({ key }) => choice.keys.has(key)).map(({ conversation }) => conversation));
  for (const source of survey.sources) {
    const own = source.kind.conversation(source.inner.path);
    if (own !== null && !conversations.has(own)) continue;
    for await (const entry of entriesOf(source.inner, source.kind, { signal })) {
      if (!choice.keys.has(groupKey(entry.conversation, entry.said)) || !within(entry.said.at, choice)) continue;
      yield buildEntry(survey, source, entry, origin(source.inner.path, entry.n), moment());
    }
  }
}

function buildEntry({ name, sha256: sum }: Survey, { inner, sha256: fileSha256 }: SourceFile, { said, bytes, n }: Entry, origin: string, moment: OwnMoment): Promise<NewItem> {
  const sent = said.at === null ? null : new Date(said.at).toISOString();
  const claims: OwnClaims = {
    kind: said.kind, handle: said.handle, displayName: said.name, userId: said.userId, postId: said.id, postedAt: sent, media: said.media,
    archive: { name, sha256: sum, file: inner.path.toWellFormed(), fileSha256, entry: n },
  };
  const words = { ...NO_WORDS, what: said.text ?? '', origin, ...(sent === null ? {} : { date: sent.slice(0, 10), time: sent.slice(11, -1), zone: 'UTC' }) };
  const file = { name: `${baseName(inner.path)} ${n}`, bytes, modified: null, kind: { type: 'application/json', ending: 'json' } };
  return buildOwnItem('brought-in', words, [file], moment, claims);
}

/** A file of the download as it is, one item. Throws `ArchiveError`. */
export async function takeFile(survey: Survey, inner: InnerFile, { signal, moment, origin }: Taking): Promise<NewItem> {
  const bytes = new Uint8Array(await new Response(inner.stream(signal)).arrayBuffer());
  const name = baseName(inner.path);
  const file = { name, bytes, modified: inner.modified.getTime(), kind: fileType(name, bytes) };
  const archive = { name: survey.name, sha256: survey.sha256, file: inner.path.toWellFormed(), fileSha256: await sha256(bytes), entry: null };
  const claims: OwnClaims = { kind: 'file', handle: null, displayName: null, userId: null, postId: null, postedAt: null, media: [], archive };
  return buildOwnItem('brought-in', { ...NO_WORDS, origin: origin(inner.path, null) }, [file], moment(), claims);
}

const baseName = (path: string): string => (path.split('/').pop() ?? path).toWellFormed();
