import { blankPost, type Post } from '@/utils/domain/post';
import type { PageFacts } from './site';

/** A reader that never throws on a strange page: a post of which nothing could be read is `unparsed`. */
export const safely =
  (read: (post: Element, page: PageFacts) => Post) =>
  (post: Element, page: PageFacts): Post => {
    try {
      return read(post, page);
    } catch {
      return blankPost('unparsed');
    }
  };
