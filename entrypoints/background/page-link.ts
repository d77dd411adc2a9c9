import type { PageLink } from '@/utils/capture/capture';
import { mhtmlOf } from '@/utils/capture/mhtml/ask';
import type { BackgroundCalls, PageCalls, PageFailed } from '@/utils/messages/types';
import { browser } from '@/utils/platform/browser';
import { filesFor } from '@/utils/sites/files';

import { serverDate } from './server-date';
import { teach } from './taught';

const GENERAL = 'site-generic.js';

const readersIn = (files: readonly string[]): string[] => files.flatMap((file) => /^site-(.+)\.js$/.exec(file)?.[1] ?? []);

/** Puts our script into the tab's top document, where it is not yet. Throws where no script may run. */
export async function ensureScripts(tabId: number, url: string): Promise<string | null> {
  const files = filesFor(url);
  const { rule } = await teach(tabId, url, readersIn(files));
  if (rule !== null && !files.includes(GENERAL)) files.unshift(GENERAL);
  const [result] = await browser.scripting.executeScript({ target: { tabId }, files });
  return (result as { documentId?: string } | undefined)?.documentId ?? null;
}

/** The same, only where there is something to teach. */
export async function ensureTaught(tabId: number, url: string): Promise<void> {
  const { rule, fixes } = await teach(tabId, url, readersIn(filesFor(url)));
  if (rule !== null || fixes.length > 0) await ensureScripts(tabId, url);
}

/** What can be seen (bar, picker, region) comes only when it is wanted. */
export async function putShow(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['show.js'] });
}

/** Before each `page.sweepStart`. Throws where no script may run. */
export async function putSweep(tabId: number, url: string): Promise<void> {
  await ensureScripts(tabId, url);
  await browser.scripting.executeScript({ target: { tabId }, files: ['sweep.js'] });
}

/** Reads how the page is built: the script runs once and leaves nothing there. */
export async function outlineOf(tabId: number): Promise<BackgroundCalls['outline']['answer']> {
  const [result] = await browser.scripting.executeScript({ target: { tabId }, files: ['outline.js'] });
  const made = result?.result as BackgroundCalls['outline']['answer'] | undefined;
  return typeof made?.text === 'string' ? made : null;
}

export async function askPage<K extends keyof PageCalls>(tabId: number, type: K, body: PageCalls[K]['ask']): Promise<PageCalls[K]['answer']> {
  const answer = (await browser.tabs.sendMessage(tabId, { ...body, type }, { frameId: 0 })) as PageCalls[K]['answer'] | PageFailed | undefined;
  // Nobody there answers this: the page was loaded anew since.
  if (answer === undefined) throw new Error('no-answer');
  if (answer !== null && typeof answer === 'object' && 'failed' in answer) throw new Error(answer.failed);
  return answer;
}

export function linkTo(tabId: number, url: string): PageLink {
  return {
    capture: async (pointing, wordsOnly) => {
      await ensureScripts(tabId, url);
      return askPage(tabId, 'page.capture', { pointing, wordsOnly });
    },
    standing: (key) => askPage(tabId, 'page.standing', { key }),
    source: () => askPage(tabId, 'page.source', {}),
    mhtml: () => mhtmlOf(tabId),
    serverDate: () => serverDate(tabId, url),
  };
}
