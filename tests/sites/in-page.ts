/** Runs in the page: every mutation, one after the other, and what the adapter reads of each. */
import { pageFacts, toRead, type ReadPost } from '../../scripts/lib/read-page';
import { select } from '../../utils/sites/registry';
import type { Anchors } from '../../utils/sites/site';
import { mutations, type Mutation } from './mutations';

/** `anchors.ts` of each adapter's folder, found by itself; an adapter may also carry them. */
const files = import.meta.glob<{ anchors: Anchors }>('../../utils/sites/*/anchors.ts', { eager: true });
const anchorsOf = new Map(Object.entries(files).map(([path, file]) => [path.split('/').at(-2), file.anchors]));

export { readPage } from '../../scripts/lib/read-page';
export { tellHarmed, tellSpeakers } from './speakers-in-page';
export { readMarked, readReused } from './set-traps';

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
  /** Another adapter than the unchanged page's reads it now. */
  other: boolean;
  posts: MutatedPost[];
  /** Posts of the unchanged page that were not found, and whether one of the anchors of `post` was touched. */
  missing: { base: number; touched: boolean }[];
}

const count = (root: Element, selector: string): number =>
  selector.startsWith(':root ') ? document.querySelectorAll(selector).length : Number(root.matches(selector)) + root.querySelectorAll(selector).length;

type Census = Map<AnchorName, string>;

/** How often each value's anchors stand in each post. Selectors stand in several lists, and those of the whole page are the same for all posts. */
function takeCensus(roots: Element[], anchors: Anchors): Census[] {
  const whole = new Map<string, number>();
  return roots.map((root) => {
    const here = new Map<string, number>();
    const counted = (one: string): number => {
      const known = one.startsWith(':root ') ? whole : here;
      return known.get(one) ?? known.set(one, count(root, one)).get(one) ?? 0;
    };
    return new Map((Object.entries(anchors) as [AnchorName, readonly string[]][]).map(([name, list]) => [name, list.map(counted).join()]));
  });
}

const same = (a: ReadPost, b: ReadPost): boolean => {
  const values = ({ id, handle, displayName, permalink, postedAt, text, media, userId, quoted }: ReadPost): unknown[] =>
    [id, handle, displayName, permalink, postedAt, text, media, userId, quoted && values(quoted)];
  return JSON.stringify(values(a)) === JSON.stringify(values(b));
};

/**
 * Which post of the unchanged page this is: the same element; else, of those inside it and around it, the one that most of
 * its values are of, an inner one before an outer one; -1 for none.
 */
function baseOf(root: Element, read: ReadPost, roots: Element[], reads: ReadPost[]): number {
  const same = roots.indexOf(root);
  if (same >= 0) return same;
  const inside = roots.flatMap((old, index) => (root.contains(old) ? [index] : []));
  const around = roots.flatMap((old, index) => (old.contains(root) ? [index] : [])).reverse();
  const likeness = (index: number): number => (['id', 'handle', 'permalink', 'postedAt', 'text'] as const).filter((name) => read[name] !== null && read[name] === reads[index]?.[name]).length;
  return [...inside, ...around].reduce((best, index) => (best < 0 || likeness(index) > likeness(best) ? index : best), -1);
}

const HIDDEN = '[hidden],[style*="display: none"],[style*="display:none"]';

/** `only`: the changes of this kind alone, for looking closer. */
export async function readMutated(only?: Mutation['kind']): Promise<MutatedPage[]> {
  const page = pageFacts();
  const first = select(page);
  if (!first) return [];
  const anchors = first.anchors ?? anchorsOf.get(first.id) ?? {};
  const roots = first.find(document, page);
  const reads = roots.map((root) => toRead(first.read(root, page)));
  const before = takeCensus(roots, anchors);
  const hidden = new Set(document.querySelectorAll(HIDDEN));
  /** A post that the page kept hidden until the change: it is one, though the key of the unchanged page leaves it out. */
  const unveiled = (root: Element): boolean => {
    for (let up: Element | null = root; up; up = up.parentElement) if (hidden.has(up) && !up.matches(HIDDEN)) return true;
    return false;
  };
  const all: MutatedPage[] = [];
  for (const mutation of mutations().filter(({ kind }) => !only || kind === only)) {
    const undo = mutation.apply();
    // What readers know of the whole page holds for one turn.
    await Promise.resolve();
    try {
      const after = takeCensus(roots, anchors);
      const site = select(page);
      // What made the page known as this software's is gone: another adapter reads it, as far as it can.
      const other = site?.id !== first.id;
      const touched = (base: number): AnchorName[] => [...(after[base] ?? [])].filter(([name, now]) => other || before[base]?.get(name) !== now).map(([name]) => name);
      const shown = (site?.find(document, page) ?? []).filter((root) => roots.includes(root) || !unveiled(root));
      const posts = shown.map((root): MutatedPost => {
        const read = toRead((site ?? first).read(root, page));
        const base = baseOf(root, read, roots, reads);
        const old = reads[base];
        return { base, read: old && same(old, read) ? null : read, touched: touched(base) };
      });
      const seen = new Set(posts.map((post) => post.base));
      const missing = roots.flatMap((_, base) => (seen.has(base) ? [] : [{ base, touched: touched(base).includes('post') }]));
      all.push({ name: mutation.name, kind: mutation.kind, other, posts, missing });
    } finally {
      undo();
    }
  }
  return all;
}
