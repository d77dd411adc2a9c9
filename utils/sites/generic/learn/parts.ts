import { precedes, squash, toUrl } from '../../dom';
import type { PageFacts } from '../../site';
import { ownPart } from '../ruled';
import * as sel from '../selectors';
import { authorLink, bodyOf, ownTime } from '../structure';
import { machineTime, shownText } from '../../shown';
import { isTelling, placed, tokens } from './tokens';

/** The example's parts, as the generic reader's own recognition sees them. */
export interface ExampleParts { name: Element | null; link: Element | null; time: Element | null; words: Element | null }

const MOST_NAME = 60;
const NAMED = ':is([itemprop="author"], [class*="author" i], [class*="user" i], [class*="nick" i], [class*="name" i], [class*="poster" i], [class*="from" i])';
const DATED = ':is([datetime], [data-time], [data-timestamp], [title])';
const LINKED = 'a[href]:is([class*="permalink" i], [class*="anchor" i], [rel~="bookmark"])';

export function partsOf(example: Element, page: PageFacts): ExampleParts {
  const words = wordsOf(example);
  const time = ownTime(example) ?? [...example.querySelectorAll(DATED)].find((one) => ['datetime', 'data-time', 'data-timestamp', 'title'].some((name) => machineTime(one.getAttribute(name)))) ?? null;
  return { name: nameOf(example, words, time, page), link: linkOf(example, time, page), time, words };
}

/** What is said may stand right in the example, in paragraphs: then these. Loose words beside a name cannot be told from it. */
function wordsOf(example: Element): Element | null {
  const body = bodyOf(example);
  return body === example ? ([...example.children].find((child) => child.localName === 'p' && squash(shownText(child)) !== null) ?? null) : body;
}

/** Words of a name: short, with letters, before what is said, no control and no moment. */
function nameOf(example: Element, words: Element | null, time: Element | null, page: PageFacts): Element | null {
  const fits = (one: Element): boolean => {
    const text = squash(shownText(one));
    return text !== null && text.length <= MOST_NAME && /\p{L}/u.test(text) && !one.closest(sel.notText.replace(/(^|, )(header|footer)(?=,)/g, '')) &&
      !(time && (one.contains(time) || time.contains(one))) && (!words || (precedes(one, words) && !words.contains(one) && !one.contains(words)));
  };
  const linked = authorLink(example, page);
  if (linked) return linked;
  const hinted = [...example.querySelectorAll(NAMED)].find(fits);
  if (hinted) return hinted.querySelector('a[href]') ?? hinted;
  const links = [...example.querySelectorAll('a[href]')].filter((one) => fits(one) && toUrl(one.getAttribute('href'), page)?.origin === page.url.origin);
  return links[0] ?? [...example.querySelectorAll('b, strong, dt, h3, h4, h5')].find(fits) ?? null;
}

function linkOf(example: Element, time: Element | null, page: PageFacts): Element | null {
  const around = time?.closest('a[href]') ?? time?.querySelector('a[href]') ?? null;
  const marked = around && example.contains(around) ? around : example.querySelector(LINKED);
  return marked && toUrl(marked.getAttribute('href'), page) ? marked : null;
}

/** Ways to say where a part is inside its post, the most lasting first. */
export function waysTo(part: Element, post: Element): string[] {
  const own = tokens(part);
  const tag = part.localName;
  const out = own.flatMap((token) => (token.startsWith(tag) ? [token] : [`${tag}${token}`, token]));
  const segment = tag === 'a' ? /^(?:https?:\/\/[^/]+)?(\/(?:@|~|[a-z]{1,12}\/|[a-z]+\.php\?[a-z]+=))/i.exec(part.getAttribute('href') ?? '')?.[1] : undefined;
  if (segment) out.push(`a[href*=${JSON.stringify(segment)}]`);
  for (let up = part.parentElement, way = ` > ${tag}`, deep = ` ${tag}`, n = 0; up && up !== post && n < 3; up = up.parentElement, n++) {
    for (const token of tokens(up)) out.push(`${token}${way}`, `${token}${deep}`);
    way = ` > ${up.localName}${way}`;
  }
  if (isTelling(tag) || tag === 'b' || tag === 'strong') out.push(tag);
  let chain = '';
  for (let up: Element | null = part; up && up !== post; up = up.parentElement) chain = ` > ${up === part && tag === 'p' ? tag : placed(up)}${chain}`;
  out.push(`:scope${chain}`);
  return [...new Set(out)];
}

/** The first way that leads to this very part in the example and to something in most of the others. */
export function bestWay(part: Element | null, example: Element, post: string, others: readonly Element[]): string | null {
  if (!part || !example.contains(part) || part === example) return null;
  const right = waysTo(part, example).filter((way) => ownPart(example, post, way) === part);
  const counted = right.map((way) => ({ way, found: others.filter((other) => ownPart(other, post, way) !== null).length }));
  const most = Math.max(0, ...counted.map(({ found }) => found));
  return counted.find(({ found }) => found >= most * 0.8)?.way ?? null;
}
