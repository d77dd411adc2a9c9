import type { ItemHead } from '@/utils/domain/item';
import type { PostPart } from '@/utils/domain/record';
import { ok, type Result } from '@/utils/domain/result';
import type { SliceUse } from '@/utils/domain/slice';
import type { SweepCounts, SweepJob } from '@/utils/domain/sweep';
import type { SweepPost } from '@/utils/messages/sweep';
import type { NewBatch, NewItem, VaultProblem } from '@/utils/vault';

import { buildPost, inWords, type Around } from './build';
import { develop, type Piece } from './develop';
import { Known } from './known';
import type { Look } from './look';

/** What keeping needs of the vault and of the circumstances. */
export interface Store {
  heads(): AsyncIterable<ItemHead[]>;
  /** All of it or nothing. */
  store(batch: NewBatch): Promise<Result<ItemHead[], VaultProblem>>;
  /** `ok` false: it was deleted; `part` null: it cannot be read. */
  former(id: string): Promise<{ ok: true; part: PostPart | null } | { ok: false }>;
  around(): Promise<Around>;
}

/** What the page gave at once, and its picture; `why` there is none where one was wanted. */
export interface Batch { posts: SweepPost[]; look: Look | null; why: string | null }

/** Turns batches of posts into sealed items of one run; knows what is there already. Never two batches at once. */
export class Keeper {
  #known: Known | null = null;
  #around: Around | null = null;
  /** The page's key → item of this run. */
  readonly #items = new Map<string, string>();
  /** Slices that showed a part of a post before it was read. */
  readonly #parts = new Map<string, SliceUse[]>();

  constructor(private readonly store: Store) {}

  /** Looks through the heads anew. Worth nothing when the vault locked meanwhile: the caller asks. */
  async learn({ site, id: run, address }: SweepJob): Promise<string[]> {
    const known = await Known.of(this.store.heads(), { site, run, address, here: new Set(this.#items.values()) });
    for (const [key, item] of known.items) this.#items.set(key, item);
    this.#known = known;
    return [...known.items.keys()];
  }

  get unseen(): number | null {
    return this.#known?.unseen ?? null;
  }

  /** By her choice, by the platform's mark, or because she marked that post "may show a child" before. */
  asWords(post: SweepPost, job: SweepJob): boolean {
    return inWords(job, post) || this.#known?.children.has(post.capture.post.id ?? '') === true;
  }

  /** Answers the counts after it. One post that cannot be made into a record costs no other. */
  async keep({ posts, look, why }: Batch, job: SweepJob): Promise<Result<SweepCounts, VaultProblem>> {
    const known = this.#known as Known;
    const never = known.children;
    const cut = posts.filter((post) => !this.asWords(post, job)).map(({ capture }) => capture.key);
    const made = look ? await develop(look, { run: job.id, cut, sensitiveAsWords: job.sensitiveAsWords, saved: this.#items, never }) : null;
    const developed = made?.ok ? made.value : null;
    const reason = (made?.ok === false ? made.error : why) ?? 'outside-window';
    const items = new Map<string, NewItem>();
    const counts = { ...job.counts, noPicture: { ...job.counts.noPicture } };
    for (const post of posts) {
      const { key } = post.capture;
      if (this.#items.has(key) || items.has(key) || known.has(post.capture.post)) counts.already++;
      else {
        const marked = never.has(post.capture.post.id ?? '');
        const item = await this.#build(marked ? { ...post, sensitive: true } : post, marked ? { ...job, sensitiveAsWords: true } : job, developed?.pieces.get(key) ?? null, reason);
        if (item === null) counts.failed++;
        else {
          items.set(key, item);
          if (this.asWords(post, job)) counts.words += job.pictures ? 1 : 0;
          else if (!item.head.hasPicture) counts.noPicture[reason] = (counts.noPicture[reason] ?? 0) + 1;
        }
      }
    }
    const all = [...items.values()];
    const slices = developed && all.some(({ head }) => head.hasPicture) ? [developed.slice] : [];
    const stored = all.length === 0 ? ok([]) : await this.store.store({ slices, items: all });
    if (!stored.ok) return stored;
    for (const head of stored.value) known.added(head);
    for (const [key, { head }] of items) {
      this.#items.set(key, head.id);
      this.#parts.delete(key);
    }
    if (slices.length > 0) for (const [key, use] of developed?.others ?? []) this.#parts.set(key, [...(this.#parts.get(key) ?? []), use]);
    return ok({ ...counts, saved: known.saved, versions: known.versions });
  }

  async #build(post: SweepPost, job: SweepJob, piece: Piece | null, why: string): Promise<NewItem | null> {
    const before = this.#known?.earlier(post.capture.post) ?? null;
    try {
      const former = before === null ? null : await this.store.former(before.latest);
      const earlier = before !== null && former?.ok ? { root: before.root, part: former.part } : null;
      this.#around ??= await this.store.around();
      return await buildPost(post, { job, around: this.#around, piece, why, parts: this.#parts.get(post.capture.key) ?? [], earlier });
    } catch {
      return null;
    }
  }
}
