/**
 * `light`: posts of senders whom she saved, quieted or listed, and those that quote one. `strong`: also answers to one, what cannot
 * be read, and of strangers what holds one of her words or a threat sign; pictures and videos of strangers come after the words.
 */
export type ShieldMode = 'off' | 'light' | 'strong';

/** Hers, as kept in clear. `sites` by host name, in place of `all`. While locked: all strangers are covered, or nobody. */
export interface ShieldSetting { all: ShieldMode; sites: Record<string, ShieldMode>; locked: 'cover' | 'off' }

/** Why a sender's posts are covered: all that a page's script is ever told. */
export type Reason = 'quiet' | 'saved' | 'listed' | 'locked';
/** Why one post of a stranger is, and never which word or sign; `media`: its words are clear, its pictures and videos come on a press. */
export type ReadReason = 'word' | 'sign' | 'media';

export interface Who { userId: string | null; handle: string | null }
/** A stranger's post, for the one answer. `words`: at most `MOST_READ` characters. */
export interface Unread { who: Who; words: string }

/** Rules of `assets/data/threat-signs.json`. */
export const SIGNS = ['violence', 'sexual', 'others', 'self-harm', 'home', 'watched', 'family', 'weapon'] as const;

/** At most so many senders, and so many posts, in one question. */
export const MOST_ASKED = 100;
export const MOST_READ = 4_000;

/** Her own words and phrases, as she wrote them: one row on the shelf. */
export interface HerWords { words: string[] }
export const MOST_WORDS = 500;
export const LONGEST_WORD = 100;

export const SHIELD_OFF: ShieldSetting = { all: 'off', sites: {}, locked: 'cover' };

const isMode = (value: unknown): value is ShieldMode => value === 'off' || value === 'light' || value === 'strong';

/** What is kept, whatever it is; anything strange counts as off. */
export function shieldSetting(kept: unknown): ShieldSetting {
  const { all, sites, locked } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<keyof ShieldSetting, unknown>>;
  const own = typeof sites === 'object' && sites !== null ? Object.entries(sites).filter((entry): entry is [string, ShieldMode] => isMode(entry[1])) : [];
  return { all: isMode(all) ? all : 'off', sites: Object.fromEntries(own), locked: locked === 'off' ? 'off' : 'cover' };
}

export const modeFor = ({ all, sites }: ShieldSetting, host: string): ShieldMode => (Object.hasOwn(sites, host) ? sites[host] : undefined) ?? all;
