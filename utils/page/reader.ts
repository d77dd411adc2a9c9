import { blankPost, type Post } from '@/utils/domain/post';
import type { PageCapture, PostKey, Rect, Standing } from '@/utils/messages/types';
import { barAddress } from './address';
import { uiLanguage } from './lifecycle';
import { cachedMedia, noMedia, withoutData } from './media';
import { dataOf } from '@/utils/sites/taught';
import { attribute, queryAll } from './natural';
import type { Found, Posts } from './posts';
import { pageFacts } from './registry';
import { snapshot } from './snapshot';
import { bringIntoView, frames, standing } from './standing';
import { smallestAround, wordsOf } from './words-of';

type How = PageCapture['chosen'];

/** What is the same for every post that is read in one go. */
export type AboutPage = Pick<PageCapture, 'canonical' | 'viewer'>;

export interface ReadOptions { how: How; wordsOnly: boolean; signal: AbortSignal; without?: ReadonlySet<Element>; about?: AboutPage }

interface Region { rect: Rect; scrollX: number; scrollY: number; words: string | null; around: WeakRef<Element> }

/** Reads what a capture needs, freshly, in one turn, and answers how the page stands around the picture. */
export class Reader {
  readonly #regions = new Map<PostKey, Region>();

  constructor(private readonly posts: Posts) {}

  /** Null when the post is gone or its place is taken by another by the time it is read. */
  async post(chosen: Found, options: ReadOptions): Promise<PageCapture | null> {
    const moved = options.wordsOnly ? null : bringIntoView(chosen.el);
    await frames();
    return this.here(chosen.key, options, moved === null ? [] : [moved]);
  }

  /** The same, where the post stands: nothing is moved. */
  async here(key: PostKey, { how, wordsOnly, signal, without, about }: ReadOptions, domChanges: string[]): Promise<PageCapture | null> {
    let found = this.posts.find(key);
    if (!found) return null;
    const media = wordsOnly ? noMedia(found.post) : await cachedMedia(found.post, signal);
    if (!wordsOnly) found = this.posts.find(key);
    if (!found || signal.aborted) return null;
    const parent = this.posts.parent(found);
    return {
      ...this.#around(found.el, how, found.key, about),
      ...snapshot(found.el, { without: without ?? null }),
      post: withoutData(found.post),
      parent: parent && withoutData(parent),
      parsed: found.parsed,
      media,
      domChanges,
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

  about(): AboutPage {
    const page = pageFacts();
    const link = queryAll(document, 'link[rel~=canonical i]')[0];
    let viewer: string | null = null;
    try {
      viewer = this.posts.site(page)?.viewer?.(page) ?? null;
    } catch {
      // Unknown stays unknown.
    }
    return { canonical: canonical(link && attribute(link, 'href'), page.url), viewer };
  }

  #around(what: Element | Rect, how: How, key: PostKey, about = this.about()) {
    const site = this.posts.site();
    return {
      standing: standing(what),
      key,
      site: site?.id ?? 'none',
      siteVersion: site?.version ?? 0,
      siteData: site && dataOf(site),
      chosen: how,
      ...about,
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
