import type { ItemHead } from '@/utils/domain/item';
import type { Post } from '@/utils/domain/post';

type Told = Pick<ItemHead, 'handle' | 'displayName' | 'permalink' | 'postedAt' | 'text' | 'postId'>;

/** A post's own id, else what the page shows of it. */
const printOf = ({ postId, handle, displayName, permalink, postedAt, text }: Told): string =>
  postId !== null ? `=${postId}` : JSON.stringify([handle, displayName, permalink, postedAt, text]);
const told = ({ id, ...post }: Post): Told => ({ ...post, postId: id });

export interface Earlier {
  /** The item before this one. */
  latest: string;
  /** The first item of that post: what all its versions name. */
  root: string;
}

/**
 * What is saved already, in memory while the vault is open: one pass over the heads. Answers whether a post is in this run
 * already, and of which earlier item it is a new version.
 */
export class Known {
  readonly #inRun = new Set<string>();
  readonly #earlier = new Map<string, Earlier & { number: number }>();
  /** Posts saved earlier from this page's address, and not met in this run so far. */
  readonly #unseen = new Set<string>();
  readonly #items = new Map<string, string>();
  readonly #children = new Set<string>();
  saved = 0;
  versions = 0;
  words = 0;

  private constructor(private readonly site: string, private readonly run: string, private readonly address: string) {}

  /** `here`: items saved by the run in this memory, which knows them by the page's keys; a post without an id has none else. */
  static async of(heads: AsyncIterable<ItemHead[]>, about: { site: string; run: string; address: string; here?: ReadonlySet<string> }): Promise<Known> {
    const known = new Known(about.site, about.run, about.address);
    for await (const batch of heads) for (const head of batch) known.#take(head, head.postId !== null || about.here?.has(head.id) !== true);
    for (const print of known.#inRun) known.#unseen.delete(print);
    return known;
  }

  /** The page's key → item of this run, for posts with an id: what the page need not give again. */
  get items(): ReadonlyMap<string, string> {
    return this.#items;
  }

  has(post: Post): boolean {
    return this.#inRun.has(printOf(told(post)));
  }

  /** Posts that she marked "may show a child": never pictured again. By id, which is the page's key too. */
  get children(): ReadonlySet<string> {
    return this.#children;
  }

  earlier(post: Post): Earlier | null {
    return post.id === null ? null : (this.#earlier.get(post.id) ?? null);
  }

  /** After the vault has it. */
  added(head: ItemHead): void {
    this.#take(head, head.postId !== null);
    this.#unseen.delete(printOf(head));
  }

  get unseen(): number {
    return this.#unseen.size;
  }

  #take(head: ItemHead, byPrint: boolean): void {
    if (head.damaged === true || head.site !== this.site) return;
    const print = printOf(head);
    if (head.run === this.run) {
      if (byPrint) this.#inRun.add(print);
      if (head.postId !== null) this.#items.set(head.postId, head.id);
      this.saved++;
      if (head.versionOf !== undefined) this.versions++;
      if (head.wordsOnly) this.words++;
    } else if (head.address === this.address) this.#unseen.add(print);
    if (head.postId === null) return;
    if (head.mark === 'child') this.#children.add(head.postId);
    const before = this.#earlier.get(head.postId);
    if (before === undefined || before.number < head.number) this.#earlier.set(head.postId, { latest: head.id, root: head.versionOf ?? head.id, number: head.number });
  }
}
