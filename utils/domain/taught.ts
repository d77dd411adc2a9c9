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

/** What the background tells a page's readers before they read. */
export interface Taught {
  rule: PageRule | null;
  fix: SelectorFix | null;
}

/** Key of our own isolated world's `globalThis` (by `Symbol.for`): the page's scripts cannot see it. */
export const TAUGHT = 'hf.taught';
