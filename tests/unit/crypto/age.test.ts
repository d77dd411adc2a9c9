import { expect, it } from 'vitest';

import { fromUtf8 } from '@/utils/crypto/bytes';
import { newKeyring, openKeyring, sealKeyring } from '@/utils/crypto/keyring';

const PASSPHRASE = 'four plain words here';

it('her passphrase is derived with 2^18 of scrypt, and it alone opens the keys', async () => {
  const ring = await newKeyring();
  const sealed = await sealKeyring(ring, PASSPHRASE);
  expect(fromUtf8(sealed.box.slice(0, 80))).toMatch(/^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} 18\n/);
  expect(await openKeyring(sealed, 'another one')).toBeNull();
  expect(await openKeyring(sealed, PASSPHRASE)).toEqual(ring);
});
