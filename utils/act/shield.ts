import type { Run } from '@/utils/domain/act';
import type { ItemHead } from '@/utils/domain/item';
import type { ReadReason, Reason, Unread, Who } from '@/utils/domain/shield';

/** Addresses of one platform share their accounts; elsewhere an account is its host's. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(x|twitter)\.com$/, 'x'], [/(^|\.)reddit\.com$/, 'reddit'], [/(^|\.)facebook\.com$/, 'facebook'], [/(^|\.)youtube\.com$/, 'youtube'],
  [/(^|\.)threads\.(net|com)$/, 'threads'], [/(^|\.)linkedin\.com$/, 'linkedin'], [/(^|\.)instagram\.com$/, 'instagram'], [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)telegram\.org$|^t\.me$/, 'telegram'],
];
export const placeOf = (host: string): string => SAME.find(([fits]) => fits.test(host))?.[1] ?? host.replace(/^www\./, '');

/** `reason` null: hers, whatever was saved of it. */
interface Known { userId: string | null; reason: Reason | null }
export type Index = ReadonlyMap<string, Known>;

/** An account by name or id on one host, or where that is not known, on a platform by its id (`mastodon`: on any instance of it). */
export interface Named extends Who { host: string }
/** What else she keeps: accounts on a list, and those that are never covered (her allies, her own list, herself). */
export interface Kept { listed: readonly Named[]; friends: readonly Named[] }

const names = (place: string, { userId, handle }: Who): string[] => [
  ...(userId ? [`${place}#${userId}`] : []),
  // A name that holds its own host is the same wherever it is seen.
  ...(handle ? [handle.includes('@') ? `@${handle.toLowerCase()}` : `${place}@${handle.toLowerCase()}`] : []),
];

/** Also as somebody of this instance is called there, whose whole name was not written down. */
const localName = (host: string, { handle }: Who): string[] => (handle?.toLowerCase().endsWith(`@${host}`) ? [`mastodon@${handle.toLowerCase().slice(0, -host.length - 1)}`] : []);

/**
 * Who is covered, by id and by name. The latest act on a sender goes before a saved post; whom an act spared (her allies,
 * the people she follows, herself) is clear, saved or not. `runs`: newest first.
 */
export function shieldIndex(heads: readonly ItemHead[], runs: readonly Run[], { listed, friends }: Kept = { listed: [], friends: [] }): Index {
  const index = new Map<string, Known>();
  const put = (place: string, who: Who, reason: Reason | null): void => {
    for (const name of names(place, who)) if (!index.has(name)) index.set(name, { userId: who.userId, reason });
  };
  for (const friend of friends) put(placeOf(friend.host), friend, null);
  for (const { entries, host, way } of runs) {
    for (const { sender, step } of entries) {
      const known = names(placeOf(host), sender).some((name) => index.has(name));
      if (known) continue;
      if (step.state === 'done') put(placeOf(host), sender, way === 'do' ? 'quiet' : 'saved');
      else if (step.state === 'undone') put(placeOf(host), sender, 'saved');
      else if (step.state === 'spared' && ['self', 'ally', 'own-list', 'followed'].includes(step.why)) put(placeOf(host), sender, null);
    }
  }
  for (const one of listed) put(placeOf(one.host), one, 'listed');
  for (const head of heads) {
    const host = URL.parse(head.address)?.hostname;
    if (host !== undefined && head.damaged !== true) put(placeOf(host), head, 'saved');
  }
  return index;
}

/** By the stable id where the page shows one. A name alone is not enough where both sides know an id and they differ: a stranger took it over. */
function knownAs(index: Index, host: string, who: Who): Known | null {
  for (const name of [...names(placeOf(host), who), ...localName(host, who)]) {
    const known = index.get(name);
    if (known && (who.userId === null || known.userId === null || known.userId === who.userId)) return known;
  }
  return null;
}

export const reasonFor = (index: Index, host: string, who: Who): Reason | null => knownAs(index, host, who)?.reason ?? null;

export interface Readers { holdsWord(text: string): boolean; holdsSign(text: string): boolean }

/** Why a post is covered by what it says; her own words go first. Whoever has a reason already is not read. */
export function readFor(index: Index, host: string, { who, words }: Unread, { holdsWord, holdsSign }: Readers): ReadReason | null {
  const known = knownAs(index, host, who);
  if (known) return null;
  return holdsWord(words) ? 'word' : holdsSign(words) ? 'sign' : 'media';
}
