import { blankPost, type Post } from '@/utils/domain/post';
import { put, squash } from '../dom';
import type { PageFacts } from '../site';
import { answered, parent } from './find';
import { readMedia } from './media';
import { readOld } from './old';
import { addressOf, handleOf, nameOf, placeOf } from './place';
import * as selectors from './selectors';
import { readCurrent } from './shreddit';

export function read(root: Element, page: PageFacts): Post {
  const post = blankPost();
  const url = addressOf(root, page);
  const name = nameOf(root, page);
  if (url) put(post, 'permalink', url.origin + url.pathname, 'data');
  if (name) put(post, 'id', name.name, name.tier);
  post.kind = post.id?.startsWith('t1_') ? 'comment' : post.id?.startsWith('t4_') ? 'message' : 'post';
  const here = placeOf(page.url);
  post.focal = post.id !== null && post.id === (here.comment ?? here.post);
  if (root.matches(selectors.current)) readCurrent(post, root, page);
  else readOld(post, root);
  if (post.handle) put(post, 'profileUrl', `${page.url.origin}/user/${post.handle}/`, 'id');
  if (root.matches(selectors.ad)) post.promoted = true;
  readMedia(post, root, page);
  readAnswered(post, root, page);
  standAside(post);
  return post;
}

function readAnswered(post: Post, root: Element, page: PageFacts): void {
  const id = post.kind === 'comment' ? answered(root, page) : null;
  if (!id || !selectors.id.test(id)) return;
  const above = parent(root, page);
  const url = above && addressOf(above, page);
  const handle = handleOf(above?.getAttribute('author') ?? above?.getAttribute('data-author'));
  put(post, 'inReplyTo', { id, handle, permalink: url && url.origin + url.pathname }, 'data');
}

/** Reddit's own marks in place of words that are gone are nobody's words. The title is the line above the post. */
function standAside(post: Post): void {
  const gone = !post.handle && /^\[\s?(?:deleted|removed)\s?\]$/.test(squash(post.text) ?? '') ? post.text : null;
  if (gone) {
    post.text = null;
    delete post.sources['text'];
  }
  put(post, 'context', [post.title, gone].filter(Boolean).join('; ') || null, post.sources['title'] ?? 'text');
}

