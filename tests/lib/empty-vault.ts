import { Dexie } from 'dexie';

import { closeAll } from '@/utils/vault/stores';

import fake from './fake-browser';

export { must } from './must';

/** As on a new profile: no database, nothing stored, nobody signed in. For tests whose `webextension-polyfill` is the fake browser. */
export async function forgetAll(): Promise<void> {
  closeAll();
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
  fake.storage.local.clear();
  fake.storage.session.clear();
}
