import { recipientOf } from '@/utils/crypto/age';
import { equalBytes, randomBytes } from '@/utils/crypto/bytes';
import { newKeyring, openKeyring, sealKeyring, type Keyring } from '@/utils/crypto/keyring';
import { open as openBox, seal } from '@/utils/crypto/seal';
import { fail, ok, type Result } from '@/utils/domain/result';
import { browser } from '@/utils/platform/browser';

import { finishDeletions } from './itemkeys';
import { takeInInbox } from './inbox';
import { announceChange, withVaultLock } from './lock';
import { emptyHead, sealHead } from './logbook';
import { continueReseal, startReseal } from './reseal';
import { KeysDb, MainDb } from './schema';
import { endSession, startSession } from './session';
import { dropOrphans, newNames, openingProblem, openStores, openVaultStores, readPointer, sealedKeyring, writePointer, writingProblem } from './stores';
import type { VaultProblem } from './types';

/** Wrong tries in this browser session, and when the next one is heard. In memory only: no time on disk. */
interface Tries { wrong: number; notBefore: number }

async function tries(): Promise<Tries> {
  return ((await browser.storage.session.get('tries'))['tries'] as Tries | undefined) ?? { wrong: 0, notBefore: 0 };
}

export async function createVault(passphrase: string | null): Promise<Result<void, VaultProblem>> {
  return withVaultLock(async () => {
    try {
      if ((await readPointer()) !== null) return fail('already-there');
      await navigator.storage.persist?.();
      const ring = await newKeyring();
      const sealed = await sealKeyring(ring, passphrase);
      const names = newNames();
      const [main, keys] = [new MainDb(names.main), new KeysDb(names.keys)];
      await Promise.all([main.open(), keys.open()]);
      const session = await startSession(names.main, ring);
      await main.meta.bulkPut([{ k: 'keyring', ring: sealed }, { k: 'pending', ids: [] }, await sealHead(session, await emptyHead(session))]);
      main.close();
      keys.close();
      await writePointer({ k: 'vault', ...names, next: null });
      await browser.storage.local.set({ recipient: sealed.recipient });
      announceChange();
      return ok(undefined);
    } catch (error) {
      await endSession();
      return problemOf(error);
    }
  });
}

const problemOf = (error: unknown): { ok: false; error: VaultProblem; detail?: string } => {
  const name = error instanceof Error ? error.name : '';
  return ['VersionError', 'InvalidStateError', 'SecurityError'].includes(name) ? openingProblem(error) : writingProblem(error);
};

/** Opens the keyring: back-off after the third wrong try, 2, 4, 8 … 60 seconds. */
async function openWithTries(passphrase: string): Promise<Result<{ main: string; ring: Keyring }, VaultProblem>> {
  const { wrong, notBefore } = await tries();
  const wait = Math.ceil((notBefore - Date.now()) / 1000);
  if (wait > 0) return fail('wait', String(wait));
  const stores = await openStores();
  if (stores === null) return fail('no-vault');
  const sealed = await sealedKeyring(stores.main);
  if (sealed === null) return fail('damaged', 'keyring');
  let ring: Keyring | null;
  try {
    ring = await openKeyring(sealed, passphrase);
  } catch {
    return fail('damaged', 'keyring');
  }
  if (ring !== null) {
    await browser.storage.session.remove('tries');
    return ok({ main: stores.pointer.main, ring });
  }
  const seconds = wrong + 1 < 3 ? 0 : Math.min(60, 2 ** (wrong - 1));
  await browser.storage.session.set({ tries: { wrong: wrong + 1, notBefore: Date.now() + seconds * 1000 } });
  return seconds > 0 ? fail('wait', String(seconds)) : fail('wrong-passphrase');
}

/** After it: what was cut short is ended, what was saved while locked is taken in, a probe is sealed and opened. */
export async function unlockVault(passphrase: string): Promise<Result<void, VaultProblem>> {
  const opened = await openWithTries(passphrase).catch((error: unknown) => openingProblem(error));
  if (!opened.ok) return opened;
  await startSession(opened.value.main, opened.value.ring);
  await browser.storage.local.set({ recipient: await recipientOf(opened.value.ring.identity) });
  const tidied = await tidy();
  announceChange();
  return tidied;
}

/** Also at each start of a vault without a passphrase. Again from any point gives the same. */
export async function tidy(): Promise<Result<void, VaultProblem>> {
  const done = await withVaultLock(async (): Promise<Result<void, VaultProblem>> => {
    const vault = await openVaultStores();
    if (!vault.ok) return vault;
    const probe = randomBytes(64);
    const { data } = vault.value.session;
    if (!equalBytes(probe, await openBox(data, 'probe', await seal(data, 'probe', probe)))) return fail('damaged', 'probe');
    await dropOrphans();
    await finishDeletions(vault.value);
    return ok(undefined);
  });
  if (!done.ok) return done;
  const inbox = await takeInInbox();
  if (!inbox.ok) return inbox;
  void continueReseal();
  return ok(undefined);
}

/** Before something is sealed under it that she must open by it later. */
export async function checkPassphrase(passphrase: string): Promise<Result<void, VaultProblem>> {
  const opened = await openWithTries(passphrase).catch((error: unknown) => openingProblem(error));
  return opened.ok ? ok(undefined) : opened;
}

export async function lockVault(): Promise<void> {
  await endSession();
  announceChange();
}

export async function setPassphrase(current: string | null, next: string | null, progress?: (share: number) => void): Promise<Result<void, VaultProblem>> {
  const stores = await openStores();
  if (stores === null) return fail('no-vault');
  const sealed = await sealedKeyring(stores.main);
  if (sealed?.protected) {
    const checked = await openWithTries(current ?? '');
    if (!checked.ok) return checked;
  }
  const started = await startReseal(next);
  if (!started.ok && started.error !== 'busy') return started;
  return continueReseal(progress);
}
