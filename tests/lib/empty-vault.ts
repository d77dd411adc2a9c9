import { Dexie } from 'dexie';

import type { Result } from '@/utils/domain/result';
import { closeAll } from '@/utils/vault/stores';

import fake from './fake-browser';

/** The value of an answer that cannot have failed in this test. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error} ${result.detail ?? ''}`);
  return result.value;
}

/** As on a new profile: no database, nothing stored, nobody signed in. For tests whose `webextension-polyfill` is the fake browser. */
export async function forgetAll(): Promise<void> {
  closeAll();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  fake.storage.local.clear();
  fake.storage.session.clear();
}
