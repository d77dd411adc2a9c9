import type { Bytes } from '@/utils/crypto/bytes';
import { blankPost } from '@/utils/domain/post';
import type { ChosenBy } from '@/utils/domain/record';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { PageCapture, Pointing, Standing } from '@/utils/messages/types';
import { browser, type Tabs } from '@/utils/platform/browser';
import { addItem, addToInbox, openVault, type NewItem, type VaultProblem } from '@/utils/vault';

import { barAddress } from '@/utils/page/address';

import { derive } from './derive';
import { decode, isBlank, toPixels } from './picture';
import { buildItem, type Picture } from './record';
import { visibleTab } from './screenshot';

/** How the background talks to the page of one tab. */
export interface PageLink {
  capture(pointing: Pointing, wordsOnly: boolean): Promise<PageCapture | null>;
  standing(key: string | null): Promise<Standing | null>;
  /** Cleaned HTML of the whole page, or null when it is gone. */
  source(): Promise<{ html: string; notRead: string[]; sensitive: boolean } | null>;
  /** The browser's own archive of the page, where she gave that permission. */
  mhtml?(): Promise<Bytes | null>;
  /** The server's own `Date` of the page, or why there is none. */
  serverDate(): Promise<{ header: string | null; reason: string | null }>;
}

export interface Wish {
  pointing: Pointing;
  wordsOnly: boolean;
  trigger: ChosenBy;
}

export interface Saved {
  /** Null while locked. */
  number: number | null;
  id: string;
  /** First thing that is missing, or null: said before "saved". */
  problem: string | null;
}

export type CaptureProblem = VaultProblem | 'nothing-there';

/** `item` is there when everything was read and only the storing failed: it can still go to a file. */
export type Captured = { ok: true; value: Saved } | { ok: false; error: CaptureProblem; item: NewItem | null };

/** SHA-256 over the sources, put in by the build. */
declare const __BUILD_HASH__: string;

/**
 * Press → sealed: the page is read, the picture taken between two equal looks at the page, all of it sealed and read
 * back. Answers only when it is safe. Crop and thumbnail are made after that (`whenDerived`).
 */
export async function capture(tab: Tabs.Tab, link: PageLink, wish: Wish): Promise<Captured> {
  let page: PageCapture | null;
  const missing: { what: string; why: string }[] = [];
  try {
    page = await link.capture(wish.pointing, wish.wordsOnly);
  } catch {
    page = bareCapture(tab);
    missing.push({ what: 'page', why: 'not-scriptable' });
  }
  if (page === null) return { ok: false, error: 'nothing-there', item: null };

  // Asked for now, needed after the picture. Not before she has pointed: the vault may have locked meanwhile.
  const around = surroundings(tab, link);
  let picture: Picture | null = null;
  if (!wish.wordsOnly) {
    let taken = await pictureOf(tab, link, page);
    if (!taken.ok && taken.error === 'tab-changed' && page.site !== 'none') {
      // Once more, from a fresh look at the same post: she may have scrolled. What is under the pointer may be another by now.
      const again = await link.capture({ how: 'key', key: page.key }, false).catch(() => null);
      if (again && again.key === page.key && again.post.text === page.post.text) {
        page = { ...again, chosen: page.chosen };
        taken = await pictureOf(tab, link, page);
      }
    }
    if (taken.ok) picture = taken.value;
    else missing.push({ what: 'picture', why: taken.error });
  }
  if (picture && reachesOutside(page.standing)) missing.push({ what: 'picture-part', why: 'outside-window' });
  if (page.post.truncated) missing.push({ what: 'text', why: 'cut-by-page' });

  const { locked, ...rest } = await around;
  const item = await buildItem(page, { picture, missing, trigger: wish.trigger, wordsOnly: wish.wordsOnly, locked, ...rest });
  return store(item, locked, wish.wordsOnly ? null : (missing[0]?.why ?? null));
}

/** What the record says of the circumstances, beside page and picture. */
export async function surroundings(tab: Tabs.Tab, link: PageLink) {
  const [state, serverDate, zoom, platform] = await Promise.all([
    openVault().state(), link.serverDate(), browser.tabs.getZoom(tab.id).catch(() => null), browser.runtime.getPlatformInfo(),
  ]);
  return { locked: state.kind === 'locked', serverDate, zoom, os: platform.os, buildHash: __BUILD_HASH__, extensionVersion: browser.runtime.getManifest().version };
}

async function store(item: NewItem, locked: boolean, problem: string | null): Promise<Captured> {
  const { id } = item.head;
  if (!locked) {
    const added = await addItem(item);
    if (added.ok) return ok({ number: added.value.number, id, problem });
    if (added.error !== 'locked') return { ...added, item };
    item = { ...item, head: { ...item.head, savedWhileLocked: true } };
  }
  const kept = await addToInbox(item);
  return kept.ok ? ok({ number: null, id, problem }) : { ...kept, item };
}

/** A page that no script may read: its address and title, and the picture. A bare capture beats none. */
function bareCapture(tab: Tabs.Tab): PageCapture {
  const viewport = { width: tab.width ?? 0, height: tab.height ?? 0 };
  return {
    key: '',
    standing: { href: barAddress(tab.url ?? ''), scrollX: 0, scrollY: 0, rect: null, viewport, visible: true },
    post: blankPost('unparsed'), parent: null, parsed: false, site: 'none', siteVersion: 0, siteData: null, chosen: 'focus', html: '', notRead: [],
    canonical: null, viewer: null, domChanges: [], monotonicMs: 0, clientUtc: new Date().toISOString(),
    environment: {
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, userAgent: navigator.userAgent, uiLanguage: browser.i18n.getUILanguage(),
    },
    media: [],
  };
}

type PictureProblem = 'tab-changed' | 'blank' | 'not-allowed' | 'quota' | 'no-picture';

/** The right pixels: same active tab, address, scroll and rectangle before and after, else the picture is dropped unseen. */
async function pictureOf(tab: Tabs.Tab, link: PageLink, page: PageCapture): Promise<Result<Picture, PictureProblem>> {
  if (!(await isActive(tab)) || !page.standing.visible) return fail('tab-changed');
  const shot = await visibleTab(tab.windowId as number);
  if (!shot.ok) return shot;
  const after = page.site === 'none' ? page.standing : await link.standing(page.key).catch(() => null);
  if (!(await isActive(tab)) || after === null || !sameStanding(page.standing, after)) return fail('tab-changed');
  const bitmap = await decode(shot.value);
  try {
    if (isBlank(bitmap)) return fail('blank');
    const width = page.standing.viewport.width || bitmap.width;
    const rect = page.standing.rect === null ? null : toPixels(page.standing.rect, width, bitmap);
    return ok({ png: shot.value, scale: bitmap.width / width, rect });
  } finally {
    bitmap.close();
  }
}

/** Part of the post was not in the window: the picture cannot show it, and that is never silent. */
function reachesOutside({ rect, viewport }: Standing): boolean {
  if (rect === null) return false;
  return rect.y < -1 || rect.x < -1 || rect.y + rect.height > viewport.height + 1 || rect.x + rect.width > viewport.width + 1;
}

async function isActive(tab: Tabs.Tab): Promise<boolean> {
  const [active] = await browser.tabs.query({ active: true, windowId: tab.windowId as number });
  return active?.id === tab.id;
}

export function sameStanding(a: Standing, b: Standing): boolean {
  const near = (x: number, y: number): boolean => Math.abs(x - y) < 1;
  const sameRect =
    (a.rect === null && b.rect === null) ||
    (a.rect !== null && b.rect !== null && near(a.rect.x, b.rect.x) && near(a.rect.y, b.rect.y) && near(a.rect.width, b.rect.width) && near(a.rect.height, b.rect.height));
  const sameView = a.viewport.width === b.viewport.width && a.viewport.height === b.viewport.height;
  return a.href === b.href && near(a.scrollX, b.scrollX) && near(a.scrollY, b.scrollY) && sameView && sameRect && b.visible;
}

/** What may wait until it is safe: crop, thumbnail, the page's HTML. Its own log line; a failure costs nothing. */
export async function whenDerived(saved: Saved, link: PageLink | null, wordsOnly: boolean): Promise<void> {
  const source = link === null ? null : await link.source().catch(() => null);
  // An archive holds the bytes of what the platform covers, too: none where anything on the page is marked as sensitive.
  const mhtml = wordsOnly || !source || source.sensitive ? null : await link?.mhtml?.().catch(() => null);
  await derive(saved.id, wordsOnly ? null : source, mhtml ?? null).catch(() => undefined);
}
