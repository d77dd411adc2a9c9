import { sha256 } from '@/utils/crypto/hash';
import type { Bytes } from '@/utils/crypto/bytes';
import { PAGE_MHTML, type EvidenceRecord, type FileEntry, type PostPart } from '@/utils/domain/record';
import { MEDIA_LIMITS } from '@/utils/page/media';

import { extensionOf } from '../record';
import { readMhtml } from './read';

type Made = { entry: FileEntry; bytes: Bytes };
/** Reasons for which a picture's bytes are missing though the browser may hold them. */
const MAYBE_THERE = new Set(['other-origin', 'not-in-cache', 'service-worker']);

/**
 * The archive itself, and the post's own pictures that the page's script could not read. Nothing where the record holds no
 * whole screen, where the platform marks the post as sensitive, or where the tab shows another page by now.
 */
export async function mhtmlFiles(record: EvidenceRecord, { url: { addressBar }, post }: PostPart, mhtml: Bytes): Promise<Made[]> {
  const { capture } = record;
  const read = readMhtml(mhtml);
  const masked = capture.notCaptured.some(({ why }) => why === 'sensitive');
  if (!read || !capture.method.includes('visible-tab') || post.sensitive || masked || placeOf(read.location) !== placeOf(addressBar)) return [];
  const { parts } = read;
  const files = [await made({ path: PAGE_MHTML, type: 'multipart/related', derivedFrom: null, transform: 'page at capture, by the browser’s own archive' }, mhtml)];
  let room = MEDIA_LIMITS.all;
  for (const address of missingMedia(record)) {
    const index = parts.findIndex(({ location, type }) => location === address && /^(image|video|audio)\//.test(type));
    const part = parts[index];
    const bytes = part?.bytes() ?? null;
    if (!part || !bytes || bytes.length === 0 || bytes.length > Math.min(room, MEDIA_LIMITS.one)) continue;
    room -= bytes.length;
    const path = `media/page-${files.length}.${extensionOf(part.type)}`;
    files.push(await made({ path, type: part.type, derivedFrom: PAGE_MHTML, transform: `part ${index + 1}, decoded` }, bytes));
    if (files.length > MEDIA_LIMITS.count) break;
  }
  return files;
}

const placeOf = (address: string): string | null => {
  const url = URL.parse(address);
  return url && `${url.origin}${url.pathname}`;
};

function missingMedia({ capture }: EvidenceRecord): string[] {
  const found = capture.notCaptured.flatMap(({ what, why }) => (what.startsWith('media ') && MAYBE_THERE.has(why) ? [URL.parse(what.slice('media '.length))?.href ?? ''] : []));
  return [...new Set(found)].filter((address) => /^https?:/.test(address));
}

const made = async (entry: Pick<FileEntry, 'path' | 'type' | 'derivedFrom' | 'transform'>, bytes: Bytes): Promise<Made> => ({
  bytes, entry: { ...entry, bytes: bytes.length, sha256: await sha256(bytes), role: 'derivative' },
});
