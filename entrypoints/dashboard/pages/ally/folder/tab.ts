import { folderSlot, FOLDER_PART, type FolderAnswer, type FolderCalls, type FolderPlace } from '@/utils/domain/folder';
import { fromBase64 } from '@/utils/domain/ids';
import { fail, ok } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';
import { callIn } from '@/utils/platform/page-call';

const pattern = ({ origin }: FolderPlace): string => `${origin}/*`;

/** Call straight from a click: the browser asks her for that one server. */
export const allowFolder = (place: FolderPlace): Promise<boolean> => browser.permissions.request({ origins: [pattern(place)] }).catch(() => false);
export const forgetFolder = (place: FolderPlace): Promise<boolean> => browser.permissions.remove({ origins: [pattern(place)] }).catch(() => false);
export const folderAllowed = (place: FolderPlace): Promise<boolean> => browser.permissions.contains({ origins: [pattern(place)] });

/** A tab of hers at that server; null where none is open. */
export async function folderTab(place: FolderPlace): Promise<number | null> {
  const tabs = await browser.tabs.query({ url: pattern(place), status: 'complete' });
  const fit = tabs.filter(({ id, discarded }) => id !== undefined && discarded !== true);
  return (fit.find(({ active }) => active) ?? fit[0])?.id ?? null;
}

export const openServer = async ({ origin }: FolderPlace): Promise<void> => { await browser.tabs.create({ url: `${origin}/` }); };

/** The page's calls in that tab. `no-answer` where the tab has gone, or lets no script run. */
export function folderIn(tabId: number): FolderCalls {
  const call = async (name: keyof FolderCalls, ask: unknown): Promise<FolderAnswer<never>> => {
    try {
      return (await callIn<FolderAnswer<never>>(tabId, 'folder.js', folderSlot(browser.runtime.getManifest().version), name, ask)) ?? fail('no-answer');
    } catch {
      return fail('no-answer');
    }
  };
  return {
    list: (ask) => call('list', ask), hold: (ask) => call('hold', ask), put: (ask) => call('put', ask), check: (ask) => call('check', ask),
    get: (ask) => call('get', ask), part: (ask) => call('part', ask), remove: (ask) => call('remove', ask),
  };
}

/** A whole file from there. */
export async function fetchFile(folder: FolderCalls, path: string, name: string): Promise<FolderAnswer<Blob>> {
  const got = await folder.get({ path, name });
  if (!got.ok) return got;
  const parts: Blob[] = [];
  for (let from = 0; from === 0 || from < got.value.size; from += FOLDER_PART) {
    const part = await folder.part({ name, from });
    if (!part.ok) return part;
    parts.push(new Blob([fromBase64(part.value)]));
  }
  return ok(new Blob(parts));
}
