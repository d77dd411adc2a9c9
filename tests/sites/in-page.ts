/** Runs in the page: every mutation, one after the other, and what the adapter reads of each. */
import { pageFacts, toRead, type ReadPost } from '../../scripts/lib/read-page';
import { select } from '../../utils/sites/registry';
import type { Anchors } from '../../utils/sites/site';
import { mutations, type Mutation } from './mutations';

/** `anchors.ts` of each adapter's folder, found by itself; an adapter may also carry them. */
const files = import.meta.glob<{ anchors: Anchors }>('../../utils/sites/*/anchors.ts', { eager: true });
const anchorsOf = new Map(Object.entries(files).map(([path, file]) => [path.split('/').at(-2), file.anchors]));

export { readPage } from '../../scripts/lib/read-page';

export type AnchorName = keyof Anchors;

export interface MutatedPost {
  /** Which post of the unchanged page it is; -1 for none. */
  base: number;
  /** Null when every value is as on the unchanged page. */
  read: ReadPost | null;
  /** Values of which an anchor was touched. */
  touched: AnchorName[];
}

export interface MutatedPage {
  name: string;
  kind: Mutation['kind'];
  posts: MutatedPost[];
  /** Posts of the unchanged page that were not found, and whether one of the anchors of `post` was touched. */
  missing: { base: number; touched: boolean }[];
}

const count = (root: Element, selector: string): number =>
  selector.startsWith(':root ') ? document.querySelectorAll(selector).length : Number(root.matches(selector)) + root.querySelectorAll(selector).length;

const census = (root: Element, anchors: Anchors): Map<AnchorName, string> =>
  new Map((Object.entries(anchors) as [AnchorName, readonly string[]][]).map(([name, list]) => [name, list.map((one) => count(root, one)).join()]));

const same = (a: ReadPost, b: ReadPost): boolean => {
  const values = ({ id, handle, displayName, permalink, postedAt, text, media, userId, quoted }: ReadPost): unknown[] =>
    [id, handle, displayName, permalink, postedAt, text, media, userId, quoted && values(quoted)];
  return JSON.stringify(values(a)) === JSON.stringify(values(b));
};

/** Which post of the unchanged page this is: the same element, else the first inside it, else the innermost around it; -1 for none. */
function baseOf(root: Element, roots: Element[]): number {
  const same = roots.indexOf(root);
  if (same >= 0) return same;
  const inside = roots.findIndex((old) => root.contains(old));
  return inside >= 0 ? inside : roots.findLastIndex((old) => old.contains(root));
}

export function readMutated(): MutatedPage[] {
  const page = pageFacts();
  const first = select(page);
  if (!first) return [];
  const anchors = first.anchors ?? anchorsOf.get(first.id) ?? {};
  const roots = first.find(document, page);
  const reads = roots.map((root) => toRead(first.read(root, page)));
  const before = roots.map((root) => census(root, anchors));
  return mutations().map((mutation) => {
    const undo = mutation.apply();
    try {
      const after = roots.map((root) => census(root, anchors));
      const touched = (base: number): AnchorName[] => [...(after[base] ?? [])].filter(([name, now]) => before[base]?.get(name) !== now).map(([name]) => name);
      const site = select(page);
      const posts = (site?.find(document, page) ?? []).map((root): MutatedPost => {
        const base = baseOf(root, roots);
        const read = toRead((site ?? first).read(root, page));
        const old = reads[base];
        return { base, read: old && same(old, read) ? null : read, touched: touched(base) };
      });
      const seen = new Set(posts.map((post) => post.base));
      const missing = roots.flatMap((_, base) => (seen.has(base) ? [] : [{ base, touched: touched(base).includes('post') || site?.id !== first.id }]));
      return { name: mutation.name, kind: mutation.kind, posts, missing };
    } finally {
      undo();
    }
  });
}
