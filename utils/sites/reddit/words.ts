import type { Post } from '@/utils/domain/post';
import { squash, textOf } from '../dom';
import * as selectors from './selectors';

/** Words as shown: white space around line ends is only the page's source, but in code it counts. */
export function words(body: Element | null | undefined): string | null {
  const text = textOf(body ?? null, { skip: selectors.notText, block: selectors.block, line: selectors.line });
  const lines = body?.querySelector('pre') ? text : text?.replace(/[^\S\n]*\n[^\S\n]*/g, '\n');
  return lines?.replace(/\n{3,}/g, '\n\n').trim() || null;
}

/** Counts that the page states as whole numbers. */
export function putCount(post: Post, name: string, value: string | null | undefined): void {
  const number = squash(value);
  if (number && /^-?\d+$/.test(number)) post.counts[name] = Number(number);
}
