import { all, outermost, squash, textOf } from '../dom';
import * as selectors from './selectors';

export const plainWords = (element: Element | null): string | null => textOf(element, { skip: `${selectors.button},${selectors.anyTime},${selectors.hidden}` });

/** A whole comment may be a button too: what counts is what lies below `top`. */
function inside(element: Element, selector: string, top: Element): boolean {
  const found = element.closest(selector);
  return found !== null && found !== top && top.contains(found);
}

/** What stands in `element` as running words: in or around what follows the language's direction, and no label of a button. */
function wordsOf(element: Element): string | null {
  if (element.matches(`${selectors.button},${selectors.hidden}`) || element.querySelector(`${selectors.anyTime},${selectors.composer}`)) return null;
  const words = outermost(all(element, selectors.words)).filter((one) => !inside(one, selectors.button, element) && squash(plainWords(one)));
  if (words.length) return plainWords(words.length === 1 ? (words[0] ?? null) : element);
  return element.closest(selectors.words) ? plainWords(element) : null;
}

export interface Found {
  text: string;
  element: Element;
}

function following(from: Element, limit: Element): Found | null {
  for (let up: Element | null = from; up && up !== limit; up = up.parentElement) {
    for (let next = up.nextElementSibling; next; next = next.nextElementSibling) {
      // Behind pictures come buttons, no words.
      if (all(next, selectors.media).length) return null;
      const text = wordsOf(next);
      if (text) return { text, element: next };
    }
  }
  return null;
}

/** The smallest element around `inner` that holds `other` too. */
function around(inner: Element, other: Element): Element | null {
  let up: Element | null = inner;
  while (up && !up.contains(other)) up = up.parentElement;
  return up;
}

/**
 * The words that belong to `name`, no further away than `limit`. Either name and time stand in one row and the words
 * behind it, or the words stand between the name and a row of time and buttons.
 */
export function wordsAfter(name: Element, time: Element | null, limit: Element): Found | null {
  const row = time && around(name, time);
  if (!time || !row || !limit.contains(row)) return following(name, limit);
  const last = [...row.children].find((child) => child.contains(time));
  if (last?.querySelector(selectors.button)) return following(name, row);
  return row === limit ? null : following(row, limit);
}
