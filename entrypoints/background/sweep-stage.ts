import type { Stage } from '@/utils/capture/sweep/run';
import { visibleTab } from '@/utils/capture/screenshot';
import { fromUtf8 } from '@/utils/crypto/bytes';
import type { PostPart } from '@/utils/domain/record';
import type { SweepJob } from '@/utils/domain/sweep';
import { language } from '@/utils/i18n/stored';
import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { arm } from './arming';
import { askPage, ensureScripts, putSweep } from './page-link';
import { serverDate } from './server-date';

/** SHA-256 over the sources, put in by the build. */
declare const __BUILD_HASH__: string;

const EVERYWHERE = { origins: ['<all_urls>'] };

/** What one sweep needs of the browser, for the tab that it is in. */
export function stageFor(tabId: number): Stage {
  const vault = openVault();
  /** The browser said no: without "Always ready" it is not asked again for each picture. */
  let refused = false;
  const tab = () => browser.tabs.get(tabId);
  const whereabouts: Stage['whereabouts'] = async () => {
    const there = await tab().catch(() => null);
    if (there === null) return 'gone';
    if (!there.active || there.windowId === undefined) return 'hidden';
    const window = await browser.windows.get(there.windowId).catch(() => null);
    return window === null || window.state === 'minimized' ? 'hidden' : 'shown';
  };
  return {
    async start(ask) {
      const { url } = await tab();
      await putSweep(tabId, url ?? '');
      // The cover's own buttons are heard only from a document that she pressed on, or of a site that she granted.
      await arm(tabId, url, await ensureScripts(tabId, url ?? ''));
      return askPage(tabId, 'page.sweepStart', { ...ask, lang: await language() });
    },
    next: (pending) => askPage(tabId, 'page.sweepNext', { pending }),
    lift: (on) => askPage(tabId, 'page.sweepLift', { on }),
    told: async (told) => { await askPage(tabId, 'page.sweepTold', told); },
    fresh: () => { refused = false; },
    whereabouts,
    isShown: async () => (await whereabouts()) === 'shown',
    async picture() {
      const shot = await visibleTab((await tab()).windowId as number);
      refused = !shot.ok && shot.error === 'not-allowed';
      return shot;
    },
    maySee: async () => !refused || (await browser.permissions.contains(EVERYWHERE)),
    async around() {
      const { url } = await tab();
      const [date, zoom, platform] = await Promise.all([serverDate(tabId, url ?? ''), browser.tabs.getZoom(tabId).catch(() => null), browser.runtime.getPlatformInfo()]);
      return { serverDate: date, zoom, os: platform.os, buildHash: __BUILD_HASH__, extensionVersion: browser.runtime.getManifest().version };
    },
    heads: () => vault.heads(),
    isOpen: async () => (await vault.state()).kind === 'open',
    store: (batch) => vault.addBatch(batch),
    async former(id) {
      const part = await vault.file(id, 'post.json');
      if (part.ok) return { ok: true, part: JSON.parse(fromUtf8(part.value)) as PostPart };
      return part.error === 'not-found' ? { ok: false } : { ok: true, part: null };
    },
    async keep(job) {
      const { id, kind, state, lease, ...data } = job;
      // While it is locked the row stays as it was: what it says is found out again at the next unlock.
      await vault.putJob({ id, kind, state, lease, data }).catch(() => undefined);
    },
    now: () => Date.now(),
  };
}

/** All sweeps that the vault knows, newest first; null while it is locked. */
export async function storedSweeps(): Promise<SweepJob[] | null> {
  const all = await openVault().jobs();
  if (!all.ok) return null;
  const sweeps = all.value.filter(({ kind }) => kind === 'sweep').map(({ data, ...row }) => ({ ...(data as object), ...row }) as SweepJob);
  return sweeps.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
