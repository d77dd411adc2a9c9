import type { Named, PageFacts, Speakers } from '../site';
import { accountOf, engineOfPost, enginePostAt, quotedOf, quoteIn } from './read';

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = enginePostAt(cover, page.doc);
  const engine = post && engineOfPost(post, page.doc);
  if (!post || !engine) return null;
  const quote = quoteIn(engine, post);
  return { sender: named(accountOf(engine, post, page)), quoted: quote && named(quotedOf(quote, engine, page)), own: false };
}

const named = ({ userId, handle }: Named): Named => ({ userId, handle });
