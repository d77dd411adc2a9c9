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

export const placeKey = ({ site, host }: { site: string; host: string }): string => `${site} ${host}`;

/** With what a platform told before the run began, by `placeKey`. */
export const withTies = (spareFor: SpareFor, ties: ReadonlyMap<string, { followed: ReadonlySet<string>; self: ReadonlySet<string> }>): SpareFor =>
  (place) => {
    const told = ties.get(placeKey(place));
    return told === undefined ? spareFor(place) : { ...spareFor(place), followed: told.followed, self: told.self };
  };

/** `allies`: the accounts of her contacts. Herself and the people she follows are told by the page, at the act itself. */
export const spareFor = (list: readonly Kept[], allies: readonly Account[]): SpareFor =>
  (place) => ({ self: new Set(), allies: setFor(allies, place), list: setFor(list, place) });

/** For one sender, as it is now: she may have put somebody on her list while a run was going on. */
export function sparedNow(sender: Sender, spare: SpareFor): 'self' | 'ally' | 'own-list' | 'followed' | null {
  const { self, allies, list, followed } = spare(sender);
  const names = [sender.userId, sender.handle === null ? null : plainHandle(sender.handle)].filter((name) => name !== null);
  const among = (set: ReadonlySet<string> | undefined): boolean => set !== undefined && names.some((name) => set.has(name));
  return among(self) ? 'self' : among(allies) ? 'ally' : among(list) ? 'own-list' : among(followed) ? 'followed' : null;
}
