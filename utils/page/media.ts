import { toBase64 } from '@/utils/domain/ids';
import type { Post } from '@/utils/domain/post';
import type { PageCapture } from '@/utils/messages/types';

type Kept = PageCapture['media'][number];

export const MEDIA_LIMITS = { count: 12, one: 4_000_000, all: 8_000_000 };
const FETCH_MS = 1_500;
const PICTURE = /^(image|video|audio)\/[\w.+-]+$/;

/**
 * Bytes of a post's own pictures, as far as the page has them already: `data:` addresses, and same-origin ones out of the
 * browser's cache. Nothing is asked of a server: a cache miss is an error, and where a service worker stands between
 * (it may ask in our name) nothing is tried. What is missing keeps its address, its drawn size and a reason.
 */
export async function cachedMedia(post: Post, signal: AbortSignal): Promise<Kept[]> {
  const kept: Kept[] = [];
  let room = MEDIA_LIMITS.all;
  for (const item of post.media) {
    const url = item.url ?? item.poster;
    if (url === null) continue;
    const full = kept.length >= MEDIA_LIMITS.count;
    const got: Bytes = full ? { reason: 'over-limit' } : url.startsWith('data:') ? fromData(url) : await fromCache(url, signal);
    const fits = 'bytes' in got && got.bytes.length <= Math.min(room, MEDIA_LIMITS.one);
    if (fits) room -= got.bytes.length;
    kept.push({
      url: shortAddress(url),
      type: 'bytes' in got ? got.type : '',
      base64: fits ? toBase64(got.bytes) : null,
      reason: fits ? null : 'bytes' in got ? 'over-limit' : got.reason,
      width: item.width,
      height: item.height,
    });
  }
  return kept;
}

/** The same list for a capture that may hold no picture. */
export const noMedia = (post: Post): Kept[] =>
  post.media.flatMap(({ url, poster, width, height }) => {
    const address = url ?? poster;
    return address === null ? [] : [{ url: shortAddress(address), type: '', base64: null, reason: 'words-only', width, height }];
  });

/** A `data:` address is a picture itself: only its type stays in the post. */
export const shortAddress = (url: string): string => (/^data:/i.test(url) ? (url.slice(0, 100).split(/[;,]/)[0] ?? 'data:') : url);

/** The post as it may be recorded: without picture bytes inside addresses. */
export function withoutData(post: Post): Post {
  const media = post.media.map((item) => ({
    ...item,
    url: item.url === null ? null : shortAddress(item.url),
    poster: item.poster === null ? null : shortAddress(item.poster),
  }));
  return { ...post, media, quoted: post.quoted && withoutData(post.quoted) };
}

type Bytes = { bytes: Uint8Array; type: string } | { reason: string };

function fromData(url: string): Bytes {
  if (url.length > 3 * MEDIA_LIMITS.one) return { reason: 'over-limit' };
  const [, type = '', coded = '', body = ''] = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/is.exec(url) ?? [];
  if (!PICTURE.test(type)) return { reason: 'not-a-picture' };
  try {
    const plain = body.replace(/[^\0-\x7f]+/g, encodeURIComponent).replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return { bytes: Uint8Array.from(/;base64$/i.test(coded) ? atob(plain) : plain, (char) => char.charCodeAt(0)), type };
  } catch {
    return { reason: 'unreadable' };
  }
}

async function fromCache(url: string, signal: AbortSignal): Promise<Bytes> {
  if (url.startsWith('blob:')) return { reason: 'blob-address' };
  if (new URL(url, location.href).origin !== location.origin) return { reason: 'other-origin' };
  if (navigator.serviceWorker?.controller) return { reason: 'service-worker' };
  try {
    const answer = await fetch(url, {
      cache: 'only-if-cached', mode: 'same-origin', redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]),
    });
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    if (!answer.ok || !PICTURE.test(type)) return { reason: answer.ok ? 'not-a-picture' : 'not-in-cache' };
    if (Number(answer.headers.get('content-length')) > MEDIA_LIMITS.one) return { reason: 'over-limit' };
    const theirs = new Uint8Array(await answer.arrayBuffer());
    // In Firefox the buffer belongs to the page's world, and what is cut from it may not be touched: so into one of ours.
    const bytes = new Uint8Array(theirs.length);
    bytes.set(theirs);
    return { bytes, type };
  } catch {
    return { reason: 'not-in-cache' };
  }
}
