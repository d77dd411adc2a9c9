import { holdForFile } from '@/utils/capture/rescue';
import type { Told } from '@/utils/messages/types';
import { browser } from '@/utils/platform/browser';
import type { NewItem } from '@/utils/vault';

/** What did not reach the vault goes to a sealed file, which she is asked to save; where even that fails, it is said. */
export async function rescue(problem: string, item: NewItem | null): Promise<Told> {
  const held = item !== null && (await holdForFile(item).catch(() => false));
  if (held) await browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html#/rescue') });
  return { outcome: held ? 'to-file' : 'failed', number: null, problem, undo: null };
}
