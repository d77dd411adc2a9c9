import { browser } from '@/utils/platform/browser';

import { leave } from './leave';

/** Opens the browser's own new-tab page in place of this tab: nothing of ours is asked of any network, and "back" leads nowhere. */
async function swapTab(): Promise<void> {
  const own = await browser.tabs.getCurrent();
  if (own?.id === undefined) {
    window.close();
    return;
  }
  await browser.tabs.create(own.index === undefined ? {} : { index: own.index });
  await browser.tabs.remove(own.id);
}

export const leaveNow = (lock: () => Promise<void>): Promise<void> => leave(document, { lock, swapTab });
