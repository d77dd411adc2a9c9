import { people } from './people.ts';
import type { Status } from './seed.ts';
import { LINES, type Line } from './words.ts';

/** How an answer stands in the page: whole, cut ("Read more"), folded away by a filter, or behind a warning. */
export type Shown = 'whole' | 'cut' | 'folded' | 'warned';

export interface Reply extends Status { shown: Shown }

const START = Date.parse('2026-06-01T05:00:00.000Z');
const LENGTHENED = ' It was said before, it will be said again, and nobody who says it has read past the second line of what it is about.';
const crowds = ['abusive', 'critical', 'friendly', 'abusive', 'abusive', 'friendly', 'critical'] as const;
const writers = people.filter(({ crowd }) => crowd !== 'reader');

const shownAs = (i: number): Shown => (i % 23 === 5 ? 'cut' : i % 29 === 7 ? 'folded' : i % 31 === 9 ? 'warned' : 'whole');

/** `count` answers to one post, oldest first, no two with the same words: the truth that a sweep is held against. Some are taller than a window. */
export function manyReplies(to: Status, count: number): Reply[] {
  return Array.from({ length: count }, (_, i) => {
    const lines: Line[] = LINES[crowds[i % crowds.length]!];
    const [lang, words] = lines[(i * 5) % lines.length]!;
    const shown = shownAs(i);
    const clock = START + i * 61_000;
    return {
      id: String((BigInt(clock) << 16n) | BigInt(i % 65_536)), author: writers[(i * 11) % writers.length]!, createdAt: new Date(clock).toISOString(), lang,
      words: `${words} (${i + 1})${shown === 'cut' ? LENGTHENED.repeat(1 + (i % 4)) : ''}${i % 37 === 0 ? `\n\n${words}`.repeat(i % 111 === 37 ? 40 : 9) : ''}`,
      warning: shown === 'warned' ? 'long, and cross' : null, inReplyTo: to.id, replies: 0, reblogs: i % 9, favourites: i % 31, mark: null,
      picture: shown === 'whole' && i % 19 === 3, shown,
    };
  });
}

/** The words as they stand in the page before anything is opened. */
export const CUT_AT = 90;
