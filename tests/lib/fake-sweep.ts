import type { Stage } from '@/utils/capture/sweep/run';
import type { PostPart } from '@/utils/domain/record';
import { blankPost, type Post } from '@/utils/domain/post';
import { fail } from '@/utils/domain/result';
import { noCounts, type SweepJob } from '@/utils/domain/sweep';
import type { SweepAsk, SweepBatch, SweepPost, SweepTold } from '@/utils/messages/sweep';
import type { PageCapture, Standing } from '@/utils/messages/types';
import type { Vault } from '@/utils/vault/types';

export const ADDRESS = 'https://pond.example/thread/1';
const STANDING: Standing = { href: ADDRESS, scrollX: 0, scrollY: 0, rect: null, viewport: { width: 1000, height: 800 }, visible: true };

export const aPost = (n: number, more: Partial<Post> = {}): Post => ({ ...blankPost(), id: `p${n}`, handle: `heron_${n % 7}`, displayName: 'Heron', text: `words of post ${n}`, permalink: `https://pond.example/p/${n}`, ...more });

const capture = (post: Post, key: string): PageCapture => ({
  standing: STANDING, key, post, parent: null, parsed: true, site: 'pond', siteVersion: 1, siteData: null, chosen: 'sweep', html: `<p>${key}</p>`, notRead: [], canonical: null, viewer: null,
  domChanges: [], monotonicMs: 1, clientUtc: new Date(0).toISOString(), environment: { timeZone: 'UTC', userAgent: 'test', uiLanguage: 'en' }, media: [],
});

/**
 * A page of posts behind the stage's calls, as the page's script keeps them: a window at a time, nothing twice unless it was
 * not acknowledged, nothing while it is held. Around it the real vault.
 */
export class FakePage implements Stage {
  shown: 'shown' | 'hidden' | 'gone' = 'shown';
  /** As the document says, whatever the tab is. */
  visible = true;
  allowed = false;
  loaded = false;
  told_: SweepTold[] = [];
  starts: Omit<SweepAsk, 'lang'>[] = [];
  kept: SweepJob[] = [];
  looks = 0;
  given: string[] = [];
  /** Called at each `next`, before it answers. */
  onNext: ((turn: number) => Promise<void> | void) | null = null;
  storing: Stage['store'];
  #clock = 1_000;
  #at = 0;
  #turn = 0;
  #done = new Set<string>();
  #answered: string[] = [];
  #held = true;

  constructor(readonly posts: Post[], private readonly vault: Vault, private readonly perWindow = 5) {
    this.storing = (batch) => vault.addBatch(batch);
  }

  static job(more: Partial<SweepJob> = {}): SweepJob {
    return {
      id: 'a'.repeat(32), kind: 'sweep', state: 'waiting', reason: 'in-line', lease: 0, address: ADDRESS, site: '', what: 'page', pictures: false, sensitiveAsWords: true,
      startedAt: new Date(0).toISOString(), endedAt: null, total: null, counts: noCounts(), ranMs: 0, blind: false, unseen: null, ...more,
    };
  }

  /** The document goes: a load, or the browser's restart. */
  reload(): void {
    this.loaded = false;
    [this.#at, this.#answered, this.#done, this.#held] = [0, [], new Set(), true];
  }

  async start(ask: Omit<SweepAsk, 'lang'>) {
    if (this.shown === 'gone') throw new Error('no tab');
    this.reload();
    this.loaded = true;
    this.starts.push(ask);
    for (const key of ask.done) this.#done.add(key);
    return { refused: null, site: 'pond', kind: 'thread' as const, total: this.posts.length };
  }

  async next(pending: string[]): Promise<SweepBatch> {
    await this.onNext?.(++this.#turn);
    if (!this.loaded || this.shown === 'gone') throw new Error('page-error');
    const batch = (posts: SweepPost[], end: SweepBatch['end'] = 'no'): SweepBatch => ({ posts, standing: STANDING, end, halt: end === 'hidden' ? 'hidden' : null });
    if (this.#held) return batch([]);
    if (!this.visible || this.shown === 'hidden') return batch([], 'hidden');
    const keyOf = (post: Post): string => post.id ?? `=${post.text}`;
    const again = this.#answered.filter((key) => !this.#done.has(key) && !pending.includes(key));
    const fresh: Post[] = [];
    while (fresh.length < this.perWindow && this.#at < this.posts.length) {
      const post = this.posts[this.#at++] as Post;
      if (!this.#done.has(keyOf(post)) && !this.#answered.includes(keyOf(post))) fresh.push(post);
    }
    const found = [...this.posts.filter((post) => again.includes(keyOf(post))), ...fresh];
    this.#answered.push(...fresh.map(keyOf));
    this.given.push(...found.map(keyOf));
    const rect = { x: 0, y: 10, width: 100, height: 50 };
    return batch(found.map((post) => ({ capture: capture(post, keyOf(post)), rect, whole: true, more: false, sensitive: post.sensitive })), found.length === 0 ? 'end' : 'no');
  }

  async told(told: SweepTold): Promise<void> {
    if (!this.loaded) throw new Error('page-error');
    this.told_.push(told);
    this.#held = told.state !== 'running';
    for (const key of told.acknowledged) this.#done.add(key);
  }

  async lift() {
    this.looks++;
    const rects = Object.fromEntries(this.#answered.map((key) => [key, { x: 0, y: 10, width: 100, height: 50 }]));
    return { standing: { ...STANDING, visible: this.visible }, rects, sensitive: [], right: true };
  }

  async isShown() { return this.shown === 'shown'; }
  async picture() { return fail(this.allowed ? 'no-picture' : 'not-allowed'); }
  async maySee() { return this.allowed || this.looks === 0; }
  fresh(): void { this.looks = 0; }
  async whereabouts() { return this.shown; }
  async isOpen() { return (await this.vault.state()).kind === 'open'; }
  heads() { return this.vault.heads(); }
  async store(batch: Parameters<Stage['store']>[0]) { return this.storing(batch); }
  async former(id: string) {
    const part = await this.vault.file(id, 'post.json');
    return part.ok ? { ok: true as const, part: JSON.parse(new TextDecoder().decode(part.value)) as PostPart } : { ok: false as const };
  }
  async around() { return { serverDate: { header: null, reason: 'not-watched' }, zoom: 1, os: 'test', extensionVersion: '0', buildHash: '' }; }
  async keep(job: SweepJob): Promise<void> { this.kept.push(job); }
  now(): number { return (this.#clock += 400); }
}
