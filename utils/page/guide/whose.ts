import type { Sender } from '@/utils/domain/act';
import type { GuideAsk } from '@/utils/domain/guide';
import { isConnected, queryAll } from '../natural';
import type { Found, Posts } from '../posts';
import { pageFacts } from '../registry';
import type { Guide } from './guide';

export interface Who { userId: string | null; handle: string | null }
export type Whose =
  /** Her menu for this account is on this page. `post`: the saved one, where the menu is its own. */
  | { is: 'theirs'; post: Element | null; who: Who }
  /** The saved post is here; this link of it leads to the page of whoever wrote it. */
  | { is: 'lead'; link: Element | null; who: Who }
  | { is: 'other' } | { is: 'self' } | { is: 'looking' };

/** The whole page is read for the saved post no oftener. */
const READ_MS = 1_000;

const same = (a: string | null, b: string | null): boolean => a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** Whose account this page is about, by the stable id, or by the saved post as it stands here now; a name alone tells nothing. */
export class Finder {
  #found: Element | null = null;
  #read = -Infinity;
  #href = '';
  /** The name that the saved post bore in this document. */
  #name: string | null = null;

  constructor(private readonly posts: Posts, private readonly guide: Guide, private readonly ask: GuideAsk) {
    if (ask.fresh) this.#name = ask.sender.handle;
  }

  look(): Whose {
    const { sender } = this.ask;
    const page = pageFacts();
    const me = this.posts.site(page)?.viewer?.(page) ?? null;
    const person = this.#person();
    if (person !== null) {
      const known = person.userId !== null && sender.userId !== null;
      if (known && person.userId === sender.userId) return this.#theirs(null, person, me);
      if (known && same(person.handle, sender.handle)) return { is: 'other' };
      if (!known && same(person.handle, this.#name)) return this.#theirs(null, person, me);
    }
    const found = this.#saved();
    if (found === null) return { is: 'looking' };
    const who: Who = { userId: found.post.userId, handle: found.post.handle };
    if (sender.userId !== null && who.userId !== null && who.userId !== sender.userId) return { is: 'other' };
    this.#name = who.handle;
    if (this.guide.where === 'post') return this.#theirs(found.el, who, me);
    if (same(who.handle, me)) return { is: 'self' };
    return person !== null && same(person.handle, who.handle) ? this.#theirs(null, who, me) : { is: 'lead', link: this.#link(found.el, who), who };
  }

  #theirs(post: Element | null, who: Who, me: string | null): Whose {
    return same(who.handle, me) ? { is: 'self' } : { is: 'theirs', post, who };
  }

  #person(address: Pick<URL, 'pathname' | 'search'> = location): Who | null {
    const { id, handle } = this.guide.person?.exec(address.pathname + address.search)?.groups ?? {};
    return id === undefined && handle === undefined ? null : { userId: id ?? null, handle: handle === undefined ? null : decode(handle) };
  }

  #link(post: Element, who: Who): Element | null {
    const links = queryAll(post, 'a[href]').filter((link) => {
      const url = URL.parse((link as HTMLAnchorElement).href);
      const to = url?.host === location.host ? this.#person(url) : null;
      return to !== null && (same(to.handle, who.handle) || (to.userId !== null && to.userId === who.userId));
    });
    // The name rather than the picture.
    return links.find((link) => link.textContent?.trim()) ?? links[0] ?? null;
  }

  /** The saved post, or another of the very same account: read again each time, since pages re-use their nodes. */
  #saved(): Found | null {
    if (this.#found && isConnected(this.#found) && this.#href === location.href) {
      const found = this.posts.read(this.#found);
      if (this.#isTheirs(found)) return found;
    }
    if (this.#href === location.href && performance.now() - this.#read < READ_MS) return null;
    this.#href = location.href;
    const found = this.posts.everywhere().find((one) => this.#isTheirs(one)) ?? null;
    this.#read = performance.now();
    this.#found = found?.el ?? null;
    return found;
  }

  #isTheirs({ post }: Found): boolean {
    const { userId, handle, post: saved } = this.ask.sender;
    if (post.direction === 'outgoing') return false;
    if (userId !== null && post.userId === userId) return true;
    if (this.guide.nameIsId) return same(post.handle, handle);
    // Of two ids the ids tell: a comment's address may be that of the post above it.
    if (saved?.id && post.id) return post.id === saved.id;
    if (saved?.permalink && post.permalink === saved.permalink) return true;
    return this.guide.without?.test(location.pathname) === true && saved !== null && !saved.id && !saved.permalink && onPage(saved) && same(post.handle, handle);
  }
}

const onPage = (saved: NonNullable<Sender['post']>): boolean => {
  const url = URL.parse(saved.page ?? '');
  return url !== null && url.host === location.host && url.pathname === location.pathname;
};

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
