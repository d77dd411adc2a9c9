import { blankPost, type MediaItem, type Post, type Tier } from '@/utils/domain/post';
import { all, cleanName, drawnSize, put, squash, toUrl } from '../dom';
import type { PageFacts } from '../site';
import { engines, type Ask, type Engine } from './selectors';
import { machineTime, shownText } from './text';

const anyPost = engines.map(({ post }) => post).join();

/** The software that made this page, or null. On most pages it is none, which one look through them tells. */
export function engineOf(doc: Document): Engine | null {
  if (!doc.querySelector(anyPost)) return null;
  return engines.find((engine) => doc.querySelector(engine.page) !== null && doc.querySelector(engine.post) !== null) ?? null;
}

/** The software that this very post is of. Cheap: asked once for each post. */
export const engineOfPost = (post: Element, doc: Document): Engine | null =>
  engines.find((engine) => post.matches(engine.post) && doc.querySelector(engine.page) !== null) ?? null;

/** A post of its own: what lies in another's quote is part of that other. */
export const isEnginePost = (engine: Engine, post: Element): boolean =>
  !(engine.quote && post.closest(engine.quote.at)) && engine.text.some(([, at]) => post.querySelector(at));

export const enginePosts = (engine: Engine, root: ParentNode): Element[] => all(root, engine.post).filter((post) => isEnginePost(engine, post));

export function readEngine(engine: Engine, post: Element, page: PageFacts): Post {
  const out = blankPost(engine.kind);
  const own = (element: Element): boolean => element.closest(engine.post) === post && !(engine.quote && element !== post && insideQuote(element, engine, post));
  const ask = (ways: readonly Ask[]): readonly [string, Tier, Element] | null => answer(post, ways, out.id, own);
  const take = (field: 'id' | 'handle' | 'displayName' | 'userId', ways: readonly Ask[]): void => {
    const found = ask(ways);
    if (found) put(out, field, field === 'id' || field === 'userId' ? found[0] : cleanName(found[0]), found[1]);
  };
  take('id', engine.id);
  take('handle', engine.handle);
  take('displayName', engine.displayName);
  take('userId', engine.userId);
  if (engine.federated) out.handle = withDomain(out.handle, post, engine);
  const profile = ask(engine.profile);
  if (profile) put(out, 'profileUrl', address(profile[0], page), profile[1]);
  const link = ask(engine.permalink);
  if (link) put(out, 'permalink', address(link[0], page), link[1]);
  readWhen(out, post, engine, own);
  readWhat(out, post, engine, own, page);
  return out;
}

function readWhen(out: Post, post: Element, engine: Engine, own: (element: Element) => boolean): void {
  for (const way of engine.time) {
    const found = answer(post, [way], out.id, own, (value) => machineTime(value) !== null);
    if (!found) continue;
    put(out, 'machineTime', machineTime(found[0]), found[1]);
    put(out, 'postedAt', out.machineTime, found[1]);
    put(out, 'shownTime', squash(found[2].textContent), 'text');
    return;
  }
}

function readWhat(out: Post, post: Element, engine: Engine, own: (element: Element) => boolean, page: PageFacts): void {
  const box = engine.text.map(([tier, at]) => [tier, [...post.querySelectorAll(at)].find(own)] as const).find(([, element]) => element);
  if (box?.[1]) {
    put(out, 'text', shownText(box[1], { skip: engine.notText }), box[0]);
    put(out, 'lang', box[1].getAttribute('lang'), box[0]);
  }
  if (engine.warning) put(out, 'contentWarning', shownText([...post.querySelectorAll(engine.warning)].find(own) ?? null), 'structure');
  out.sensitive = out.contentWarning !== null;
  out.media = [...post.querySelectorAll(engine.media)].filter(own).map((element) => mediaItem(element, page));
  if (out.media.length || (box && box[1] && engine.text[0]?.[1] !== undefined && box[1].matches(engine.text[0][1]))) out.sources.media = box?.[0] ?? 'structure';
  const quote = engine.quote && [...post.querySelectorAll(engine.quote.at)].find((element) => element.closest(engine.post) === post || element.matches(engine.post));
  if (quote && engine.quote) put(out, 'quoted', readQuote(quote, engine, engine.quote, page), 'structure');
}

function readQuote(quote: Element, engine: Engine, ways: NonNullable<Engine['quote']>, page: PageFacts): Post {
  if (quote.matches(engine.post)) {
    const { quote: _, ...plain } = engine;
    return readEngine(plain, quote, page);
  }
  const out = blankPost(engine.kind);
  const own = (): boolean => true;
  for (const [field, way] of [['id', ways.id], ['handle', ways.handle], ['userId', ways.userId]] as const) {
    const found = answer(quote, way, null, own);
    if (found) put(out, field, field === 'handle' ? cleanName(found[0]) : found[0], found[1]);
  }
  put(out, 'displayName', out.handle, out.sources['handle'] ?? 'data');
  const words = quote.querySelector(ways.text);
  put(out, 'text', shownText(words, { skip: `${engine.notText}, cite` }), 'structure');
  return out;
}

function insideQuote(element: Element, engine: Engine, post: Element): boolean {
  const quote = engine.quote ? element.closest(engine.quote.at) : null;
  return quote !== null && quote !== post && post.contains(quote);
}

/** The first way that has an answer; `{id}` never matches before the id is known. */
function answer(
  post: Element, ways: readonly Ask[], id: string | null, own: (element: Element) => boolean, good: (value: string) => boolean = () => true,
): readonly [string, Tier, Element] | null {
  for (const [tier, at, get, part] of ways) {
    if (at.includes('{id}') && !id) continue;
    const places = at ? [...post.querySelectorAll(at.replaceAll('{id}', CSS.escape(id ?? '')))].filter(own) : [post];
    for (const place of places) {
      const whole = get === '#text' ? shownText(place) : place.getAttribute(get);
      const value = part ? part.exec(whole ?? '')?.[1] : whole;
      if (value && good(value)) return [value, tier, place];
    }
  }
  return null;
}

/** Query and fragment stay: old forums keep the post's number there. What only says who looks or whence is dropped. */
export function address(href: string, page: PageFacts): string | null {
  const url = toUrl(href, page);
  if (!url) return null;
  for (const name of Array.from(url.searchParams.keys())) if (isNoise(name, url)) url.searchParams.delete(name);
  return url.href;
}

/** Trackers, sessions (phpBB's `sid`, vBulletin's `s`) and the reader's own name (Discourse's `u`). */
function isNoise(name: string, url: URL): boolean {
  if (name === 'u') return url.pathname.startsWith('/t/');
  if (name === 's') return /^[0-9a-f]{32}$/.test(url.searchParams.get(name) ?? '');
  return /^(utm_\w+|fbclid|gclid|sid)$/.test(name);
}

function withDomain(handle: string | null, post: Element, engine: Engine): string | null {
  if (!handle || handle.includes('@')) return handle;
  const domain = engine.federated?.exec(post.getAttribute('data-state-post-id') ?? '')?.[1];
  return domain ? `${handle}@${domain}` : null;
}

function mediaItem(element: Element, page: PageFacts): MediaItem {
  const inner = element.matches('img, video, audio') ? element : (element.querySelector('video, audio, img') ?? element);
  const kind = inner.localName === 'audio' ? 'audio' : inner.localName === 'video' || element.querySelector('iframe') ? 'video' : 'image';
  const src = inner.getAttribute('src') ?? inner.getAttribute('data-src') ?? element.querySelector('a[href]')?.getAttribute('href');
  return { kind, url: toUrl(src, page)?.href ?? src ?? null, poster: inner.getAttribute('poster'), alt: inner.getAttribute('alt') || null, ...drawnSize(element) };
}
