import { select } from '@/utils/sites/registry';
import type { PageFacts, Site } from '@/utils/sites/site';

const pageFacts = (): PageFacts => ({ url: new URL(location.href), doc: document });

export interface AtAnswers {
  site: string | null;
  posts: number;
  /** Elements that were asked for, and those of them that lie in a post. */
  asked: number;
  held: number;
  /** Where the answer is not the innermost of the posts found in the whole page. */
  wrong: string[];
}

/** Runs in the page: asks for the post at up to `most` of its elements, spread over the page. */
export function askAt(most: number): AtAnswers {
  const page = pageFacts();
  const site: Site | null = select(page);
  const posts = site?.find(document, page) ?? [];
  const all = [...document.querySelectorAll('body, body *')];
  const step = Math.max(1, Math.floor(all.length / most));
  const out: AtAnswers = { site: site?.id ?? null, posts: posts.length, asked: 0, held: 0, wrong: [] };
  for (let i = 0; i < all.length; i += step) {
    const element = all[i];
    if (!element) continue;
    const expected = posts.filter((post) => post.contains(element)).at(-1) ?? null;
    out.asked += 1;
    if (expected) out.held += 1;
    if ((site?.at(element, page) ?? null) !== expected) out.wrong.push(element.outerHTML.slice(0, 120));
  }
  return out;
}

/** Runs in the page: how often the DOM is asked for elements, or for text, while the post at the last element of `selector` is found. */
export function looksAt(selector: string): { right: boolean; looks: number } {
  const last = [...document.querySelectorAll(selector)].at(-1);
  const node = last?.firstElementChild;
  let looks = 0;
  const undo: (() => void)[] = [];
  for (const [prototype, name] of [[Element.prototype, 'querySelectorAll'], [Element.prototype, 'querySelector'], [Element.prototype, 'closest'], [Node.prototype, 'contains']] as const) {
    const own = Reflect.get(prototype, name) as (...args: unknown[]) => unknown;
    Reflect.set(prototype, name, function counted(this: unknown, ...args: unknown[]) {
      looks += 1;
      return own.apply(this, args);
    });
    undo.push(() => void Reflect.set(prototype, name, own));
  }
  try {
    return { right: node !== null && node !== undefined && select(pageFacts())?.at(node, pageFacts()) === last, looks };
  } finally {
    for (const one of undo) one();
  }
}
