import type { Named, PageFacts, Speakers } from '../site';
import { personOf } from './link';
import { alone, authorLink, commenter, commentPart, partOf, sharedIn } from './part';
import { at, besideOf, isComment } from './units';

const NOBODY: Named = { userId: null, handle: null };

function named(link: Element | null, page: PageFacts): Named {
  const person = link && personOf(link, page);
  return person ? { userId: person.userId, handle: person.handle } : NOBODY;
}

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = at(cover, page);
  if (!post) return null;
  if (isComment(post)) return { sender: named(commenter(commentPart(post, page)), page), quoted: null, own: false };
  const side = besideOf(post);
  const part = side ? alone(side, page) : partOf(post, page);
  const shared = sharedIn(part);
  return { sender: named(authorLink(part), page), quoted: shared && named(authorLink(shared), page), own: false };
}
