import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { NewItem } from '../../../utils/vault/index.ts';
import type { Vault } from '../../../utils/vault/types.ts';

export const RUN = 'e'.repeat(32);
export const REPLIES = 1_000;
export const SENDERS = 300;

export const accountOf = (n: number): string => String(5_000 + (n % SENDERS));

/** One post and its thousand answers, as an instance's page shows them. */
export const threadPage = (): string => Array.from({ length: REPLIES }, (_, n) =>
  `<article class="status" data-id="${9_000_000 + n}" data-account="${accountOf(n)}"><a href="/@loud${accountOf(n)}">@loud${accountOf(n)}</a><p>Nobody asked you, said for the ${n + 1}th time.</p></article>`).join('');

interface Reply { id: string; account: string; words: string }

/** All that the page shows, sealed a hundred at a time, as the saving of a whole page does. */
export async function sealAll(driver: Driver, page: Tab, host: string): Promise<void> {
  const replies = await page.evaluate(() => [...document.querySelectorAll('article.status')].map((el) => ({ id: el.getAttribute('data-id') ?? '', account: el.getAttribute('data-account') ?? '', words: el.querySelector('p')?.textContent ?? '' })));
  if (replies.length !== REPLIES) throw new Error(`the page shows ${replies.length}`);
  for (let from = 0; from < REPLIES; from += 100) await driver.background(seal, { replies: replies.slice(from, from + 100), host, run: RUN });
}

async function seal({ replies, host, run }: { replies: Reply[]; host: string; run: string }): Promise<void> {
  const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
  const hash = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('');
  const utf8 = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(words));
  const items = await Promise.all(replies.map(async ({ id: postId, account, words }): Promise<NewItem> => {
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
    const post = utf8(JSON.stringify({ post: { text: words }, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' }));
    const record = utf8(JSON.stringify({
      capture: { level: 1, method: ['text'], domChanges: [], adapter: 'mastodon', adapterVersion: 1, tier: 'testid', parsed: true, savedWhileLocked: false, notCaptured: [], rect: null },
      files: [], id, parts: [{ name: 'post', path: 'post.json', sha256: await hash(post), bytes: post.length }], schema: 'holdfast/record/v1',
    }));
    const head = {
      id, site: 'mastodon', handle: `loud${account}@${host}`, displayName: null, userId: account, postId, permalink: `https://${host}/@loud${account}/${postId}`, address: `https://${host}/@afi/9000000`,
      savedAt: new Date().toISOString(), postedAt: null, text: words, note: null, parsed: true, hasPicture: false, wordsOnly: true, savedWhileLocked: false, pending: false, run,
    };
    return { head, record, files: [{ path: 'post.json', bytes: post }] };
  }));
  const kept = await vault.addBatch({ slices: [], items });
  if (!kept.ok) throw new Error(kept.error);
}

/** A clock that runs `factor` times as fast as the real one, the same in the background, in our page and here. */
export interface Clock { virtual: number; real: number; factor: number }
export const timeBy = ({ virtual, real, factor }: Clock): number => virtual + (Date.now() - real) * factor;

/** The product knows of no such thing: the browser's own clock and timer are put in front of by the test. */
export async function setClock(driver: Driver, desk: Tab, clock: Clock): Promise<void> {
  await driver.background(putClock, clock);
  await desk.evaluate(putClock, clock);
}

function putClock(clock: Clock): void {
  // Firefox runs this in a world of its own around the background's: only `self` is that one.
  const place = self as unknown as typeof globalThis & { __clock?: { real: () => number; now: Clock; timer: typeof setTimeout } };
  if (place.__clock === undefined) {
    const own = { real: place.Date.now.bind(place.Date), now: clock, timer: place.setTimeout.bind(self) as typeof setTimeout };
    place.__clock = own;
    place.Date.now = () => own.now.virtual + (own.real() - own.now.real) * own.now.factor;
    const [first, steady] = [clock.virtual, place.performance.now()];
    place.performance.now = () => steady + place.Date.now() - first;
    // Short ones are our own pages' turns; long ones are waits for the pace.
    place.setTimeout = ((work: () => void, ms = 0, ...more: unknown[]) => own.timer(work, ms < 400 ? ms : ms / Math.max(1, own.now.factor), ...more)) as typeof setTimeout;
  }
  place.__clock.now = clock;
}
