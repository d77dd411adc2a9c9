import { MOST_ASKED, type ReadReason, type Reason, type Unread, type Who } from '@/utils/domain/shield';
import type { BackgroundCalls } from '@/utils/messages/types';
import { isAlive, type Runtime } from '../lifecycle';
import { nameOf, readName, type Told } from './decide';

/** Calls of the shield, and nothing else. */
type Call = 'shield.start' | 'shield.ask' | 'shield.frames' | 'shield.end';

const MOST_TOLD = 5_000;
const AGAIN_MS = 400;

/** What the background was asked and said, of senders and of posts, in this document. */
export class Asking {
  readonly #senders = new Map<string, Reason | null>();
  readonly #posts = new Map<string, ReadReason | null>();
  readonly #askWho = new Map<string, Who>();
  readonly #askPost = new Map<string, Unread>();
  readonly #known = new Map<string, Who>();
  readonly #read = new Map<string, Unread>();
  #asking = false;
  #again = false;

  /** `answered`: `all` when everything that was told has been asked for once more. `refused`: nobody answers us any more. */
  constructor(private readonly runtime: Runtime, private readonly signal: AbortSignal, private readonly heard: { answered(all: boolean): void; refused(): void }) {}

  get told(): Told {
    return { senders: this.#senders, posts: this.#posts };
  }

  ask(senders: readonly Who[], post: Unread | null): void {
    for (const who of senders) this.#askWho.set(nameOf(who), who);
    if (post) this.#askPost.set(readName(post), post);
    this.#send();
  }

  /** What is covered stays so, and what is clear stays so, until the new answer is here. */
  again(): void {
    this.#again = true;
    for (const [name, who] of this.#known) this.#askWho.set(name, who);
    for (const [name, post] of this.#read) this.#askPost.set(name, post);
    this.#send();
  }

  /** Asks until somebody answers. Null: refused, or we are an orphan. */
  async say<K extends Call>(type: K, body: BackgroundCalls[K]['ask']): Promise<BackgroundCalls[K]['answer'] | null> {
    while (isAlive(this.runtime) && !this.signal.aborted) {
      try {
        const answer = (await this.runtime.sendMessage({ ...body, type })) as BackgroundCalls[K]['answer'] | { refused: string } | undefined;
        if (answer !== null && typeof answer === 'object') return 'refused' in answer ? null : answer;
      } catch {
        // The worker was ended in the middle: it comes back for the next question.
      }
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
    return null;
  }

  get #open(): boolean {
    return this.#askWho.size + this.#askPost.size > 0;
  }

  #send(): void {
    if (this.#asking || !this.#open) return;
    this.#asking = true;
    setTimeout(() => void this.#answer(), 0);
  }

  async #answer(): Promise<void> {
    const asked = [...this.#askWho].slice(0, MOST_ASKED);
    const read = [...this.#askPost].slice(0, MOST_ASKED);
    const answer = await this.say('shield.ask', {
      senders: asked.map(([, who]) => short(who)), posts: read.map(([, { who, words }]) => ({ who: short(who), words })),
    });
    this.#asking = false;
    if (answer === null) return this.heard.refused();
    keep(asked, answer.covers, this.#askWho, this.#known, this.#senders);
    keep(read, answer.reads, this.#askPost, this.#read, this.#posts);
    const all = this.#again;
    this.#again &&= this.#open;
    this.heard.answered(all);
    this.#send();
  }
}

function keep<T, R>(asked: [string, T][], said: (R | null)[], open: Map<string, T>, known: Map<string, T>, told: Map<string, R | null>): void {
  if (told.size > MOST_TOLD) for (const map of [told, known]) map.clear();
  asked.forEach(([name, one], index) => {
    open.delete(name);
    known.set(name, one);
    told.set(name, said[index] ?? null);
  });
}

const cut = (name: string | null): string | null => name?.slice(0, 300) ?? null;
const short = ({ userId, handle }: Who): Who => ({ userId: cut(userId), handle: cut(handle) });
