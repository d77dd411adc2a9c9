import data from '@/assets/data/threat-signs.json';
import { actJobs } from '@/utils/act/job';
import { keptFor } from '@/utils/act/kept';
import { type Index, readFor, type Readers, reasonFor, shieldIndex } from '@/utils/act/shield';
import type { ItemHead } from '@/utils/domain/item';
import { modeFor, type ShieldSetting, shieldSetting } from '@/utils/domain/shield';
import { forTheRecord } from '@/utils/handoff/labels/for-the-record';
import { language } from '@/utils/i18n/stored';
import type { Handlers } from '@/utils/messages/server';
import { browser } from '@/utils/platform/browser';
import { filesFor } from '@/utils/sites/files';
import { wordReader } from '@/utils/text/her-words';
import { signReader } from '@/utils/text/signs';
import { openVault } from '@/utils/vault';

import { addressOf, grantedPatterns, isGranted, register } from './site-scripts';
import { draw, undraw } from './shield-rule';

const KEY = 'shield';
const LATER_MS = 300;

const setting = async (): Promise<ShieldSetting> => shieldSetting((await browser.storage.local.get(KEY))[KEY]);
const hostOf = (origin: string | undefined): string => URL.parse(origin ?? '')?.hostname ?? '';

export const openShield: Handlers['shield.start'] = async ({ mark, sites }, sender) => {
  const mode = modeFor(await setting(), hostOf(sender.origin));
  if (mode !== 'off' && sites.length > 0) await draw({ tabId: sender.tab?.id as number }, mark, sites);
  return { mode, lang: await language() };
};

export const framesShield: Handlers['shield.frames'] = async ({ mark, sites }, sender) => ({
  done: await draw({ tabId: sender.tab?.id as number, frames: true }, mark, sites),
});

export const endShield: Handlers['shield.end'] = async ({ mark, sites }, sender) => {
  await undraw(sender.tab?.id as number, mark, sites);
  return { done: true };
};

interface Known { index: Index; readers: Readers }
let known: Promise<Known> | null = null;
let signs: ReturnType<typeof signReader> | null = null;

async function build(): Promise<Known> {
  const vault = openVault();
  const heads: ItemHead[] = [];
  for await (const batch of vault.heads()) heads.push(...batch);
  const { listed, friends, words } = await keptFor(vault);
  // Friendly and critical voices that were saved with the others stay.
  const harmless = await forTheRecord(vault);
  const holdsSign = (signs ??= signReader(data));
  return {
    index: shieldIndex(harmless.ok ? heads.filter(({ id }) => !harmless.value.has(id)) : heads, (await actJobs(vault)).map(({ data: run }) => run), { listed, friends }),
    readers: { holdsWord: wordReader(words), holdsSign: (text) => holdsSign(text).length > 0 },
  };
}

/** Only `cover` with a reason or `clear`, for the ids that the page shows anyhow. What posts say is neither kept nor logged. */
export const askShield: Handlers['shield.ask'] = async ({ senders, posts }, sender) => {
  const all = (reason: 'locked' | null) => ({ covers: senders.map(() => reason), reads: posts.map(() => null) });
  const { kind } = await openVault().state();
  const set = await setting();
  const host = hostOf(sender.origin);
  const mode = modeFor(set, host);
  if (kind === 'none' || mode === 'off') return all(null);
  if (kind !== 'open') return all(set.locked === 'cover' ? 'locked' : null);
  const { index, readers } = await (known ??= build());
  return {
    covers: senders.map((who) => reasonFor(index, host, who)),
    reads: posts.map((post) => (mode === 'strong' ? readFor(index, host, post, readers) : null)),
  };
};

/** The script comes before the page is drawn, on granted sites where the shield is on, and nowhere else. */
export async function syncShield(): Promise<void> {
  const set = await setting();
  const granted = (await grantedPatterns()).filter((pattern) => /^(<all_urls>|(\*|https?):)/.test(pattern));
  const own = Object.entries(set.sites);
  const off = own.filter(([, mode]) => mode === 'off').map(([host]) => `*://${host}/*`);
  const single = own.filter(([host, mode]) => mode !== 'off' && isGranted(granted, `https://${host}`)).map(([host]) => `*://${host}/*`);
  const matches = set.all === 'off' ? single : granted;
  await register('shield:', [...new Set(matches)].map((pattern) => ({
    id: `shield:${pattern}`,
    matches: [pattern],
    ...(set.all !== 'off' && off.length > 0 ? { excludeMatches: off } : {}),
    js: [...filesFor(addressOf(pattern)).filter((file) => file !== 'core.js'), 'shield.js'],
    runAt: 'document_start' as const,
    persistAcrossSessions: true,
  })));
}

/** Tells open pages of the setting (`set`), or only that what they were told may have changed. */
async function tellPages(set: boolean): Promise<void> {
  const [granted, now, tabs] = await Promise.all([grantedPatterns(), setting(), browser.tabs.query({})]);
  await Promise.all(tabs.map(async ({ id, url }) => {
    const origin = URL.parse(url ?? '')?.origin;
    if (id === undefined || origin === undefined || !isGranted(granted, origin)) return;
    const mode = modeFor(now, hostOf(origin));
    const heard = await browser.tabs.sendMessage(id, { type: 'page.shield', mode }, { frameId: 0 }).then((answer: unknown) => answer === null, () => false);
    if (heard || !set || mode === 'off') return;
    const files = [...filesFor(origin).filter((file) => file !== 'core.js'), 'shield.js'];
    await browser.scripting.executeScript({ target: { tabId: id }, files, injectImmediately: true }).catch(() => undefined);
  }));
}

export function watchShield(): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes) void syncShield().then(() => tellPages(true));
  });
  let soon: ReturnType<typeof setTimeout> | undefined;
  openVault().subscribe(() => {
    known = null;
    clearTimeout(soon);
    soon = setTimeout(() => void setting().then(async ({ all, sites }) => {
      if (all !== 'off' || Object.keys(sites).length > 0) await tellPages(false);
    }), LATER_MS);
  });
}
