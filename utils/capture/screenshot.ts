import { fromBase64 } from '@/utils/domain/ids';
import type { Bytes } from '@/utils/crypto/bytes';
import { fail, ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

/**
 * Chromium gives two pictures in each second, which begins with the first of them, and refuses the third at once; Firefox
 * has no quota. So the one before the last must be a second away: the time between two may be shared as it comes.
 */
const PER_SECOND = 2;
const SECOND_MS = 1_020;

let recent: number[] = [];
let queue: Promise<unknown> = Promise.resolve();

export type PictureProblem = 'not-allowed' | 'quota' | 'no-picture';

/**
 * The visible part of the window's active tab as PNG bytes. One at a time, never faster than the quota. `scale`: a wish that
 * only Firefox knows; Chromium refuses a call that has it.
 */
export function visibleTab(windowId: number, scale?: number): Promise<Result<Bytes, PictureProblem>> {
  const mine = queue.then(() => take(windowId, scale));
  queue = mine.catch(() => undefined);
  return mine;
}

async function take(windowId: number, scale?: number): Promise<Result<Bytes, PictureProblem>> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const before = recent.at(-PER_SECOND) ?? 0;
    const wait = before + SECOND_MS - Date.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    recent = [...recent, Date.now()].slice(-PER_SECOND);
    try {
      const url = await browser.tabs.captureVisibleTab(windowId, { format: 'png', ...(scale !== undefined && { scale }) });
      const comma = url?.indexOf(',') ?? -1;
      return comma > 0 ? ok(fromBase64(url.slice(comma + 1))) : fail('no-picture');
    } catch (error) {
      const text = error instanceof Error ? error.message : '';
      if (/quota|MAX_CAPTURE/i.test(text)) continue;
      return /permission|activeTab|all_urls/i.test(text) ? fail('not-allowed', text) : fail('no-picture', text);
    }
  }
  return fail('quota');
}
