import type { Bytes } from '@/utils/crypto/bytes';
import { browser } from '@/utils/platform/browser';

import { MOST_MHTML } from './read';

type PageCapture = { saveAsMHTML(details: { tabId: number }): Promise<Blob | undefined> };

const ASKED = { permissions: ['pageCapture'] };

/** The browser's own archive of the page as it is now, out of its memory: no request is made. Null without the permission, or too large. */
export async function mhtmlOf(tabId: number): Promise<Bytes | null> {
  const api = (browser as unknown as { pageCapture?: PageCapture }).pageCapture;
  if (!api || !(await browser.permissions.contains(ASKED as never))) return null;
  const blob = await api.saveAsMHTML({ tabId });
  return blob && blob.size > 0 && blob.size <= MOST_MHTML ? new Uint8Array(await blob.arrayBuffer()) : null;
}
