import { expect, test } from '@playwright/test';
import { manyReplies } from '@/scripts/practice/replies.ts';
import { fullHandle } from '@/scripts/practice/people.ts';
import type { Status } from '@/scripts/practice/seed.ts';
import type { SweepPost } from '@/utils/messages/sweep';
import { BROWSERS } from './lib/bench';
import { openSweepBench, type SweepBench } from './lib/sweep-bench';

const flat = (words: string | null | undefined): string => (words ?? '').replace(/\s+/g, ' ').trim();
const facts = (posts: SweepPost[]): string[] => posts.map(({ capture: { post } }) => `${post.id} ${post.handle} ${flat(post.text)}`);
const truth = (posts: Status[]): string[] => posts.map(({ id, author, words }) => `${id} ${fullHandle(author)} ${flat(words)}`);

/** What is not as it should be, in few words: nothing when all is well. */
function faults(got: string[], wanted: string[]): string[] {
  const [have, want] = [new Set(got), new Set(wanted)];
  return [
    ...got.filter((one, i) => got.indexOf(one) !== i).map((one) => `twice: ${one}`), ...got.filter((one) => !want.has(one)).map((one) => `wrong: ${one}`),
    ...wanted.filter((one) => !have.has(one)).map((one) => `missing: ${one}`), ...(got.join() === wanted.join() ? [] : ['not in order']),
  ];
}

for (const browser of BROWSERS) {
  test.describe(`a sweep in ${browser}`, () => {
    test.describe.configure({ timeout: 600_000 });
    let bench: SweepBench;
    test.beforeAll(async () => { bench = await openSweepBench(browser); });
    test.afterAll(() => bench.close());

    test('reads every post of a thread of a thousand once, and none wrongly', async () => {
      const focal = bench.network.state.posts[0]!;
      const tab = await bench.open(`${bench.network.pages.thread}?replies=1000`);
      expect(await bench.start()).toMatchObject({ refused: null, site: 'mastodon', kind: 'thread' });
      const swept = await bench.sweep();
      expect(swept.last.end).toBe('end');
      const wanted = [focal, ...manyReplies(focal, 1000)];
      expect(faults(facts(swept.posts), truth(wanted))).toEqual([]);
      expect(await tab.evaluate(() => document.body.dataset.acted ?? null)).toBeNull();
    });

    test('goes on after each of three stops, from a fresh load, with what is saved already passed over', async () => {
      const focal = bench.network.state.posts[0]!;
      const wanted = truth([focal, ...manyReplies(focal, 300)]);
      const all: SweepPost[] = [];
      for (let load = 0; load < 4; load++) {
        await bench.open(`${bench.network.pages.thread}?replies=300`);
        await bench.start({ done: all.map(({ capture }) => capture.key) });
        const before = all.length;
        const { posts } = await bench.sweep((sofar) => sofar.length >= (load < 3 ? 60 : wanted.length - before));
        all.push(...posts);
      }
      expect(faults(facts(all), wanted)).toEqual([]);
    });

    test('reads every post of a list that empties its rows out of sight, warnings opened', async () => {
      const tab = await bench.open(`https://${bench.network.host}/home?posts=400`);
      const filled = (): Promise<number> => tab.evaluate(() => document.querySelectorAll('article .status').length);
      await expect.poll(filled, { timeout: 60_000 }).toBeLessThan(100);
      await bench.start();
      const wanted = truth([...bench.network.state.posts].reverse());
      const { posts } = await bench.sweep((sofar) => sofar.length >= wanted.length);
      expect(faults(facts(posts), wanted)).toEqual([]);
      expect(await filled()).toBeLessThan(100);
    });

    test('reads every post of a list whose rows are used again', async () => {
      // Each of its nodes dozens of times. The whole way with 5,000, stopped and killed, is `tests/e2e/sweep/feed.spec.ts`.
      await bench.open(`https://${bench.network.host}/home?posts=${browser === 'firefox' ? 1_200 : 600}&rows=reused`);
      await bench.start();
      const swept = await bench.sweep();
      const wanted = truth([...bench.network.state.posts].reverse());
      expect(swept.last.end).toBe('end');
      expect(faults(facts(swept.posts), wanted)).toEqual([]);
    });

    test('gives the rectangle of every post on the picture, and says which are sensitive', async () => {
      const focal = bench.network.state.posts[0]!;
      await bench.open(`${bench.network.pages.thread}?replies=60`);
      await bench.start({ pictures: true });
      const replies = manyReplies(focal, 60);
      const warned = replies.filter(({ shown }) => shown === 'warned').map(({ id }) => id);
      const [met, marked] = [new Set<string>(), new Set<string>()];
      while (met.size <= replies.length) {
        const batch = await bench.ask('page.sweepNext', {});
        expect(batch.end, `after ${met.size}`).toBe('no');
        const lifted = await bench.ask('page.sweepLift', { on: true });
        for (const { capture, sensitive } of batch.posts) {
          met.add(capture.key);
          expect(lifted.rects[capture.key]).not.toBeNull();
          expect(sensitive).toBe(warned.includes(capture.key));
          if (sensitive) expect(capture.media.every(({ base64 }) => base64 === null)).toBe(true);
        }
        for (const key of lifted.sensitive) {
          expect(lifted.rects[key]).not.toBeNull();
          marked.add(key);
        }
        await bench.ask('page.sweepLift', { on: false });
        await bench.tell({ acknowledged: batch.posts.map(({ capture }) => capture.key) });
      }
      expect([...met].sort()).toEqual([focal, ...replies].map(({ id }) => id).sort());
      expect([...marked].sort()).toEqual([...warned].sort());
    });

    test('is refused where private messages are shown', async () => {
      await bench.open(`https://${bench.network.host}/conversations`);
      expect(await bench.start()).toMatchObject({ refused: 'messages' });
    });
  });
}
