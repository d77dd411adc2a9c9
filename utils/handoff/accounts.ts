import type { Account } from '@/utils/domain/handoff';

/** Platforms on which senders are quieted from here, and how an account is named there: as typed, pasted or in an address. */
const SHAPES: Record<string, { address: RegExp; handle: RegExp; id?: RegExp }> = {
  x: { address: /^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/([^/?#]+)/i, handle: /^\w{1,15}$/ },
  bluesky: { address: /^https?:\/\/bsky\.app\/profile\/([^/?#]+)/i, handle: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, id: /^did:[a-z]+:[\w.:-]+$/ },
  mastodon: { address: /^https?:\/\/[^/]+\/(?:web\/)?@([^/?#]+)/i, handle: /^[\w.-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i },
  reddit: { address: /^https?:\/\/(?:www\.|old\.|new\.)?reddit\.com\/(?:u|user)\/([^/?#]+)/i, handle: /^[\w-]{3,20}$/ },
};

export const ACCOUNT_SITES: readonly string[] = Object.keys(SHAPES);

/** Null where it names no account of that platform. Handles in lower case; a Mastodon one with its instance. */
export function readAccount(site: string, typed: string): Account | null {
  const shape = SHAPES[site];
  if (shape === undefined) return null;
  const text = typed.trim();
  const inAddress = shape.address.exec(text)?.[1];
  const home = site === 'mastodon' && inAddress !== undefined && !inAddress.includes('@') ? `@${URL.parse(text)?.host ?? ''}` : '';
  const name = `${inAddress ?? text}${home}`.replace(/^(?:@|\/?u\/)/, '');
  if (shape.id?.test(name)) return { site, handle: null, userId: name };
  return shape.handle.test(name) ? { site, handle: name.toLowerCase(), userId: null } : null;
}
