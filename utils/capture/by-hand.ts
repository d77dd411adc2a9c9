import type { Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { jcsBytes } from '@/utils/custody/jcs';
import { randomId } from '@/utils/domain/ids';
import { isShowable, type EvidenceRecord, type FileEntry, type OperatorPart, type OwnAdapter, type PostPart, type Stated, type StatedArchive } from '@/utils/domain/record';
import type { MediaItem } from '@/utils/domain/post';
import { deepWellFormed } from '@/utils/text/deep';
import { keepText } from '@/utils/text/wellformed';
import type { NewItem } from '@/utils/vault';

import { fileType } from './filetype';
import { partFile } from './record';

/** One file of hers, read once. `modified`: milliseconds since the epoch, as the browser gives it. `kind`: where it is known already. */
export interface OwnFile { name: string; bytes: Bytes; modified: number | null; kind?: { type: string; ending: string } }

/** What a data download states of one of its entries: nobody here saw it. */
export interface OwnClaims {
  kind: 'message' | 'post' | 'comment' | 'file';
  handle: string | null;
  displayName: string | null;
  userId: string | null;
  postId: string | null;
  /** ISO 8601 UTC; `words.date`, `time` and `zone` say the same. */
  postedAt: string | null;
  media: MediaItem[];
  archive: StatedArchive;
}

/** What she typed; empty boxes are empty strings. */
export interface OwnWords { what: string; date: string; time: string; zone: string; place: string; witnesses: string; reference: string; origin: string }

export interface OwnMoment { clientUtc: string; monotonicMs: number }

export const NO_WORDS: OwnWords = { what: '', date: '', time: '', zone: '', place: '', witnesses: '', reference: '', origin: '' };

/**
 * An event that no page shows, or a file that she already had, as the vault takes it: no page, no screen, no account that
 * looked, so no such parts. Times that she typed stay words; the only time of a clock is that of saving.
 */
export async function buildOwnItem(adapter: OwnAdapter, words: OwnWords, own: readonly OwnFile[], { clientUtc, monotonicMs }: OwnMoment, claims: OwnClaims | null = null): Promise<NewItem> {
  const id = randomId();
  const files = await Promise.all(own.map((file, i) => entryOf(i + 1, file)));
  const stated = { ...statedOf(words, own, files), ...(claims ? { archive: claims.archive } : {}) };
  const text = words.what === '' ? null : words.what;
  const operator: Omit<OperatorPart, 'salt'> = { who: 'self', trigger: 'own-page', chosen: adapter };
  const parts = [await partFile('post', postOf(adapter, text, stated, { clientUtc, monotonicMs }, claims)), await partFile('operator', operator)];
  const record: EvidenceRecord = {
    schema: 'holdfast/record/v1',
    id,
    capture: {
      level: 1, method: ['by-hand'], domChanges: [], adapter, adapterVersion: 1, tier: 'none', parsed: false, savedWhileLocked: false,
      notCaptured: (claims?.media ?? []).map(() => ({ what: 'media', why: 'left-in-archive' })), rect: null,
    },
    parts: parts.map((part) => part.entry),
    files,
  };
  return {
    head: {
      id, site: adapter, handle: claims?.handle ?? null, displayName: claims?.displayName ?? null, userId: claims?.userId ?? null, postId: claims?.postId ?? null,
      permalink: null, address: '', savedAt: clientUtc, postedAt: claims?.postedAt ?? null,
      text: searchable(text, stated), note: null, parsed: false, hasPicture: files.some(isShowable),
      wordsOnly: false, savedWhileLocked: false, pending: false, sums: files.map(({ sha256: sum }) => sum),
    },
    record: jcsBytes(deepWellFormed(record)),
    files: [...parts.map(({ entry, bytes }) => ({ path: entry.path, bytes })), ...files.map(({ path }, i) => ({ path, bytes: (own[i] as OwnFile).bytes }))],
  };
}

/** Its path is a number of ours and a known ending: nothing of the name it had. */
async function entryOf(number: number, { name, bytes, kind }: OwnFile): Promise<FileEntry> {
  const { type, ending } = kind ?? fileType(name, bytes);
  return { path: `files/${number}.${ending}`, sha256: await sha256(bytes), bytes: bytes.length, type, role: 'original', derivedFrom: null, transform: null };
}

function statedOf(words: OwnWords, own: readonly OwnFile[], files: readonly FileEntry[]): Stated {
  const typed = (value: string): string | null => (value.trim() === '' ? null : value);
  const dated = typed(words.date) !== null || typed(words.time) !== null;
  return {
    date: typed(words.date), time: typed(words.time), zone: dated ? typed(words.zone) : null, place: typed(words.place), witnesses: typed(words.witnesses),
    reference: typed(words.reference), origin: typed(words.origin),
    files: own.map(({ name, modified }, i) => ({
      path: (files[i] as FileEntry).path, name: name.toWellFormed(), modified: modified === null || Number.isNaN(new Date(modified).getTime()) ? null : new Date(modified).toISOString(),
    })),
  };
}

function postOf(adapter: OwnAdapter, text: string | null, stated: Stated, { clientUtc, monotonicMs }: OwnMoment, claims: OwnClaims | null): Omit<PostPart, 'salt'> {
  return {
    url: { addressBar: '', permalink: null, canonical: null },
    time: { clientUtc, monotonicMs, serverDateHeader: null, serverDateReason: adapter, postShownText: null, postMachineTime: null, postIdDerivedTime: null },
    author: { platformUserId: claims?.userId ?? null, handle: claims?.handle ?? null, displayName: claims?.displayName ?? null, profileUrl: null },
    post: {
      id: claims?.postId ?? null, kind: claims?.kind ?? (adapter === 'by-hand' ? 'event' : 'file'), inReplyTo: null, quoted: null, ...(text === null ? { text: null, textUtf16le: null } : keepText(text)),
      contentWarning: null, context: null, lang: null, counts: {}, media: claims?.media ?? [], truncated: false, sensitive: false,
    },
    sources: {},
    stated,
  };
}

/** All that she may look for it by. */
const searchable = (text: string | null, { date, time, place, witnesses, reference, origin, files }: Stated): string | null =>
  [text, date, time, place, witnesses, reference, origin, ...files.map(({ name }) => name)].filter((line) => line !== null).join('\n') || null;
