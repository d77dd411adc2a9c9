import { sha256 } from '@/utils/crypto/hash';
import { randomBytes, utf8, type Bytes } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import { fromBase64, randomId, toBase64 } from '@/utils/domain/ids';
import type { Post, Tier } from '@/utils/domain/post';
import type {
  CaptureMethod, ChosenBy, EnvironmentPart, EvidenceRecord, FileEntry, OperatorPart, PartName, PostPart, ViewerPart,
} from '@/utils/domain/record';
import type { SliceUse } from '@/utils/domain/slice';
import type { PageCapture } from '@/utils/messages/types';
import { deepWellFormed } from '@/utils/text/deep';
import { keepText } from '@/utils/text/wellformed';
import type { NewItem } from '@/utils/vault';

export interface Picture {
  png: Bytes;
  /** Picture pixels for one CSS pixel. */
  scale: number;
  rect: EvidenceRecord['capture']['rect'];
}

/** A record that points into slices: it has no whole picture of its own, only what was made of them. */
export interface Sliced {
  /** Picture pixels for one CSS pixel; null where nothing of its own was cut. */
  scale: number | null;
  slices: SliceUse[];
  /** Files made out of the slices (crop, thumbnail, long picture): derivatives that are part of the record. */
  made: { path: string; type: string; bytes: Bytes; derivedFrom: string; transform: string }[];
  method: CaptureMethod[];
  /** What the whole is, where it is no single post. */
  kind?: 'page' | 'thread';
}

/** Of a sweep: its random id, and of which earlier item this is a new version. */
export interface OfRun { run: string; version: { of: string; changed: string[] } | null }

export interface Circumstances {
  picture: Picture | null;
  ofRun?: OfRun;
  /** Level 2; `picture` is null then. */
  sliced?: Sliced;
  /** Why there is no picture, or what else failed: stable codes. */
  missing: { what: string; why: string }[];
  trigger: ChosenBy;
  wordsOnly: boolean;
  locked: boolean;
  serverDate: { header: string | null; reason: string | null };
  zoom: number | null;
  extensionVersion: string;
  buildHash: string;
  os: string;
}

/** Weakest last: the record names the weakest tier among the post's values. */
const TIERS: readonly Tier[] = ['data', 'testid', 'role', 'structure', 'id', 'address', 'meta', 'text'];

export function weakestTier(post: Post): string {
  const used = Object.values(post.sources).filter((tier) => tier !== undefined);
  return used.length === 0 ? 'none' : (TIERS[Math.max(...used.map((tier) => TIERS.indexOf(tier)))] as string);
}

/** Everything of one capture as the vault takes it: parts with fresh salt, files, and the skeleton that lists them by hash. */
export async function buildItem(page: PageCapture, about: Circumstances): Promise<NewItem> {
  const id = randomId();
  const parts = await Promise.all(partsOf(page, about).map(([name, body]) => partFile(name, body)));
  const files = await filesOf(page, about);
  const record: EvidenceRecord = {
    schema: 'holdfast/record/v1',
    id,
    capture: {
      level: about.sliced ? 2 : 1,
      method: methodsOf(page, about),
      domChanges: page.domChanges,
      adapter: page.site,
      adapterVersion: page.siteVersion,
      ...(page.siteData ? { adapterData: page.siteData } : {}),
      tier: weakestTier(page.post),
      parsed: page.parsed,
      savedWhileLocked: about.locked,
      notCaptured: [...about.missing, ...page.notRead.map((what) => ({ what, why: 'not-readable' })), ...mediaMissing(page, about)],
      rect: about.picture?.rect ?? null,
      ...(about.sliced && { slices: about.sliced.slices }),
      ...(about.ofRun && { run: about.ofRun.run }),
    },
    parts: parts.map((part) => part.entry),
    files: files.map((file) => file.entry),
  };
  return {
    head: {
      id, site: page.site, handle: page.post.handle, displayName: page.post.displayName, userId: page.post.userId, postId: page.post.id,
      permalink: page.post.permalink, address: page.standing.href, savedAt: page.clientUtc, postedAt: page.post.postedAt,
      text: page.post.text, note: null, parsed: page.parsed, hasPicture: about.picture !== null || (about.sliced?.made.length ?? 0) > 0, wordsOnly: about.wordsOnly,
      savedWhileLocked: about.locked, pending: false, ...(about.ofRun && { run: about.ofRun.run }),
      ...(about.ofRun?.version && { versionOf: about.ofRun.version.of, changed: about.ofRun.version.changed }),
    },
    record: jcsBytes(deepWellFormed(record)),
    files: [...parts.map(({ entry, bytes }) => ({ path: entry.path, bytes })), ...files.map(({ entry, bytes }) => ({ path: entry.path, bytes }))],
  };
}

/** One part as a file, with its salt. */
export async function partFile(name: PartName, body: object): Promise<{ entry: EvidenceRecord['parts'][number]; bytes: Bytes }> {
  const bytes = jcsBytes(deepWellFormed({ ...body, salt: toBase64(randomBytes(16)) }));
  return { entry: { name, path: `${name}.json`, sha256: await sha256(bytes), bytes: bytes.length }, bytes };
}

type Body<T> = Omit<T, 'salt'>;

function partsOf(page: PageCapture, about: Circumstances): [PartName, object][] {
  const viewer: Body<ViewerPart> = { account: page.viewer };
  const environment: Body<EnvironmentPart> = {
    ...page.environment, os: about.os, viewport: page.standing.viewport, scale: about.picture?.scale ?? about.sliced?.scale ?? null, zoom: about.zoom,
    extensionVersion: about.extensionVersion, buildHash: about.buildHash,
  };
  const operator: Body<OperatorPart> = { who: 'self', trigger: about.trigger, chosen: page.chosen };
  const parts: [PartName, object][] = [
    ['post', postPart(page, about)], ['viewer', viewer], ['environment', environment], ['operator', operator],
  ];
  if (page.parent) parts.push(['context', { parent: page.parent }]);
  return parts;
}

function postPart({ post, standing, canonical, clientUtc, monotonicMs }: PageCapture, { serverDate, sliced }: Circumstances): Body<PostPart> {
  return {
    url: { addressBar: standing.href, permalink: post.permalink, canonical },
    time: {
      clientUtc, monotonicMs, serverDateHeader: serverDate.header, serverDateReason: serverDate.reason,
      postShownText: post.shownTime, postMachineTime: post.machineTime, postIdDerivedTime: post.idTime,
    },
    author: { platformUserId: post.userId, handle: post.handle, displayName: post.displayName, profileUrl: post.profileUrl },
    post: {
      id: post.id, kind: sliced?.kind ?? post.kind, inReplyTo: post.inReplyTo, quoted: post.quoted, ...(post.text === null ? { text: null, textUtf16le: null } : keepText(post.text)),
      contentWarning: post.contentWarning, context: post.context, lang: post.lang, counts: post.counts,
      media: post.media, truncated: post.truncated, sensitive: post.sensitive,
    },
    sources: post.sources,
  };
}

async function filesOf(page: PageCapture, { picture, wordsOnly, sliced }: Circumstances): Promise<{ entry: FileEntry; bytes: Bytes }[]> {
  const files: { path: string; type: string; bytes: Bytes }[] = [];
  if (picture) files.push({ path: 'original.png', type: 'image/png', bytes: picture.png });
  if (page.html !== '') files.push({ path: 'post.html', type: 'text/html', bytes: utf8(page.html.toWellFormed()) });
  if (!wordsOnly) {
    for (const media of page.media) {
      if (media.base64 === null) continue;
      files.push({ path: `media/${files.length}.${extensionOf(media.type)}`, type: media.type, bytes: fromBase64(media.base64) });
    }
  }
  const originals = files.map((file) => ({ ...file, role: 'original' as const, derivedFrom: null, transform: null }));
  const made = (sliced?.made ?? []).map((file) => ({ ...file, role: 'derivative' as const }));
  return Promise.all([...originals, ...made].map(async ({ bytes, ...entry }) => ({ bytes, entry: { ...entry, bytes: bytes.length, sha256: await sha256(bytes) } })));
}

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp', 'image/avif': 'avif', 'video/mp4': 'mp4', 'video/webm': 'webm',
};
export const extensionOf = (type: string): string => EXTENSIONS[type.split(';')[0] ?? ''] ?? 'bin';

function methodsOf(page: PageCapture, { picture, wordsOnly, sliced }: Circumstances): CaptureMethod[] {
  const methods: CaptureMethod[] = [...(sliced?.method ?? [])];
  if (picture) methods.push('visible-tab');
  if (wordsOnly) methods.push('words-only');
  if (page.post.text !== null) methods.push('text');
  if (page.html !== '') methods.push('html');
  if (page.chosen === 'region') methods.push('region');
  if (page.chosen === 'picker') methods.push('picked-element');
  return methods;
}

function mediaMissing(page: PageCapture, { wordsOnly }: Circumstances): { what: string; why: string }[] {
  if (wordsOnly) return page.media.length > 0 ? [{ what: 'media', why: 'words-only' }] : [];
  return page.media.filter((media) => media.base64 === null).map((media) => ({ what: `media ${media.url}`, why: media.reason ?? 'not-readable' }));
}
