import type { Post, Tier } from '@/utils/domain/post';
import { put, squash, textOf } from '../dom';
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

/** Reddit's ids hold no time: the stated one is all there is. */
export function putTime(post: Post, machine: string | null, tier: Tier): void {
  put(post, 'machineTime', machine, tier);
  put(post, 'postedAt', machine, tier);
}
