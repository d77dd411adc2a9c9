import type { Rect } from '@/utils/messages/types';
import { queryAll, rectOf } from '../natural';
import { frames } from '../standing';

const QUIET_MS = 120;
const MOST_MS = 2_500;
const GROWS_MS = 1_500;
const BUSY_MS = 6_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Until nothing is added any more and the pictures in view are there: at most two and a half seconds. */
export async function atRest(root: Element, view: Rect, signal: AbortSignal): Promise<void> {
  const end = performance.now() + MOST_MS;
  let last = performance.now();
  const watch = new MutationObserver(() => (last = performance.now()));
  watch.observe(root, { childList: true, subtree: true, characterData: true });
  try {
    await frames();
    while (!signal.aborted && performance.now() < end) {
      if (performance.now() - last >= QUIET_MS && picturesThere(view)) break;
      await pause(30);
    }
  } finally {
    watch.disconnect();
  }
  await frames();
}

function picturesThere(view: Rect): boolean {
  return queryAll(document, 'img').every((img) => {
    if (img.localName !== 'img' || (img as HTMLImageElement).complete) return true;
    const { top, bottom, left, right, width } = rectOf(img);
    return width === 0 || bottom < view.y || top > view.y + view.height || right < view.x || left > view.x + view.width;
  });
}

/** True as soon as `end` moves on: a page that brings more when its end is seen. Waits longer where the page says that it is busy. */
export async function growsOn(end: () => number, signal: AbortSignal): Promise<boolean> {
  const from = end();
  const start = performance.now();
  while (!signal.aborted) {
    if (end() > from + 1) return true;
    const most = queryAll(document, '[aria-busy=true], [role=progressbar]').some(inWindow) ? BUSY_MS : GROWS_MS;
    if (performance.now() - start > most) return false;
    await pause(50);
  }
  return false;
}

function inWindow(el: Element): boolean {
  const { top, bottom, width, height } = rectOf(el);
  return width > 0 && height > 0 && bottom > 0 && top < innerHeight;
}
