import type { Tier } from '@/utils/domain/post';
import { leadsTo, profileId } from '../dom';
import type { PageFacts } from '../site';
import { own, type Address } from './place';
import * as selectors from './selectors';

/** The author's handle by the row's test id and by the post's own address. `known`: the first of them that is one. */
export function statedHandle(root: Element, place: Address | null): { fromId: string | undefined; fromLink: string | null; known: string | null } {
  const fromId = selectors.itemHandle.exec(root.getAttribute('data-testid') ?? '')?.[1];
  const fromLink = place && !place.who.startsWith('did:') ? place.who : null;
  return { fromId, fromLink, known: [fromId, fromLink].find((handle) => handle && handle !== 'handle.invalid') ?? null };
}

/** Pictures and films of the post. Link cards have pictures too; avatars lie in links as well. */
export const mediaOf = (root: Element, quote: Element | null): Element[] =>
  own(root, `${selectors.picture},${selectors.video}`, quote).filter((element) => !element.closest('a'));

const didIn = (src: string | null | undefined): string | null => /\/(did:[a-z]+:[A-Za-z0-9._:-]+?)\//.exec((src ?? '').replace(/%3A/gi, ':'))?.[1] ?? null;

/** The DID in an avatar, if it is this author's: it stands in a link to the author. */
export function avatarId(picture: Element | null | undefined, handle: string | null, page: PageFacts): string | null {
  const path = handle && leadsTo(picture?.closest('a')?.getAttribute('href'), page)?.path.toLowerCase();
  return path && path === `/profile/${handle.toLowerCase()}` ? didIn(picture?.getAttribute('src')) : null;
}

/** A post's own pictures lie in its author's repository. */
const mediaId = (media: Element[]): string | null => media.map((one) => didIn(one.getAttribute(one.localName === 'video' ? 'poster' : 'src'))).find(Boolean) ?? null;

/** The author's DID: by the address, the avatar, the post's own pictures, or the page's description. */
export function userIdIn(root: Element, quote: Element | null, place: Address | null, handle: string | null, media: Element[], page: PageFacts): { id: string; tier: Tier } | null {
  if (place?.who.startsWith('did:')) return { id: place.who, tier: place.tier };
  const data = own(root, selectors.avatar, quote).map((picture) => avatarId(picture, handle, page)).find(Boolean) ?? mediaId(media);
  if (data) return { id: data, tier: 'data' };
  const meta = handle && profileId(page.doc, selectors.profileData, handle);
  return meta ? { id: meta, tier: 'meta' } : null;
}
