import { queryAll, rectOf } from '../natural';
import { frames } from '../standing';

/** Nothing came or went for so long: at rest. */
export const QUIET_MS = 60;
const MOST_MS = 3_000;

/** When the page has drawn twice and nothing came or went in it for a moment; at the latest after `most` milliseconds. */
export async function atRest(within: Element, most = MOST_MS): Promise<void> {
  let last = performance.now();
  const until = last + most;
  const watch = new MutationObserver(() => (last = performance.now()));
  watch.observe(within, { childList: true, subtree: true });
  await frames();
  while (performance.now() < until) {
    const left = last + QUIET_MS - performance.now();
    if (left <= 0) break;
    await new Promise((done) => setTimeout(done, left));
  }
  watch.disconnect();
}

/** True while the page says, where she could see it, that it is still bringing something. */
export function isBusy(): boolean {
  return queryAll(document, '[aria-busy="true"],[role="progressbar"]:not([aria-valuenow]),progress:not([value])').some((el) => {
    const { top, bottom, height } = rectOf(el);
    return height > 0 && bottom > 0 && top < innerHeight;
  });
}
