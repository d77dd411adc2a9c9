import type { Sender } from '@/utils/domain/act';
import type { Account } from '@/utils/domain/handoff';

import type { Spare } from './queue';

/** Hers: never quieted. `host`: whose id `userId` is; null where the platform has only one, or it is not known. */
export interface Kept extends Account {
  host: string | null;
  /** Her own words, or null. */
  note: string | null;
}

/** Each platform and host has its own: one name is another person's elsewhere. */
export type SpareFor = (place: { site: string; host: string }) => Spare;

/** As compared: without the @ before it, in lower case. */
export const plainHandle = (handle: string): string => handle.trim().replace(/^@/, '').toLowerCase();

/** A name of her own instance may be written with its host or without. */
function handlesAt(handle: string, { site, host }: { site: string; host: string }): string[] {
  const plain = plainHandle(handle);
  if (plain === '') return [];
  if (site !== 'mastodon') return [plain];
  const [name = '', at] = plain.split('@');
  return at === undefined ? [plain, `${plain}@${host}`] : at === host ? [plain, name] : [plain];
}

const setFor = (accounts: readonly (Account & { host?: string | null })[], place: { site: string; host: string }): Set<string> =>
  new Set(accounts.filter(({ site, host }) => site === place.site && (host === undefined || host === null || host === place.host))
    .flatMap(({ handle, userId }) => [...(handle === null ? [] : handlesAt(handle, place)), ...(userId === null || userId === '' ? [] : [userId])]));

/** `allies`: the accounts of her contacts. Herself and the people she follows are told by the page, at the act itself. */
export const spareFor = (list: readonly Kept[], allies: readonly Account[]): SpareFor =>
  (place) => ({ self: new Set(), allies: setFor(allies, place), list: setFor(list, place) });

/** For one sender, as it is now: she may have put somebody on her list while a run was going on. */
export function sparedNow(sender: Sender, spare: SpareFor): 'ally' | 'own-list' | null {
  const { allies, list } = spare(sender);
  const names = [sender.userId, sender.handle === null ? null : plainHandle(sender.handle)].filter((name) => name !== null);
  return names.some((name) => allies.has(name)) ? 'ally' : names.some((name) => list.has(name)) ? 'own-list' : null;
}
