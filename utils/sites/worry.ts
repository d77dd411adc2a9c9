import type { PageHealth } from '@/utils/messages/types';

/** What posts are usually made of: one post has an article and a time. */
export const POST_SIGNS = 'article,[role=article],time';

export type Worry = 'partly' | 'nothing';

/** `partly`: less than half of the posts can be read. `nothing`: none was found where there seem to be some. Null: well. */
export function worry({ found, readable, signs }: PageHealth): Worry | null {
  if (found === 0) return signs >= 2 ? 'nothing' : null;
  return readable * 2 < found ? 'partly' : null;
}
