import { blankPost, type Post } from '@/utils/domain/post';
import type { PostKey } from '@/utils/messages/types';
import type { PageFacts, Site } from '@/utils/sites/site';
import { allPages, pageOf } from './frames';
import { frameOf, isConnected, isElement, ownerOf, parentOf, rectOf } from './natural';
import { pageFacts, pickSite } from './registry';
import { wordsOf } from './words-of';

export interface Found { el: Element; key: PostKey; post: Post; parsed: boolean }

const MOST_ORDINALS = 5_000;

/**
 * Posts by key. Pages re-use nodes for other posts, so that a node is only ever a hint: whoever comes back with a key gets an
 * element that reads as that key now, or null.
 */
export class Posts {
  readonly #ordinals = new Map<string, number>();
  readonly #hints = new Map<PostKey, WeakRef<Element>>();
  readonly #taken = new Map<PostKey, WeakRef<Element>>();
  #count = 0;

  site(page: PageFacts = pageFacts()): Site | null {
    return pickSite(page);
  }

  /** The innermost post that holds the node; through open shadow roots, outwards. */
  at(node: Element | null): Found | null {
    const page = node ? pageOf(node) : pageFacts();
    const site = this.site(page);
    if (!site) return null;
    for (let from = node; from; ) {
      const el = site.at(from, page);
      if (el) return this.read(el);
      const root = from.getRootNode();
      from = !('host' in root) ? null : (root as ShadowRoot).host;
    }
    return null;
  }

  read(el: Element): Found {
    const page = pageOf(el);
    const post = readPost(this.site(page), el, page);
    const parsed = post.kind !== 'unparsed' && Boolean(post.handle ?? post.permalink ?? post.id) && Boolean(post.text ?? post.title ?? post.contentWarning ?? post.media.length);
    const key = post.id ?? this.#ordinal(post, el);
    this.#hint(this.#hints, key, el);
    return { el, key, post, parsed };
  }

  /** Every post of the page, in document order. */
  all(root: ParentNode = document): Found[] {
    const page = pageFacts();
    return (this.site(page)?.find(root, page) ?? []).map((el) => this.read(el));
  }

  /** Those of the page and of the frames that belong to it. */
  everywhere(): Found[] {
    return allPages().flatMap((page) => (this.site(page)?.find(page.doc, page) ?? []).map((el) => this.read(el)));
  }

  /** The post that reads as `key` now. With an ordinal key: only when no other reads the same. */
  find(key: PostKey): Found | null {
    const taken = this.#taken.get(key)?.deref();
    if (taken) return isConnected(taken) && this.#takenKey(taken) === key ? this.#unparsed(taken, key) : null;
    const hint = this.#hints.get(key)?.deref();
    const page = hint ? pageOf(hint) : pageFacts();
    if (hint && isConnected(hint) && this.site(page)?.at(hint, page) === hint) {
      const found = this.read(hint);
      if (found.key === key) return found;
    }
    const same = this.everywhere().filter((found) => found.key === key);
    if (key.startsWith('~') && same.length > 1) return null;
    return same.find((found) => inView(found.el)) ?? same[0] ?? null;
  }

  /** An element that she picked by hand: found again while it stands there with the same words. */
  take(el: Element): Found {
    const page = pageOf(el);
    if (this.site(page)?.at(el, page) === el) {
      const found = this.read(el);
      if (found.parsed) return found;
    }
    const key = this.#takenKey(el);
    this.#hint(this.#taken, key, el);
    return this.#unparsed(el, key);
  }

  parent(found: Found): Post | null {
    const page = pageOf(found.el);
    const site = this.site(page);
    try {
      const el = site?.parent?.(found.el, page) ?? null;
      return el && el !== found.el ? readPost(site, el, page) : null;
    } catch {
      return null;
    }
  }

  #unparsed(el: Element, key: PostKey): Found {
    return { el, key, post: { ...blankPost('unparsed'), text: wordsOf(el) }, parsed: false };
  }

  #takenKey(el: Element): PostKey {
    return `+${this.#number(`+${wordsOf(el) ?? ''}`)}`;
  }

  #ordinal(post: Post, el: Element): PostKey {
    const media = post.media.map((item) => item.url);
    const facts = [post.handle, post.permalink, post.machineTime, post.text, media];
    const known = facts.flat().some((fact) => fact !== null);
    return `~${this.#number(JSON.stringify(known ? facts : wordsOf(el)))}`;
  }

  #number(print: string): number {
    let n = this.#ordinals.get(print);
    if (n === undefined) {
      if (this.#ordinals.size >= MOST_ORDINALS) this.#ordinals.delete(this.#ordinals.keys().next().value ?? '');
      this.#ordinals.set(print, (n = ++this.#count));
    }
    return n;
  }

  #hint(map: Map<PostKey, WeakRef<Element>>, key: PostKey, el: Element): void {
    map.delete(key);
    if (map.size >= MOST_ORDINALS) map.delete(map.keys().next().value ?? '');
    map.set(key, new WeakRef(el));
  }
}

/** An adapter that throws has met a page it does not know: then the words alone are kept, and said so by `kind`. */
function readPost(site: Site | null, el: Element, page: PageFacts): Post {
  try {
    if (site) return site.read(el, page);
  } catch {
    // Falls through: what cannot be parsed still yields a capture.
  }
  return { ...blankPost('unparsed'), text: wordsOf(el) };
}

export function inView(el: Element): boolean {
  const box = rectOf(el);
  const frame = frameOf(ownerOf(el));
  const edge = frame && rectOf(frame);
  if (edge && (box.bottom <= edge.top || box.top >= edge.bottom || box.right <= edge.left || box.left >= edge.right)) return false;
  return box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
}

/** The element itself or the nearest one that holds the node. */
export const elementOf = (node: Node | null): Element | null => (node === null ? null : isElement(node) ? node : parentOf(node));
