import type { Post } from '@/utils/domain/post';
import type { StitchStop } from '@/utils/messages/stitch';

/** Lines that repeat at the next stop, looked for in so many at the end of what is there. */
const LOOK_BACK = 400;

/** The words on the way: each post once, in the order in which they came into view; where there are no posts, the lines. */
export class Words {
  readonly #posts = new Map<string, Post>();
  #lines: string[] = [];
  parsed = false;

  add({ posts, lines }: StitchStop): void {
    for (const { key, post, parsed } of posts) {
      const before = this.#posts.get(key);
      // Seen whole now: the longer words stay.
      if (!before || (post.text?.length ?? 0) > (before.text?.length ?? 0)) this.#posts.set(key, post);
      this.parsed ||= parsed;
    }
    this.#lines = joined(this.#lines, lines);
  }

  get posts(): Post[] {
    return [...this.#posts.values()];
  }

  get text(): string | null {
    const posts = this.posts.map((post) => wordsOf(post)).filter((words) => words !== '');
    if (posts.length > 0) return posts.join('\n\n');
    return this.#lines.length > 0 ? this.#lines.join('\n') : null;
  }

  get cut(): number {
    return this.posts.filter((post) => post.truncated).length;
  }
}

function wordsOf({ handle, displayName, title, contentWarning, text }: Post): string {
  const words = [title ?? null, contentWarning, text].filter((part) => part !== null && part !== '');
  if (words.length === 0) return '';
  const who = handle === null ? displayName : `@${handle}`;
  return [...(who === null ? [] : [who]), ...words].join('\n');
}

/** Puts lines behind lines; what both hold where they meet stands once. */
export function joined(before: readonly string[], next: readonly string[]): string[] {
  const most = Math.min(before.length, next.length, LOOK_BACK);
  for (let shared = most; shared > 0; shared--) {
    if (next.slice(0, shared).every((line, i) => line === before[before.length - shared + i])) return [...before, ...next.slice(shared)];
  }
  return [...before, ...next];
}
