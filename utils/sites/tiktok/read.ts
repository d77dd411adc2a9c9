import { blankPost, type Post } from '@/utils/domain/post';
import { cleanName, isoTime, leaves, numberIn, precedes, put, putTimes, squash, textOf, toUrl } from '../dom';
import { drawnSize } from '../measure';
import type { PageFacts } from '../site';
import { island, type Island } from './island';
import { answered, authorIn, playerIn } from './part';
import * as selectors from './selectors';

/** The seconds in the upper half of a video's number. */
export const idTime = (id: string | null): string | null => (id && /^\d{17,20}$/.test(id) ? isoTime(Number(BigInt(id) >> 32n) * 1000) : null);

export function read(root: Element, page: PageFacts): Post {
  return root.querySelector(selectors.commentText) ? readComment(root, page) : readVideo(root, page);
}

function readAuthor(post: Post, root: Element, page: PageFacts): Element | null {
  const author = authorIn(root, page);
  if (!author) return null;
  put(post, 'handle', author.handle, 'structure');
  put(post, 'profileUrl', `https://www.tiktok.com/@${author.handle}`, 'structure');
  return author.link;
}

function readVideo(root: Element, page: PageFacts): Post {
  const post = blankPost();
  const link = readAuthor(post, root, page);
  const desc = root.querySelector(selectors.desc);
  if (desc) put(post, 'text', textOf(desc, { skip: selectors.notText, block: 'section' }), 'testid');
  const shown = leaves(root).find(({ node, text }) => link && precedes(link, node) && /^·\s*\S/.test(text) && !desc?.contains(node));
  put(post, 'shownTime', squash(shown?.text.replace(/^·/, '')), 'text');
  readPlace(post, root, page);
  readMedia(post, root);
  for (const [name, selector] of Object.entries(selectors.counts)) {
    const count = numberIn(root.querySelector(selector)?.textContent);
    if (count !== null) post.counts[name] = count;
  }
  return post;
}

/** Whose video the page's data is of. */
export const isBy = (data: Island, handle: string | null): boolean => data.author.handle === handle;

function readPlace(post: Post, root: Element, page: PageFacts): void {
  const data = island(page);
  const own = playerIn(root);
  // Without a number of its own, author and words must both be those of the page's data.
  const same = data && isBy(data, post.handle) && (own ? data.id === own : post.text !== null && squash(data.desc) === squash(post.text));
  const id = own ?? (same ? data.id : null);
  if (!id) return;
  put(post, 'id', id, own ? 'structure' : 'meta');
  if (post.handle) put(post, 'permalink', `https://www.tiktok.com/@${post.handle}/video/${id}`, 'id');
  const address = selectors.videoPath.exec(page.url.pathname);
  post.focal = address?.[2] === id;
  if (post.focal && address?.[0].includes('/photo/') && address[1] === post.handle) put(post, 'permalink', page.url.origin + page.url.pathname, 'address');
  putTimes(post, same ? isoTime(data.createTime && data.createTime * 1000) : null, 'meta', idTime(id));
  if (!same) return;
  put(post, 'displayName', cleanName(data.author.name), 'meta');
  put(post, 'userId', data.author.id, 'meta');
}

/** One video; what else may stand in its place (pictures to leaf through) cannot be counted. */
function readMedia(post: Post, root: Element): void {
  const videos = [...root.querySelectorAll('video')];
  if (!videos.length) return;
  const still = root.querySelector('picture img')?.getAttribute('src') ?? null;
  const items = videos.map((video) => ({ kind: 'video' as const, url: video.getAttribute('src'), poster: video.getAttribute('poster') ?? (still?.startsWith('data:') ? null : still), alt: null, ...drawnSize(video) }));
  put(post, 'media', items.slice(0, 1), 'structure');
}

/** A comment has neither number nor address, and only a time like "3d ago". */
function readComment(root: Element, page: PageFacts): Post {
  const post = blankPost('comment');
  readAuthor(post, root, page);
  const words = root.querySelector(selectors.commentText);
  put(post, 'displayName', cleanName(textOf(root.querySelector(selectors.commentName))), 'testid');
  if (words) put(post, 'text', textOf(words, { skip: selectors.notText, block: 'section' }), 'testid');
  put(post, 'shownTime', squash(root.querySelector(selectors.commentTime)?.textContent), 'testid');
  const other = [...root.querySelectorAll('img,video')].some((one) => !one.closest(selectors.author) && !one.closest(selectors.commentText));
  if (!other) put(post, 'media', [], 'structure');
  const above = answered(root, page);
  const video = selectors.videoPath.exec(toUrl(page.url.href, page)?.pathname ?? '');
  if (above) put(post, 'inReplyTo', { id: null, handle: authorIn(above, page)?.handle ?? null, permalink: null }, 'structure');
  else if (video?.[1] && video[2] && !words?.matches(selectors.reply)) put(post, 'inReplyTo', { id: video[2], handle: video[1], permalink: page.url.origin + page.url.pathname }, 'address');
  return post;
}
