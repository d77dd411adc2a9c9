import { forSearch } from '@/utils/text/search';

/** One line to look through, made once for each post and kept in memory only. */
export const haystack = (parts: (string | null)[]): string => forSearch(parts.filter((part) => part !== null).join('\n'));

/** Every word typed must occur, in any order. Nothing typed: everything matches. */
export function matcher(typed: string): (hay: string) => boolean {
  const words = forSearch(typed).split(' ').filter(Boolean);
  return (hay) => words.every((word) => hay.includes(word));
}
