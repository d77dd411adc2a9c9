import { blankPost } from '@/utils/domain/post';
import { addSite } from '@/utils/page/registry';
import type { Site } from '@/utils/sites/site';

/** The plainest adapter there can be, for tests of what is around adapters. */
const practice: Site = {
  id: 'generic',
  version: 7,
  matches: () => true,
  find: (root) => [...root.querySelectorAll('article')],
  at: (node) => node.closest('article'),
  read(post) {
    const part = (selector: string): Element | null => post.querySelector(selector);
    return {
      ...blankPost(),
      id: post.getAttribute('data-id'),
      handle: part('.who')?.textContent ?? null,
      text: part('.words')?.textContent ?? null,
      permalink: (part('a.when') as HTMLAnchorElement | null)?.href ?? null,
      media: [...post.querySelectorAll('.words + img')].map((img) => ({
        kind: 'image' as const, url: (img as HTMLImageElement).src, poster: null, alt: null, width: (img as HTMLImageElement).width, height: (img as HTMLImageElement).height,
      })),
    };
  },
  parent: (post) => (post.previousElementSibling?.matches('article.parent') ? post.previousElementSibling : null),
};

addSite(practice);
