import { TAUGHT, type PageRule } from '@/utils/domain/taught';
import type { Post } from '@/utils/domain/post';
import { generic } from '@/utils/sites/generic/index';
import { learn } from '@/utils/sites/generic/learn/learn';
import type { PageFacts } from '@/utils/sites/site';

const pageFacts = (): PageFacts => ({ url: new URL(location.href), doc: document });
const teach = (rule: PageRule | null): void => void Reflect.set(globalThis, Symbol.for(TAUGHT), { rule, fixes: [] });

export interface Answer { rule: PageRule; posts: string[]; read: ReadBack[]; at: boolean }
export type ReadBack = Pick<Post, 'handle' | 'displayName' | 'permalink' | 'postedAt' | 'shownTime' | 'text' | 'id'>;

const short = ({ handle, displayName, permalink, postedAt, shownTime, text, id }: Post): ReadBack => ({ handle, displayName, permalink, postedAt, shownTime, text, id });

/** Runs in the page: what is learned from the element, and what the generic reader makes of the page with it. `data-n` names the test's posts. */
export function learnFrom(selector: string): Answer[] {
  const page = pageFacts();
  const example = document.querySelector(selector);
  if (!example) throw new Error(`no ${selector}`);
  const before = document.documentElement.outerHTML;
  const answers = learn(example, page).map(({ rule, posts }): Answer => {
    teach(rule);
    const found = generic.find(document, page);
    const at = found.every((post) => [post, ...post.querySelectorAll('*')].every((inside) => generic.at(inside, page) === found.filter((one) => one.contains(inside)).at(-1)));
    const answer = { rule, posts: posts.map(nameOf), read: found.map((post) => short(generic.read(post, page))), at: at && found.length === posts.length };
    teach(null);
    return answer;
  });
  if (document.documentElement.outerHTML !== before) throw new Error('the page was changed');
  return answers;
}

const nameOf = (post: Element): string => post.closest('[data-n]')?.getAttribute('data-n') ?? post.querySelector('[data-n]')?.getAttribute('data-n') ?? '?';

/** Runs in the page: posts found without a rule, and with this one. */
export function foundWith(rule: PageRule | null): { posts: number; texts: (string | null)[] } {
  teach(rule);
  const page = pageFacts();
  const posts = generic.find(document, page);
  return { posts: posts.length, texts: posts.map((post) => generic.read(post, page).text) };
}
