import type { ItemHead } from '@/utils/domain/item';

/** Addresses that show one post and what answers it. What is captured names the post; the host only where its numbers are its own. */
const ONE_POST: readonly (readonly [host: RegExp, path: RegExp, own: boolean])[] = [
  [/(^|\.)(x|twitter)\.com$/, /^\/[^/]+\/status\/(\d+)/, false],
  [/(^|\.)bsky\.app$/, /^\/profile\/[^/]+\/post\/([a-z2-7]{13})/, false],
  [/(^|\.)reddit\.com$/, /^\/(?:r|user)\/[^/]+\/comments\/([a-z0-9]+)/, false],
  [/(^|\.)youtube\.com$/, /^\/(?:shorts|live|post)\/([\w-]+)/, false],
  [/(^|\.)instagram\.com$/, /^\/(?:[^/]+\/)?(?:p|reel)\/([\w-]+)/, false],
  [/(^|\.)threads\.(?:net|com)$/, /^\/@[^/]+\/post\/([\w-]+)/, false],
  [/(^|\.)facebook\.com$/, /\/(?:posts|videos|reel)\/(?:[^/]+\/)?(\w+)/, false],
  [/(^|\.)tiktok\.com$/, /^\/@[^/]+\/(?:video|photo)\/(\d+)/, false],
  [/(^|\.)linkedin\.com$/, /^\/(?:feed\/update\/|posts\/)([\w:%-]+)/, false],
  // Mastodon and its kin, on any host.
  [/./, /^\/@[^/]+\/(\d{6,})/, true],
];

/** Two addresses with one key show one conversation. Null: a page of many, or none that is known. */
export function threadKey(address: string | null): string | null {
  const url = URL.parse(address ?? '');
  if (url === null) return null;
  const video = /(^|\.)youtube\.com$/.test(url.hostname) && url.pathname === '/watch' ? url.searchParams.get('v') : null;
  if (video !== null) return `youtube ${video}`;
  for (const [host, path, own] of ONE_POST) {
    const [, id] = host.test(url.hostname) ? (path.exec(url.pathname) ?? []) : [];
    if (id !== undefined) return `${own ? url.hostname : host.source} ${id}`;
  }
  return null;
}

/** The conversation that a saved post was seen in; else the one that it begins. */
export const threadOf = ({ address, permalink }: Pick<ItemHead, 'address' | 'permalink'>): string | null => threadKey(address) ?? threadKey(permalink);

/** The post that begins it counts too, wherever it was saved. */
export const isInThread = ({ address, permalink }: Pick<ItemHead, 'address' | 'permalink'>, key: string): boolean => threadKey(address) === key || threadKey(permalink) === key;
