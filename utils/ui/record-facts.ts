import type { ItemView } from '@/utils/domain/item';
import type { Tier } from '@/utils/domain/post';
import { asTheyStand, isOwn, isShowable, type EvidenceRecord, type FileEntry, type PostPart, type Stated } from '@/utils/domain/record';
import { originalText } from '@/utils/text/wellformed';

export const readRecord = (bytes: Uint8Array): EvidenceRecord => JSON.parse(new TextDecoder().decode(bytes)) as EvidenceRecord;
export const readPostPart = (bytes: Uint8Array): PostPart => JSON.parse(new TextDecoder().decode(bytes)) as PostPart;

export const partPath = (record: EvidenceRecord, name: 'post'): string | null => record.parts.find((part) => part.name === name)?.path ?? null;

/** One field with where it came from. `kind` says how to show it; words of others never stand here. */
export interface Fact {
  key: 'handle' | 'userId' | 'postId' | 'machineTime' | 'idTime' | 'statedTime' | 'clientUtc' | 'serverDate' | 'lang' | 'media' | 'kind' | 'truncated' | 'sensitive' | 'answer';
  kind: 'time' | 'plain' | 'number' | 'yes' | 'code';
  value: string | number | null;
  tier: Tier | null;
}

/** A platform's own number or short code; a page's address piece made of words is none, and stays covered. */
const isCode = (text: string): boolean => /^[0-9]{1,30}$/.test(text) || /^did:[a-z0-9:.%-]{1,90}$/i.test(text) || /^[a-z0-9]{8,20}$/i.test(text);

/** What may be shown while the cover lies: no words, no names but the handle, no addresses. Null values are shown as "not known". */
export function openFacts(part: PostPart): Fact[] {
  const tier = (name: string): Tier | null => part.sources[name] ?? null;
  if (part.stated) {
    return [
      { key: 'kind', kind: 'code', value: part.post.kind, tier: null }, { key: 'clientUtc', kind: 'time', value: part.time.clientUtc, tier: null },
      ...(part.stated.archive ? claimedFacts(part, part.stated) : []),
    ];
  }
  const code = (text: string | null) => (text !== null && isCode(text) ? text : null);
  const facts: Fact[] = [
    { key: 'handle', kind: 'plain', value: part.author.handle, tier: tier('handle') },
    { key: 'userId', kind: 'plain', value: code(part.author.platformUserId), tier: tier('userId') },
    { key: 'postId', kind: 'plain', value: code(part.post.id), tier: tier('id') },
    { key: 'kind', kind: 'code', value: part.post.kind, tier: null },
    { key: 'machineTime', kind: 'time', value: part.time.postMachineTime, tier: tier('machineTime') ?? tier('postedAt') },
    { key: 'idTime', kind: 'time', value: part.time.postIdDerivedTime, tier: part.time.postIdDerivedTime === null ? null : 'id' },
    { key: 'clientUtc', kind: 'time', value: part.time.clientUtc, tier: null },
    { key: 'serverDate', kind: 'plain', value: part.time.serverDateHeader, tier: null },
    { key: 'lang', kind: 'plain', value: part.post.lang !== null && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(part.post.lang) ? part.post.lang : null, tier: tier('lang') },
    { key: 'media', kind: 'number', value: part.post.media.length, tier: null },
  ];
  if (part.post.inReplyTo !== null) facts.push({ key: 'answer', kind: 'yes', value: 1, tier: tier('inReplyTo') });
  if (part.post.truncated) facts.push({ key: 'truncated', kind: 'yes', value: 1, tier: null });
  if (part.post.sensitive) facts.push({ key: 'sensitive', kind: 'yes', value: 1, tier: null });
  return facts;
}

/** What a data download states, as far as it may be shown while the cover lies. */
function claimedFacts({ author, post }: PostPart, { date, time }: Stated): Fact[] {
  const code = (text: string | null) => (text !== null && isCode(text) ? text : null);
  const sent = date === null || time === null ? null : `${date}T${time}Z`;
  return [
    { key: 'handle', kind: 'plain', value: author.handle, tier: null }, { key: 'userId', kind: 'plain', value: code(author.platformUserId), tier: null },
    { key: 'postId', kind: 'plain', value: code(post.id), tier: null },
    { key: 'statedTime', kind: 'time', value: sent === null || Number.isNaN(Date.parse(sent)) ? null : sent, tier: null },
  ];
}

export interface Lifted {
  words: string | null;
  lang: string | null;
  quoted: { handle: string | null; words: string | null; time: string | null } | null;
  /** Shown as text, in this order, when not null. */
  lines: { key: StatedKey | `mail.${'name' | 'from' | 'date' | 'messageId' | 'received' | 'dkim'}` | 'displayName' | 'contentWarning' | 'context' | 'shownTime' | 'addressBar' | 'permalink' | 'canonical' | 'profileUrl' | 'alt'; value: string; tier: Tier | null }[];
}

/** What she stated herself: the words for these keys stand with the page where she typed it. */
const STATED = ['date', 'time', 'zone', 'place', 'witnesses', 'reference', 'origin'] as const;
export type StatedKey = `stated.${(typeof STATED)[number] | 'file' | 'archive' | 'saidDate' | 'saidTime'}`;

/** Date and time out of a download are not hers. */
const keyOf = (key: (typeof STATED)[number], archived: boolean): StatedKey =>
  archived && key === 'date' ? 'stated.saidDate' : archived && key === 'time' ? 'stated.saidTime' : `stated.${key}`;

const statedLines = (stated: Stated): Lifted['lines'] => [
  ...STATED.flatMap((key) => (stated[key] === null ? [] : [{ key: keyOf(key, stated.archive !== undefined), value: stated[key], tier: null }])),
  ...stated.files.map(({ name, path }) => ({ key: 'stated.file' as const, value: `${name} (${path})`, tier: null })),
  ...(stated.archive ? [{ key: 'stated.archive' as const, value: `${stated.archive.name} (SHA-256 ${stated.archive.sha256})`, tier: null }] : []),
];

/** What lies below the cover. */
export function liftedWords(part: PostPart): Lifted {
  const { post, author, url, time, sources } = part;
  const line = (key: Lifted['lines'][number]['key'], value: string | null, source: string = key) => (value === null || value === '' ? [] : [{ key, value, tier: sources[source] ?? null }]);
  return {
    words: post.text === null ? null : originalText({ text: post.text, textUtf16le: post.textUtf16le }),
    lang: post.lang,
    quoted: readQuoted(post.quoted),
    lines: part.stated ? [...line('displayName', author.displayName), ...statedLines(part.stated)] : [
      ...line('displayName', author.displayName), ...line('contentWarning', post.contentWarning), ...line('context', post.context), ...line('shownTime', time.postShownText),
      ...line('addressBar', url.addressBar), ...line('permalink', url.permalink), ...line('canonical', url.canonical), ...line('profileUrl', author.profileUrl),
      ...post.media.flatMap((media) => line('alt', media.alt, 'media')),
    ],
  };
}

function readQuoted(quoted: unknown): Lifted['quoted'] {
  if (typeof quoted !== 'object' || quoted === null) return null;
  const post = quoted as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { handle: text(post['handle']), words: text(post['text']), time: text(post['postedAt']) };
}

/** None of what is marked. The post's own crop where there is one, else the whole picture; of what she added herself every picture that can be drawn. */
export function picturesOf(record: EvidenceRecord, { head, derived, redacted }: ItemView): FileEntry[] {
  if (head.mark !== undefined) return [];
  if (isOwn(record.capture.adapter)) return record.files.filter(isShowable);
  const images = asTheyStand([...derived, ...record.files], redacted).filter((file) => file.type.startsWith('image/'));
  // One long picture, in parts where it is too high for one file.
  const long = images.filter((file) => /^stitched(-\d+)?\.png$/.test(file.path));
  if (long.length > 0) return long;
  const best = images.find((file) => /crop/.test(file.path)) ?? images.find((file) => file.role === 'original') ?? images[0];
  return best ? [best] : [];
}

/** Files that she added, before or after saving, but those that are a post's own JSON out of a download: they are no use outside a package. */
export const ownFilesOf = (record: EvidenceRecord, view: ItemView): FileEntry[] =>
  asTheyStand([...(isOwn(record.capture.adapter) ? record.files : []), ...view.derived.filter(({ path }) => path.startsWith('attached/'))], view.redacted);

/** Paths of files that were destroyed since. */
export const goneFrom = ({ redacted }: ItemView): ReadonlySet<string> => new Set(redacted.filter(({ to }) => to === null).map(({ path }) => path));

export const allFiles = (record: EvidenceRecord, view: ItemView): FileEntry[] => [
  ...record.parts.map((part): FileEntry => ({ path: part.path, sha256: part.sha256, bytes: part.bytes, type: 'application/json', role: 'original', derivedFrom: null, transform: null })),
  ...record.files,
  ...view.derived,
];
