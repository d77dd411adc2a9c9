import { blankPost, type Post } from '@/utils/domain/post';
import type { PageCapture, Pointing, PostKey, Rect, Standing } from '@/utils/messages/types';
import { barAddress } from './address';
import { uiLanguage } from './lifecycle';
import { cachedMedia, noMedia, withoutData } from './media';
import { attribute, queryAll } from './natural';
import type { Found, Posts } from './posts';
import { pageFacts } from './registry';
import { snapshot } from './snapshot';
import { bringIntoView, frames, standing } from './standing';
import { smallestAround, wordsOf } from './words-of';

export interface ReadOptions { how: Pointing['how']; wordsOnly: boolean; signal: AbortSignal }

interface Region { rect: Rect; scrollX: number; scrollY: number; words: string | null; around: WeakRef<Element> }

/** Reads what a capture needs, freshly, in one turn, and answers how the page stands around the picture. */
export class Reader {
  readonly #regions = new Map<PostKey, Region>();

  constructor(private readonly posts: Posts) {}

  /** Null when the post is gone or its place is taken by another by the time it is read. */
  async post(chosen: Found, { how, wordsOnly, signal }: ReadOptions): Promise<PageCapture | null> {
    const moved = wordsOnly ? null : bringIntoView(chosen.el);
    await frames();
    let found = this.posts.find(chosen.key);
    if (!found) return null;
    const media = wordsOnly ? noMedia(found.post) : await cachedMedia(found.post, signal);
    found = this.posts.find(chosen.key);
    if (!found || signal.aborted) return null;
    const parent = this.posts.parent(found);
    return {
      ...this.#around(found.el, how, found.key),
      ...snapshot(found.el),
      post: withoutData(found.post),
      parent: parent && withoutData(parent),
      parsed: found.parsed,
      media,
      domChanges: moved === null ? [] : [moved],
    };
  }

  async region(rect: Rect, around: Element | null, { how }: ReadOptions): Promise<PageCapture | null> {
    await frames();
    const root = smallestAround(rect, around ?? document.documentElement);
    const words = wordsOf(root, rect);
    const key = `#${[rect.x + scrollX, rect.y + scrollY, rect.width, rect.height].map(Math.round).join(',')}`;
    this.#regions.set(key, { rect, scrollX, scrollY, words, around: new WeakRef(root) });
    const post: Post = { ...blankPost('unparsed'), text: words };
    return { ...this.#around(rect, how, key), ...snapshot(root, { inside: rect }), post, parent: null, parsed: false, media: [], domChanges: [] };
  }

  /** A region drawn before, once more; null when it is none or other words stand there now. */
  async again(key: PostKey, options: ReadOptions): Promise<PageCapture | null> {
    const { rect } = this.standing(key);
    const around = this.#regions.get(key)?.around.deref();
    return rect && around ? this.region(rect, around, options) : null;
  }

  /** The rectangle is null when nothing reads as `key` any more. */
  standing(key: PostKey | null): Standing {
    if (key === null) return standing(null);
    const region = this.#regions.get(key);
    if (!region) return standing(this.posts.find(key)?.el ?? null);
    const rect = { ...region.rect, x: region.rect.x + region.scrollX - scrollX, y: region.rect.y + region.scrollY - scrollY };
    const root = region.around.deref();
    return standing(root?.isConnected && wordsOf(root, rect) === region.words ? rect : null);
  }

  #around(what: Element | Rect, how: Pointing['how'], key: PostKey) {
    const page = pageFacts();
    const site = this.posts.site(page);
    const link = queryAll(document, 'link[rel~=canonical i]')[0];
    let viewer: string | null = null;
    try {
      viewer = site?.viewer?.(page) ?? null;
    } catch {
      // Unknown stays unknown.
    }
    return {
      standing: standing(what),
      key,
      site: site?.id ?? 'none',
      siteVersion: site?.version ?? 0,
      chosen: how,
      canonical: canonical(link && attribute(link, 'href'), page.url),
      viewer,
      monotonicMs: performance.now(),
      clientUtc: new Date().toISOString(),
      environment: {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        userAgent: navigator.userAgent,
        uiLanguage: uiLanguage(),
      },
    };
  }
}

function canonical(href: string | null | undefined, base: URL): string | null {
  try {
    const url = href ? new URL(href, base) : null;
    return url && /^https?:$/.test(url.protocol) ? barAddress(url.href) : null;
  } catch {
    return null;
  }
}
