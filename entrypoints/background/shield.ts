import { actJobs } from '@/utils/act/job';
import { type Index, reasonFor, shieldIndex } from '@/utils/act/shield';
import type { ItemHead } from '@/utils/domain/item';
import { modeFor, type ShieldSetting, shieldSetting } from '@/utils/domain/shield';
import { language } from '@/utils/i18n/stored';
import type { Handlers } from '@/utils/messages/server';
import { browser, type Scripting } from '@/utils/platform/browser';
import { COVERS } from '@/utils/sites/covers';
import { filesFor } from '@/utils/sites/files';
import type { SiteId } from '@/utils/sites/site';
import { openVault } from '@/utils/vault';

import { addressOf, grantedPatterns, isGranted, register } from './site-scripts';

const KEY = 'shield';
const LATER_MS = 300;

const setting = async (): Promise<ShieldSetting> => shieldSetting((await browser.storage.local.get(KEY))[KEY]);
const hostOf = (origin: string | undefined): string => URL.parse(origin ?? '')?.hostname ?? '';

/** In her own origin above all of the page's rules, and in no list that the page can read. Nothing moves: only the drawing goes. */
const rule = (mark: string, sites: readonly string[]): string =>
  `:is(${sites.filter((id): id is SiteId => Object.hasOwn(COVERS, id)).map((id) => COVERS[id]).join(', ')}):not([${mark}]) { visibility: hidden !important; clip-path: inset(50%) !important; transition: none !important; animation: none !important; }`;

const sheet = (tabId: number, mark: string, sites: readonly string[]): Scripting.CSSInjection => ({ target: { tabId }, css: rule(mark, sites), origin: 'USER' });

export const openShield: Handlers['shield.start'] = async ({ mark, sites }, sender) => {
  const mode = modeFor(await setting(), hostOf(sender.origin));
  if (mode !== 'off' && sites.length > 0) await browser.scripting.insertCSS(sheet(sender.tab?.id as number, mark, sites));
  return { mode, lang: await language() };
};

export const endShield: Handlers['shield.end'] = async ({ mark, sites }, sender) => {
  if (sites.length > 0) await browser.scripting.removeCSS(sheet(sender.tab?.id as number, mark, sites));
  return { done: true };
};

let index: Promise<Index> | null = null;

async function build(): Promise<Index> {
  const vault = openVault();
  const heads: ItemHead[] = [];
  for await (const batch of vault.heads()) heads.push(...batch);
  return shieldIndex(heads, (await actJobs(vault)).map(({ data }) => data));
}

/** Only `cover` with a reason or `clear`, for the ids that the page shows anyhow. */
export const askShield: Handlers['shield.ask'] = async ({ senders }, sender) => {
  const all = (reason: 'locked' | null) => ({ covers: senders.map(() => reason) });
  const { kind } = await openVault().state();
  const set = await setting();
  const host = hostOf(sender.origin);
  if (kind === 'none' || modeFor(set, host) === 'off') return all(null);
  if (kind !== 'open') return all(set.locked === 'cover' ? 'locked' : null);
  const known = await (index ??= build());
  return { covers: senders.map((who) => reasonFor(known, host, who)) };
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
    index = null;
    clearTimeout(soon);
    soon = setTimeout(() => void setting().then(async ({ all, sites }) => {
      if (all !== 'off' || Object.keys(sites).length > 0) await tellPages(false);
    }), LATER_MS);
  });
}
