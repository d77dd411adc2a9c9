import { openKeyring } from '@/utils/crypto/keyring';
import { haystack, matcher } from '@/utils/ui/search';
import { addDerived, addItem, addToInbox, openVault, tidy } from '@/utils/vault';
import { openStores, sealedKeyring } from '@/utils/vault/stores';

import { fill } from './fill';
import { pack } from './pack';

/** The passphrase's own cost, without anything of the vault. */
async function kdf(passphrase: string): Promise<boolean> {
  const stores = await openStores();
  const sealed = stores && (await sealedKeyring(stores.main));
  return sealed !== null && (await openKeyring(sealed, passphrase)) !== null;
}

/** A page of the extension with the vault's own code and no screen: one more context, and a bench. Only in builds for tests. */
Object.assign(globalThis, { __hold: { vault: openVault(), addItem, addDerived, addToInbox, tidy, fill, pack, kdf, haystack, matcher } });
