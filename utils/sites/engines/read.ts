import { blankPost, type MediaItem, type Post, type Tier } from '@/utils/domain/post';
import { all, cleanName, put, putTimes, squash, toUrl } from '../dom';
import type { Named, PageFacts } from '../site';
import { drawnSize } from '../measure';
import { address, shownText, type ShownOptions } from '../shown';
import { onceATurn } from '../turn';
import type { Ask, Engine } from './engine';
import { engines } from './selectors';
import { statedTime } from './times';

const anyPost = engines.map(({ post }) => post).join();

/** The software that made this page, or null. On most pages it is none, which one look through them tells. */
export const engineOf = onceATurn((doc: Document): Engine | null => {
  if (!doc.querySelector(anyPost)) return null;
  return engines.find((engine) => isMarked(engine, doc) && hasPosts(engine, doc)) ?? null;
});

function hasPosts(engine: Engine, doc: Document): boolean {
  for (const post of doc.querySelectorAll(engine.post)) if (isEnginePost(engine, post)) return true;
  return false;
}

/** The software that this very post is of. Cheap: asked once for each post. */
export const engineOfPost = (post: Element, doc: Document): Engine | null =>
  engines.find((engine) => post.matches(engine.post) && isMarked(engine, doc)) ?? null;

const marks = onceATurn(() => new Map<Engine, boolean>());

/** Whether the page bears the mark of this software: looked for once a turn. */
function isMarked(engine: Engine, doc: Document): boolean {
  const known = marks(doc);
  const marked = known.get(engine) ?? doc.querySelector(engine.page) !== null;
  known.set(engine, marked);
  return marked;
}

/** The innermost post around the node; the page is looked through only where there may be one. */
export function enginePostAt(node: Element, doc: Document): Element | null {
  const engine = engineOf(doc);
  if (!engine) return null;
  for (let up = node.closest(engine.post); up; up = up.parentElement?.closest(engine.post) ?? null) if (isEnginePost(engine, up)) return up;
  return null;
}

/** A post of its own: what lies in another's quote is part of that other. */
export const isEnginePost = (engine: Engine, post: Element): boolean =>
  !(engine.quote && post.closest(engine.quote.at)) &&
  [engine.bare, engine.title?.[0], ...engine.text.map(([, at]) => at)].some((at) => at !== undefined && (at === engine.bare ? post.matches(at) : post.querySelector(at)));

export const enginePosts = (engine: Engine, root: ParentNode): Element[] => all(root, engine.post).filter((post) => isEnginePost(engine, post));

const ownIn = (engine: Engine, post: Element) => (element: Element): boolean =>
  element.closest(engine.post) === post && !(engine.quote && element !== post && insideQuote(element, engine, post));

interface Account extends Named { tiers: { handle: Tier; userId: Tier } }

/** Whose post it is. */
export function accountOf(engine: Engine, post: Element, page: PageFacts): Account {
  const own = ownIn(engine, post);
  return account(answer(post, engine.handle, null, own), answer(post, engine.userId, null, own), (handle) => withDomain(handle, post, engine, page));
}

function account(name: Answer | null, number: Answer | null, whole: (handle: string | null) => string | null): Account {
  return { userId: number?.[0] ?? null, handle: whole(cleanName(name?.[0])), tiers: { handle: name?.[1] ?? 'structure', userId: number?.[1] ?? 'structure' } };
}

/** What a post quotes. */
export const quoteIn = (engine: Engine, post: Element): Element | null =>
  (engine.quote && [...post.querySelectorAll(engine.quote.at)].find((element) => element.closest(engine.post) === post || element.matches(engine.post))) ?? null;

function plain(engine: Engine): Engine {
  const { quote: _, ...without } = engine;
  return without;
}

/** Whose words are quoted. */
export function quotedOf(quote: Element, engine: Engine, page: PageFacts): Account {
  if (quote.matches(engine.post)) return accountOf(plain(engine), quote, page);
  const own = (): boolean => true;
  return account(answer(quote, engine.quote?.handle ?? [], null, own), answer(quote, engine.quote?.userId ?? [], null, own), (handle) => handle);
}

export function readEngine(engine: Engine, post: Element, page: PageFacts): Post {
  const out = blankPost(engine.head && post.matches(engine.head) ? 'post' : engine.kind);
  const own = ownIn(engine, post);
  const ask = (ways: readonly Ask[]): Answer | null => answer(post, ways, out.id, own);
  const take = (field: 'id' | 'displayName', ways: readonly Ask[]): void => {
    const found = ask(ways);
    if (found) put(out, field, field === 'id' ? found[0] : cleanName(found[0]), found[1]);
  };
  take('id', engine.id);
  const who = accountOf(engine, post, page);
  put(out, 'handle', who.handle, who.tiers.handle);
  take('displayName', engine.displayName);
  put(out, 'userId', who.userId, who.tiers.userId);
  const profile = ask(engine.profile);
  if (profile) put(out, 'profileUrl', address(profile[0], page), profile[1]);
  const link = ask(engine.permalink);
  if (link) put(out, 'permalink', address(link[0], page), link[1]);
  else if (engine.route && out.id && out.kind === engine.kind && post.matches(engine.route[0])) put(out, 'permalink', address(engine.route[1].replace('{id}', out.id), page), 'id');
  readWhen(out, post, engine, own);
  readWhat(out, post, engine, own, page);
  return out;
}

function readWhen(out: Post, post: Element, engine: Engine, own: (element: Element) => boolean): void {
  for (const way of engine.time) {
    const found = answer(post, [way], out.id, own, (value) => statedTime(value) !== null);
    if (!found) continue;
    putTimes(out, statedTime(found[0]), found[1], null);
    put(out, 'shownTime', squash(found[2].textContent), 'text');
    return;
  }
  if (engine.idTime) putTimes(out, null, 'id', engine.idTime(out.id));
  const words = engine.shown ? [...post.querySelectorAll(engine.shown)].find(own) : null;
  put(out, 'shownTime', squash(words?.textContent), 'text');
}

function readWhat(out: Post, post: Element, engine: Engine, own: (element: Element) => boolean, page: PageFacts): void {
  const box = engine.text.map(([tier, at]) => [tier, [...post.querySelectorAll(at)].find(own), at] as const).find(([, element]) => element);
  /** A bare element's name tells little: then it is not known what else the post holds. */
  const isMarked = box !== undefined && /[.#[]/.test(box[2]);
  if (box?.[1]) {
    put(out, 'text', shownText(box[1], options(engine)), box[0]);
    put(out, 'lang', box[1].getAttribute('lang'), box[0]);
  }
  const heading = engine.title && [...post.querySelectorAll(engine.title[0])].find(own);
  if (heading) put(out, 'title', squash(shownText(heading, { skip: engine.title?.[1] ?? '' })), 'structure');
  if (engine.warning) put(out, 'contentWarning', shownText([...post.querySelectorAll(engine.warning)].find(own) ?? null), 'structure');
  out.sensitive = out.contentWarning !== null;
  if (engine.media) out.media = [...post.querySelectorAll(engine.media)].filter(own).map((element) => mediaItem(element, page));
  if (out.media.length || (engine.media && isMarked)) out.sources.media = box?.[0] ?? 'structure';
  const quote = quoteIn(engine, post);
  if (quote && engine.quote) put(out, 'quoted', readQuote(quote, engine, engine.quote, page), 'structure');
}

function readQuote(quote: Element, engine: Engine, ways: NonNullable<Engine['quote']>, page: PageFacts): Post {
  if (quote.matches(engine.post)) return readEngine(plain(engine), quote, page);
  const out = blankPost(engine.kind);
  const id = answer(quote, ways.id, null, () => true);
  if (id) put(out, 'id', id[0], id[1]);
  const who = quotedOf(quote, engine, page);
  put(out, 'handle', who.handle, who.tiers.handle);
  put(out, 'userId', who.userId, who.tiers.userId);
  put(out, 'displayName', out.handle, out.sources['handle'] ?? 'data');
  const words = ways.text ? quote.querySelector(ways.text) : quote;
  put(out, 'text', shownText(words, options(engine, 'cite')), 'structure');
  return out;
}

const options = (engine: Engine, also?: string): ShownOptions => ({
  skip: also ? `${engine.notText}, ${also}` : engine.notText,
  ...(engine.emoji ? { emoji: engine.emoji } : {}),
});

function insideQuote(element: Element, engine: Engine, post: Element): boolean {
  const quote = engine.quote ? element.closest(engine.quote.at) : null;
  return quote !== null && quote !== post && post.contains(quote);
}

type Answer = readonly [value: string, tier: Tier, at: Element];

/** The first way that has an answer; `{id}` never matches before the id is known. */
function answer(
  post: Element, ways: readonly Ask[], id: string | null, own: (element: Element) => boolean, good: (value: string) => boolean = () => true,
): Answer | null {
  for (const [tier, at, get, part] of ways) {
    if (at.includes('{id}') && !id) continue;
    const places = at ? [...post.querySelectorAll(at.replaceAll('{id}', CSS.escape(id ?? '')))].filter(own) : [post];
    for (const place of places) {
      const whole = get === '#text' ? shownText(place) : place.getAttribute(get);
      const value = part ? partOf(part.exec(cleanName(whole) ?? '')) : whole;
      if (value && good(value)) return [value, tier, place];
    }
  }
  return null;
}

/** The first group; of two, `second@first`. */
const partOf = (match: RegExpExecArray | null): string | undefined => (match?.[2] ? `${match[2]}@${match[1]}` : match?.[1]);

function withDomain(handle: string | null, post: Element, engine: Engine, page: PageFacts): string | null {
  const { federated } = engine;
  if (!handle || !federated || handle.includes('@')) return handle;
  const domain = federated === 'page' ? page.url.hostname : federated[1].exec(post.getAttribute(federated[0]) ?? '')?.[1];
  return domain ? `${handle}@${domain}` : null;
}

function mediaItem(element: Element, page: PageFacts): MediaItem {
  const inner = element.matches('img, video, audio') ? element : (element.querySelector('video, audio, img') ?? element);
  const kind = inner.localName === 'audio' ? 'audio' : inner.localName === 'video' || element.querySelector('iframe') ? 'video' : 'image';
  const src = inner.getAttribute('src') ?? inner.getAttribute('data-src') ?? element.querySelector('a[href]')?.getAttribute('href');
  return { kind, url: toUrl(src, page)?.href ?? src ?? null, poster: inner.getAttribute('poster'), alt: inner.getAttribute('alt') || null, ...drawnSize(element) };
}
