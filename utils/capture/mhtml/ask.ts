import type { Bytes } from '@/utils/crypto/bytes';
import { browser } from '@/utils/platform/browser';

import { MOST_MHTML } from './read';

interface PageCapture { saveAsMHTML(details: { tabId: number }, callback: (blob?: Blob) => void): void }

const ASKED = { permissions: ['pageCapture'] };
const TRIES = 4;

/** The browser's own archive of the page as it is now, out of its memory: no request is made. Null without the permission, or too large. */
export async function mhtmlOf(tabId: number): Promise<Bytes | null> {
  const api = (browser as unknown as { pageCapture?: PageCapture }).pageCapture;
  if (!api || !(await browser.permissions.contains(ASKED as never))) return null;
  for (let attempt = 1; ; attempt++) {
    try {
      const bytes = await read(api, tabId);
      return bytes && bytes.length > 0 && bytes.length <= MOST_MHTML ? bytes : null;
    } catch (error) {
      if (attempt >= TRIES) throw error;
    }
  }
}

/**
 * Chromium lets go of its file as soon as the call has answered: the reading must have begun by then, so by the callback and
 * not by a promise (seen: "file could not be found" in a busy worker).
 */
const read = (api: PageCapture, tabId: number): Promise<Bytes | null> =>
  new Promise((done, failed) => {
    api.saveAsMHTML({ tabId }, (blob) => {
      if (!blob) done(null);
      else blob.arrayBuffer().then((buffer) => done(new Uint8Array(buffer)), failed);
    });
  });
