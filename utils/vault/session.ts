import { importKey } from '@/utils/crypto/seal';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { keyringFromJson, keyringToJson, type Keyring, type KeyringJson } from '@/utils/crypto/keyring';
import { browser } from '@/utils/platform/browser';

/**
 * Keys while unlocked: raw in `storage.session` (memory of the browser, gone with it), imported non-extractable
 * in memory here. A CryptoKey is never stored: on disk it is no protection. The deadline is checked at every use,
 * and lies beside the keys, not with them: putting it off can never bring keys back that a lock took away.
 */
interface Stored {
  /** By the main database that each opens: two of them only while a re-seal moves from one to the other. */
  rings?: Record<string, KeyringJson>;
  /** Milliseconds since the epoch; null = until locked by hand or the browser closes. */
  deadline?: number | null;
}

export interface Keys {
  ring: Keyring;
  data: CryptoKey;
  signing: SigningKey;
}

let cached: { id: string; keys: Keys } | null = null;

const SETTING = 'autoLockMinutes';
const DEFAULT_MINUTES = 15;

export async function autoLockMinutes(): Promise<number | null> {
  const stored = (await browser.storage.local.get(SETTING))[SETTING];
  return stored === undefined ? DEFAULT_MINUTES : (stored as number | null);
}

export async function setAutoLockMinutes(minutes: number | null): Promise<void> {
  await browser.storage.local.set({ [SETTING]: minutes });
  await browser.storage.session.set({ deadline: deadlineAfter(minutes) });
}

const deadlineAfter = (minutes: number | null): number | null => (minutes === null ? null : Date.now() + minutes * 60_000);
const isOver = (deadline: number | null | undefined): boolean => deadline !== null && deadline !== undefined && Date.now() > deadline;

const read = async (): Promise<Stored> => (await browser.storage.session.get(['rings', 'deadline'])) as Stored;

/** What reads the rings, changes and writes them is alone: a lock in between must win. */
const alone = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('hf-session', work) as Promise<T>;

export async function startSession(main: string, ring: Keyring): Promise<Keys> {
  const deadline = deadlineAfter(await autoLockMinutes());
  await alone(() => browser.storage.session.set({ rings: { [main]: keyringToJson(ring) }, deadline }));
  return imported(keyringToJson(ring));
}

/** Before the pointer moves to `main`: so that no context, and no start after a cut, holds keys of the other database. */
export async function addToSession(main: string, ring: Keyring): Promise<void> {
  await alone(async () => {
    const { rings } = await read();
    if (rings) await browser.storage.session.set({ rings: { ...rings, [main]: keyringToJson(ring) } });
  });
}

/** After the pointer moved: the other database's keys go. A lock in between stays a lock. */
export async function keepOnlyInSession(main: string): Promise<void> {
  await alone(async () => {
    const ring = (await read()).rings?.[main];
    if (ring) await browser.storage.session.set({ rings: { [main]: ring } });
  });
}

export async function endSession(): Promise<void> {
  cached = null;
  await alone(() => browser.storage.session.remove(['rings', 'deadline']));
}

/** Keys of that main database. Null when locked, also when the deadline has passed since the last look. */
export async function sessionKeys(main: string): Promise<Keys | null> {
  const { rings, deadline } = await read();
  if (rings === undefined || isOver(deadline)) {
    cached = null;
    if (rings !== undefined) await endSession();
    return null;
  }
  const ring = rings[main];
  return ring === undefined ? null : imported(ring);
}

/** Called on every act of hers. Writes at most every ten seconds. */
export async function extendSession(): Promise<void> {
  const { deadline } = await read();
  if (deadline === undefined || isOver(deadline)) return;
  const next = deadlineAfter(await autoLockMinutes());
  if (next !== null && deadline !== null && next - deadline < 10_000) return;
  await browser.storage.session.set({ deadline: next });
}

async function imported(json: KeyringJson): Promise<Keys> {
  if (cached?.id !== json.dataKey) {
    const ring = keyringFromJson(json);
    cached = { id: json.dataKey, keys: { ring, data: await importKey(ring.dataKey), signing: await keyFromSeed(ring.seed) } };
  }
  return cached.keys;
}
