import type { SweepKind } from '@/utils/messages/sweep';
import type { PageFacts, SiteId } from './site';

/** `cut`: the rest of a post's words. `folded`: answers or posts kept out of sight. `more`: further posts at the end of a list. */
export type Opening = 'cut' | 'folded' | 'more';

export interface Expander { el: Element; opens: Opening }

/**
 * What a sweep knows of a platform besides reading it. Kept apart from the adapter, so that it is loaded for sweeps only.
 * Everything is told by structure, test ids and attributes: in code, for it chooses what is clicked, and never by words.
 */
export interface SweepSite {
  id: SiteId;
  /** By the address alone; `messages` where private ones are shown. */
  kindOf(page: PageFacts): SweepKind | 'messages';
  /** What opens more of what is here. `utils/page/sweep/opener.ts` refuses what leads away or acts, whoever names it. */
  expanders?(root: ParentNode, page: PageFacts): Expander[];
  /** Rows of a post's own verbs: nothing in them is ever clicked. */
  verbs?: string;
  /** Private messages among public posts: passed over. */
  private?: string;
  /** What else is pressed here besides buttons. */
  presses?: string;
  /** On this site every button tells whether it is pressed, also those that only open. */
  plainPressed?: true;
  /** The part of the address that stays while the page is scrolled; else all of it but the fragment. */
  placeOf?(page: PageFacts): string;
}

/** Every match below `root`, as an expander. */
export const opening = (root: ParentNode, selector: string, opens: Opening, keep: (el: Element) => boolean = () => true): Expander[] =>
  [...root.querySelectorAll(selector)].filter(keep).map((el) => ({ el, opens }));

/** The first kind whose shape the path has. */
export function byPath(page: PageFacts, shapes: readonly (readonly [RegExp, SweepKind | 'messages'])[], other: SweepKind): SweepKind | 'messages' {
  const path = page.url.pathname.replace(/\/+$/, '') || '/';
  return shapes.find(([shape]) => shape.test(path))?.[1] ?? other;
}
