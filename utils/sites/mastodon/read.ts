import { blankPost, type MediaItem, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, outermost, put, squash, textOf, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { body, isFocal, owner, parentOf, permalinkOf } from './find';
import { decode, fromAddress, fullHandle, idTime } from './instance';
import * as sel from './selectors';

export function readPost(post: Element, page: PageFacts): Post {
  const status = body(post);
  const focal = isFocal(post);
  const out = readStatus(status, page, focal);
  out.focal = focal;
  const above = contextOf(post, status);
  put(out, 'context', above, 'structure');
  const parent = parentOf(post, page);
  if (parent) {
    const answered = readStatus(body(parent), page, isFocal(parent));
    put(out, 'inReplyTo', { id: answered.id, handle: answered.handle, permalink: answered.permalink }, 'structure');
  }
  return out;
}

function readStatus(status: Element, page: PageFacts, focal: boolean): Post {
  const out = blankPost();
  const own = (element: Element): boolean => (owner(element) ?? status) === status;
  const pickOwn = (selector: string): Element[] => [...status.querySelectorAll(selector)].filter(own);
  readAddress(out, status, page, focal);
  readAuthor(out, status, page, pickOwn);
  readTime(out, status, page);
  const inner = [...status.querySelectorAll(sel.status)].find((e) => owner(e) === e && e !== status && owner(e.parentElement ?? e) === status);
  readWords(out, pickOwn, inner !== undefined);
  out.media = mediaOf(pickOwn, page);
  // Without the class names, "no picture found" is not "no picture".
  if (out.media.length || pickOwn(sel.known).length) out.sources.media = 'structure';
  out.sensitive = out.contentWarning !== null || pickOwn(sel.covered).length > 0;
  out.counts = countsOf(pickOwn);
  if (inner) put(out, 'quoted', readStatus(inner, page, false), inner.closest(sel.quote) ? 'structure' : 'data');
  return out;
}

function readAddress(out: Post, status: Element, page: PageFacts, focal: boolean): void {
  const url = toUrl(permalinkOf(status, page)?.getAttribute('href'), page);
  if (url) put(out, 'permalink', url.origin + url.pathname, 'structure');
  const linked = fromAddress(url, page);
  if (!put(out, 'id', status.getAttribute('data-id'), 'data') && !put(out, 'id', linked.local ? linked.id : null, 'structure') && focal) {
    put(out, 'id', fromAddress(page.url, page).id, 'address');
  }
  put(out, 'idTime', idTime(out.id), 'id');
}

function readAuthor(out: Post, status: Element, page: PageFacts, pickOwn: (selector: string) => Element[]): void {
  const acct = fromAddress(out.permalink ? new URL(out.permalink) : null, page).acct;
  const toAuthor = (link: Element): boolean => acct !== null && decode(toUrl(link.getAttribute('href'), page)?.pathname ?? '') === `/@${acct}`;
  const link = pickOwn(sel.author)[0] ?? pickOwn(sel.link).find(toAuthor) ?? null;
  const shown = fullHandle(pickOwn(sel.account)[0]?.textContent, page);
  const local = out.permalink !== null && new URL(out.permalink).origin === page.url.origin;
  if (!put(out, 'handle', shown, 'structure') && !put(out, 'handle', local ? fullHandle(acct, page) : null, 'structure')) {
    put(out, 'handle', fullHandle(link?.getAttribute('title'), page), 'structure');
  }
  const name = (link ?? status).querySelector('.display-name__html') ?? pickOwn('.display-name__html')[0] ?? link?.querySelector(sel.name) ?? null;
  put(out, 'displayName', cleanName(textOf(name)), 'structure');
  put(out, 'userId', link && accountOf(link), 'data');
  put(out, 'profileUrl', toUrl(link?.getAttribute('href'), page)?.href, 'structure');
}

/** The account that an author's link names, by its number on this server. */
export const accountOf = (link: Element): string | null => link.getAttribute(sel.accountId) ?? link.getAttribute('data-id');

/** The id's time stays beside it as a cross-check: who runs the server decides what ids are. */
function readTime(out: Post, status: Element, page: PageFacts): void {
  const link = permalinkOf(status, page);
  const time = link?.querySelector(sel.time);
  const machine = isoTime(time?.getAttribute('datetime'));
  put(out, 'shownTime', squash((time ?? link)?.textContent), 'text');
  const meta = machine === null && out.permalink !== null && metaTime(out.permalink, page);
  if (put(out, 'machineTime', machine, 'structure') || (meta && put(out, 'machineTime', meta, 'meta'))) {
    put(out, 'postedAt', out.machineTime, out.sources.machineTime ?? 'structure');
  }
}

/** Only while the page's metadata speaks of this very post: moving inside the app leaves the old ones standing. */
function metaTime(permalink: string, page: PageFacts): string | null {
  const about = toUrl(page.doc.querySelector(sel.ogUrl)?.getAttribute('content'), page);
  if (!about || about.pathname !== new URL(permalink).pathname) return null;
  return isoTime(page.doc.querySelector(sel.ogTime)?.getAttribute('content'));
}

function readWords(out: Post, pickOwn: (selector: string) => Element[], hasInner: boolean): void {
  const quoted = pickOwn(sel.quote).length > 0;
  const content = pickOwn(sel.text)[0] ?? wholeContent(pickOwn) ?? (hasInner ? null : bareContent(pickOwn));
  const tail = tagsBelow(pickOwn, content).map((tag) => squash(tag.textContent)).filter(Boolean).join(' ');
  const words = content && paragraphs(content, quoted ? sel.quoteInline : undefined);
  const lost = words === null && Boolean(content?.querySelector('img'));
  put(out, 'text', lost ? null : [words, tail].filter(Boolean).join('\n\n') || null, 'structure');
  put(out, 'lang', content?.getAttribute('lang'), 'structure');
  const warning = pickOwn(sel.warning)[0] ?? null;
  const said = warning ? (warning.querySelector(sel.warningWords) ?? warning) : (pickOwn(sel.oldWarning)[0] ?? null);
  put(out, 'contentWarning', textOf(said, { skip: 'button' }), 'structure');
}

/** Hashtags that the page took from the end of the words and shows in a bar of their own. */
function tagsBelow(pickOwn: (selector: string) => Element[], content: Element | null): Element[] {
  const bar = pickOwn(sel.hashtagBar);
  if (bar.length || pickOwn(sel.known).length) return bar.flatMap((one) => [...one.querySelectorAll('a')]);
  return pickOwn(sel.hashtag).filter((tag) => !content?.contains(tag) && tag.textContent?.startsWith('#'));
}

/** Before 2018 the words stood in the content box itself. */
function wholeContent(pickOwn: (selector: string) => Element[]): Element | null {
  const box = pickOwn(sel.content)[0];
  return box && !box.querySelector('button') ? box : null;
}

/** Without class names: the one element made of paragraphs that is neither a banner with a button nor a card. */
function bareContent(pickOwn: (selector: string) => Element[]): Element | null {
  if (pickOwn(sel.known).length) return null;
  const boxes = outermost([...new Set(pickOwn('p').map((p) => p.parentElement).filter((e) => e !== null))]);
  const [box] = boxes;
  if (!box || boxes.length > 1 || box.closest('a, button') || box.querySelector('button')) return null;
  // "RE: address" before the words stands for a quote, and only its class tells whether it is shown.
  return /^\S{1,5}\s*https?:\S+$/.test(squash(box.querySelector('p')?.textContent) ?? '') ? null : box;
}

/** Line breaks inside a paragraph are kept (the page shows them, `pre-wrap`), those between paragraphs are markup. */
function paragraphs(content: Element, skip: string | undefined): string | null {
  const parts = [...content.childNodes].filter((node) => node.nodeType === 1 || squash(node.nodeValue));
  const blocks = parts.every((node) => node.nodeType === 1 && /^(p|ul|ol|blockquote|pre|h\d|div)$/.test((node as Element).localName));
  const options = skip ? { skip } : {};
  const whole = textOf(content, options);
  if (!blocks || whole === null) return whole;
  return parts.map((node) => textOf(node, options)).filter(Boolean).join('\n\n') || null;
}

function mediaOf(pickOwn: (selector: string) => Element[], page: PageFacts): MediaItem[] {
  const named = pickOwn(sel.mediaItem);
  const items = [...named, ...pickOwn(sel.player)];
  if (!items.length) items.push(...pickOwn(sel.mediaItemBare).filter((item) => !item.closest(sel.card)));
  return outermost(items).map((item) => {
    const video = item.querySelector('video, audio');
    const picture = item.querySelector('img');
    const kind = item.matches('.audio-player') || video?.localName === 'audio' ? 'audio' : item.matches('.video-player') ? 'video' : video ? 'gif' : 'image';
    const url = toUrl(item.querySelector('a[href]')?.getAttribute('href'), page)?.href ?? video?.getAttribute('src') ?? picture?.getAttribute('src') ?? null;
    const alt = picture?.getAttribute('alt') ?? video?.getAttribute('aria-label') ?? null;
    return { kind, url, poster: video?.getAttribute('poster') ?? null, alt: alt || null, ...drawnSize(item) };
  });
}

/** Only whole numbers: "1+" and "2K" are the page's way not to say. */
function countsOf(pickOwn: (selector: string) => Element[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (name: string, element: Element | null | undefined): void => {
    const shown = squash(element?.textContent);
    if (shown && /^\d+$/.test(shown)) counts[name] = Number(shown);
  };
  for (const [name, selector] of Object.entries(sel.counts)) add(name, pickOwn(selector)[0]);
  const buttons = pickOwn(`${sel.actions} button`);
  add('replies', buttons[0]?.querySelector(sel.counter));
  add('reposts', buttons[1]?.querySelector(sel.counter));
  add('likes', buttons.find((button) => button.matches('.star-icon'))?.querySelector(sel.counter));
  return counts;
}

function contextOf(post: Element, status: Element): string | null {
  const notice = post.closest(sel.noticeBox)?.querySelector(sel.noticeHead) ?? null;
  const before = status.previousElementSibling;
  const line = post.querySelector(`:scope > ${sel.prepend}`) ?? (before && post !== status && post.contains(before) ? before : null);
  return squash(textOf(line ?? notice));
}
