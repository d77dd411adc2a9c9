import type { ShieldMode } from '@/utils/domain/shield';
import { COVERS } from '@/utils/sites/covers';
import type { Speakers } from '@/utils/sites/site';
import { isConnected, ownerOf } from '../natural';
import type { Asking } from './asking';
import { decide, decideAtOnce, type Facts, type Verdict } from './decide';
import type { Marks } from './marks';
import { factsOf, isShell, speakersOf } from './read';
import type { Reader, Reading } from './reader';

/** No task of ours is longer. */
const SLICE_MS = 3;
/** Until when a task that begins now may last. */
export const sliceEnd = (): number => performance.now() + SLICE_MS;
/** What was read in it, good until it changes. `speakers`: who speaks, where that is told for little; `facts`: the whole of it. */
export interface Read { speakers: Speakers | null; facts: Facts | null }
/** What is done with one that may be a post. `empty`: hidden until something is in it; `later`: until it comes near; `part`: a frame of posts; */
export type Weighed = Partial<Read> & (Verdict | { now: 'gone' | 'empty' | 'later' | 'part' });

/** What is known of the posts, and how they are looked at. */
export interface Scales {
  marks: Marks;
  reader: Reader;
  told: Asking['told'];
  mode: ShieldMode;
  isFrame(el: Element): boolean;
  /** Several readers may fit here, whose selectors hit each other's elements. */
  many: boolean;
  near: ReadonlySet<Element>;
  waiting: ReadonlyMap<Element, Read>;
}

/** All are looked at before one is marked: a mark makes the next look at the page a dear one. As many as there is time for, one at least, the first ones first. */
export function weighSome(some: Iterable<Element>, scales: Scales, until = sliceEnd()): [Element, Weighed][] {
  const here = scales.reader.of(document);
  const all: [Element, Weighed][] = [];
  for (const el of some) {
    all.push([el, weigh(el, scales, ownerOf(el) === document ? here : null)]);
    if (performance.now() > until) break;
  }
  return all;
}

export function weigh(el: Element, { marks, reader, told, mode, isFrame, many, near, waiting }: Scales, here: Reading | null = null): Weighed {
  if (!isConnected(el) || !marks.isPost(el)) return { now: 'gone' };
  if (mode === 'off') return { now: 'clear', media: true };
  if (isFrame(el)) return { now: 'part' };
  const { site, page, viewer } = here ?? reader.of(el);
  // Another reader's selector hit it: this page's own posts are hidden by themselves.
  if (many && site && !el.matches(COVERS[site.id]) && !marks.isAdopted(el)) return { now: 'clear', media: true };
  // What it says counts in strong mode.
  const speakers = mode === 'light' ? (waiting.get(el)?.speakers ?? speakersOf(el, site, page)) : null;
  const quick = speakers ? decideAtOnce(speakers, viewer, told) : 'read';
  if (quick !== 'read') return { ...quick, speakers };
  if (speakers === null && isShell(el, site, page)) return { now: 'empty' };
  if (!near.has(el)) return { now: 'later' };
  const facts = waiting.get(el)?.facts ?? factsOf(el, site, page, viewer);
  return { ...decide(facts, mode, told), facts };
}
