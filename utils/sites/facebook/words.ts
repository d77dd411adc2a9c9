import type { Tier } from '@/utils/domain/post';
import { all, outermost, precedes, squash, textOf } from '../dom';
import { own, type Part } from './part';
import * as selectors from './selectors';

export interface Words {
  element: Element;
  text: string | null;
  tier: Tier;
}

const options = { skip: `${selectors.button},${selectors.hidden}`, line: 'div,li' };

const wordsIn = (element: Element, tier: Tier): Words => ({ element, text: textOf(element, options), tier });

/** Running words of `root`: neither a link's nor a button's label, nor in a list of controls. */
function isFree(element: Element, root: Element): boolean {
  for (let up: Element | null = element; up && up !== root; up = up.parentElement) if (up.matches(selectors.control)) return false;
  return squash(textOf(element)) !== null;
}

/** A post's message, marked as one; on a coloured ground it is not marked, but laid out line by line. */
export function messageOf(part: Part): Words | null {
  for (const [tier, selector] of selectors.message) {
    const found = own(part, selector)[0];
    if (found) return part.until && precedes(part.until, found) ? null : wordsIn(found, tier);
  }
  const lines = own(part, selectors.aligned).filter((one) => isFree(one, part.root));
  return lines.length ? together(lines, 'structure', part.root) : null;
}

/** A photo's caption: the line below the name and time, above the row of buttons. */
export function captionOf(part: Part, author: Element | null, end: Element | null, time: Element | null): Words | null {
  const found = outermost(own(part, selectors.words)).find(
    (one) => author && precedes(author, one) && !one.contains(author) && !one.contains(time) && (!end || precedes(one, end)) && isFree(one, part.root) && !one.closest(selectors.head[1][1]) && !one.querySelector('svg,[aria-hidden]'),
  );
  return found ? wordsIn(found, 'structure') : null;
}

/** A comment's words stand line by line behind its author's name. */
export function commentWords(part: Part, author: Element | null): Words | null {
  const lines = own(part, selectors.line).filter((one) => isFree(one, part.root) && (!author || precedes(author, one)));
  return lines.length ? together(lines, 'structure', part.root) : null;
}

/** The lines that belong to the first one: those in its span, or beside it. */
function together(lines: Element[], tier: Tier, root: Element): Words | null {
  const first = lines[0];
  const box = first?.closest(selectors.words);
  if (first && box && root.contains(box) && lines.every((line) => !line.contains(box))) return wordsIn(box, tier);
  const same = outermost(lines).filter((line) => line.parentElement === first?.parentElement);
  const texts = same.map((line) => textOf(line, options));
  if (texts.some((one, index) => one === null && same[index]?.querySelector('img'))) return null;
  const text = texts.filter(Boolean).join('\n');
  return first && text ? { element: first.parentElement ?? first, text, tier } : null;
}

/** The page has cut the words and offers the rest. */
export const isCut = ({ element }: Words): boolean => all(element, selectors.button).some((one) => squash(one.textContent));
