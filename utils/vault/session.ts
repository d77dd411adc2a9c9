import { importKey } from '@/utils/crypto/seal';
import { keyFromSeed, type SigningKey } from '@/utils/crypto/sign';
import { keyringFromJson, keyringToJson, type Keyring, type KeyringJson } from '@/utils/crypto/keyring';
import { browser } from '@/utils/platform/browser';

/**
 * Keys while unlocked: raw in `storage.session` (memory of the browser, gone with it), imported non-extractable
 * in memory here. A CryptoKey is never stored: on disk it is no protection. The deadline is checked at every use.
 */
interface Stored {
  /** By the main database that each opens: two of them only while a re-seal moves from one to the other. */
  rings: Record<string, KeyringJson>;
  /** Milliseconds since the epoch; null = until locked by hand or the browser closes. */
  deadline: number | null;
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
  const stored = await read();
  if (stored) await write({ ...stored, deadline: deadlineAfter(minutes) });
}

const deadlineAfter = (minutes: number | null): number | null => (minutes === null ? null : Date.now() + minutes * 60_000);

async function read(): Promise<Stored | null> {
  return ((await browser.storage.session.get('keys'))['keys'] as Stored | undefined) ?? null;
}

const write = (stored: Stored): Promise<void> => browser.storage.session.set({ keys: stored });

export async function startSession(main: string, ring: Keyring): Promise<Keys> {
  await write({ rings: { [main]: keyringToJson(ring) }, deadline: deadlineAfter(await autoLockMinutes()) });
  return imported(keyringToJson(ring));
}

/** Before the pointer moves to `main`: so that no context, and no start after a cut, holds keys of the other database. */
export async function addToSession(main: string, ring: Keyring): Promise<void> {
  const stored = await read();
  if (stored) await write({ ...stored, rings: { ...stored.rings, [main]: keyringToJson(ring) } });
}

export async function endSession(): Promise<void> {
  cached = null;
  await browser.storage.session.remove('keys');
}

/** Keys of that main database. Null when locked, also when the deadline has passed since the last look. */
export async function sessionKeys(main: string): Promise<Keys | null> {
  const stored = await read();
  if (stored === null || (stored.deadline !== null && Date.now() > stored.deadline)) {
    cached = null;
    if (stored !== null) await endSession();
    return null;
  }
  const ring = stored.rings[main];
  return ring === undefined ? null : imported(ring);
}

/** Called on every act of hers. Writes at most every ten seconds. */
export async function extendSession(): Promise<void> {
  const stored = await read();
  const deadline = deadlineAfter(await autoLockMinutes());
  if (!stored || (stored.deadline !== null && Date.now() > stored.deadline)) return;
  if (deadline !== null && stored.deadline !== null && deadline - stored.deadline < 10_000) return;
  await write({ ...stored, deadline });
}

async function imported(json: KeyringJson): Promise<Keys> {
  if (cached?.id !== json.dataKey) {
    const ring = keyringFromJson(json);
    cached = { id: json.dataKey, keys: { ring, data: await importKey(ring.dataKey), signing: await keyFromSeed(ring.seed) } };
  }
  return cached.keys;
}
