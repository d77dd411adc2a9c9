// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { List } from '@/utils/page/sweep/list';
import { Mover } from '@/utils/page/sweep/mover';
import { QUIET_MS } from '@/utils/page/sweep/rest';
import type { Posts } from '@/utils/page/posts';

const posts = { site: () => null, read: () => null } as unknown as Posts;
// Nothing is drawn here.
Object.assign(Document.prototype, { elementsFromPoint: () => [] });
let end: AbortController;
let list: List;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame'] });
  document.body.replaceChildren();
  end = new AbortController();
  list = new List(posts, null, end.signal);
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

/** Milliseconds of the clock until it is still. */
async function waited(mover: Mover): Promise<number> {
  const before = performance.now();
  let over = false;
  void mover.still().then(() => { over = true; });
  for (let turn = 0; turn < 400; turn++) {
    await Promise.resolve();
    if (over) break;
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(over).toBe(true);
  return performance.now() - before;
}

test('a page at rest is not waited for twice, one that was moved or that changed is', async () => {
  const mover = new Mover(list, () => undefined);
  mover.begin();
  expect(await waited(mover), 'never waited for').toBeGreaterThan(QUIET_MS - 2);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(await waited(mover)).toBe(0);
  document.body.append(document.createElement('p'));
  expect(await waited(mover), 'something came').toBeGreaterThan(QUIET_MS - 2);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(await waited(mover)).toBe(0);
  mover.toStart();
  expect(await waited(mover), 'moved').toBeGreaterThan(QUIET_MS - 2);
});

test('a change counts before anybody was told of it, of whatever kind', async () => {
  for (const change of [() => document.body.setAttribute('class', 'a'), () => document.body.append('words')]) {
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(list.quiet(QUIET_MS)).toBe(true);
    change();
    expect(list.quiet(QUIET_MS)).toBe(false);
  }
});
