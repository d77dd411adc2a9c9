/** `light`: posts of senders whom she saved or quieted, and those that quote one. `strong`: also answers to one, and what cannot be read. */
export type ShieldMode = 'off' | 'light' | 'strong';

/** Hers, as kept in clear. `sites` by host name, in place of `all`. While locked: all strangers are covered, or nobody. */
export interface ShieldSetting { all: ShieldMode; sites: Record<string, ShieldMode>; locked: 'cover' | 'off' }

/** Why a sender's posts are covered: all that a page is ever told. */
export type Reason = 'quiet' | 'saved' | 'locked';

export interface Who { userId: string | null; handle: string | null }

/** At most so many senders in one question. */
export const MOST_ASKED = 100;

export const SHIELD_OFF: ShieldSetting = { all: 'off', sites: {}, locked: 'cover' };

const isMode = (value: unknown): value is ShieldMode => value === 'off' || value === 'light' || value === 'strong';

/** What is kept, whatever it is; anything strange counts as off. */
export function shieldSetting(kept: unknown): ShieldSetting {
  const { all, sites, locked } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<keyof ShieldSetting, unknown>>;
  const own = typeof sites === 'object' && sites !== null ? Object.entries(sites).filter((entry): entry is [string, ShieldMode] => isMode(entry[1])) : [];
  return { all: isMode(all) ? all : 'off', sites: Object.fromEntries(own), locked: locked === 'off' ? 'off' : 'cover' };
}

export const modeFor = ({ all, sites }: ShieldSetting, host: string): ShieldMode => (Object.hasOwn(sites, host) ? sites[host] : undefined) ?? all;
