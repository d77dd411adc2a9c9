/** How posts are found on one site, learned from one example that she picked by hand: CSS selectors, no words, nothing of hers. */
export interface PageRule {
  /** Good there only. */
  origin: string;
  post: string;
  /** Inside the post; null where the example had none. */
  name: string | null;
  link: string | null;
  time: string | null;
  words: string | null;
}

/** Selectors that a signed data file gives one adapter of one version. */
export interface SelectorFix {
  site: string;
  version: number;
  /** SHA-256 of the file, 64 hex digits; the record keeps it. */
  hash: string;
  selectors: Readonly<Record<string, string>>;
}

/** A signed data file that was checked and taken in, as its text was. Off until she switches it on. */
export interface KeptSelectors extends SelectorFix {
  /** When it was made, ISO 8601. */
  made: string;
  on: boolean;
}

/** What the background tells a page's readers before they read. */
export interface Taught {
  rule: PageRule | null;
  /** One for each adapter at most. */
  fixes: SelectorFix[];
}

/** Key of our own isolated world's `globalThis` (by `Symbol.for`): the page's scripts cannot see it. */
export const TAUGHT = 'hf.taught';

/** Likewise: the language in which she is asked about an example. */
export const LEARN_LANG = 'hf.learn-lang';

const MOST_CHARS = 600;

/** A rule as it may be kept; null for anything else. */
export function asRule(value: unknown, origin: string): PageRule | null {
  const rule = (typeof value === 'object' && value !== null ? value : {}) as Record<keyof PageRule, unknown>;
  const text = (one: unknown): one is string => typeof one === 'string' && one.length > 0 && one.length <= MOST_CHARS;
  const { post, name, link, time, words } = rule;
  const part = (one: unknown): string | null | undefined => (one === null ? null : text(one) ? one : undefined);
  const [n, l, t, w] = [part(name), part(link), part(time), part(words)];
  if (rule.origin !== origin || !text(post) || n === undefined || l === undefined || t === undefined || w === undefined) return null;
  return { origin, post, name: n, link: l, time: t, words: w };
}
