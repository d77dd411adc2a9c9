import '@/tests/lib/vault-env';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { forgetAll, must } from '@/tests/lib/empty-vault';
import { readCard, writeCard } from '@/utils/handoff/card';
import { addCard, changeContact, contactsOf } from '@/utils/handoff/book';
import { introduce, me } from '@/utils/handoff/person';
import { openVault } from '@/utils/vault';

import { somePerson } from '../../lib/person';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const PASSPHRASE = 'four plain words here';
beforeEach(async () => {
  await vault.lock();
  await forgetAll();
  must(await vault.create(PASSPHRASE));
});

describe('her own card', () => {
  it('is made once, names her log, and is read by others; another name keeps the keys', async () => {
    expect(must(await me(vault))).toBeNull();
    const [first, second] = await Promise.all([introduce(vault, 'Ann'), introduce(vault, 'Ann')]);
    const { signed } = must(first);
    expect(must(second).signed).toEqual(signed);
    expect(signed.card.log).toBe(must(await vault.logKey()));
    expect(must(await readCard(writeCard(signed)))).toEqual(signed);
    const renamed = must(await introduce(vault, 'Ann B.'));
    expect({ ...renamed.signed.card, name: 'Ann', issued: signed.card.issued }).toEqual(signed.card);
    expect(renamed.signed.card.issued > signed.card.issued).toBe(true);
    expect(must(await me(vault))?.signed).toEqual(renamed.signed);
    const fresh = must(await me({ ...vault, logKey: async () => ({ ok: true, value: signed.card.label }) }))?.signed.card;
    expect(fresh).toMatchObject({ identity: signed.card.identity, log: signed.card.label });
    expect((fresh?.issued ?? '') > renamed.signed.card.issued).toBe(true);
    expect(must(await vault.shelf('person'))).toHaveLength(1);
  });

  it('is not made while anybody with the device could use it, and not shown while locked', async () => {
    must(await introduce(vault, 'Ann'));
    await vault.lock();
    expect(await me(vault)).toMatchObject({ ok: false, error: 'locked' });
    await forgetAll();
    must(await vault.create(null));
    expect(await introduce(vault, 'Ann')).toEqual({ ok: false, error: 'no-passphrase' });
    expect(must(await me(vault))).toBeNull();
  });

  it('stays hers under another passphrase, with the log that it then names', async () => {
    const before = must(await introduce(vault, 'Ann')).signed;
    must(await vault.setPassphrase(PASSPHRASE, 'five other plain words here'));
    const after = must(await me(vault))?.signed;
    expect(after?.card).toMatchObject({ identity: before.card.identity, label: before.card.label, recipient: before.card.recipient, log: must(await vault.logKey()) });
  });
});

describe('her contacts', () => {
  it('are kept as they are taken in, once each, and two changes at once both hold', async () => {
    const [ann, bea] = await Promise.all([somePerson('Ann'), somePerson('Bea')]);
    const own = ann.signed.card.identity;
    expect(must(await addCard(vault, own, ann.signed))).toEqual({ kind: 'own', id: null });
    const taken = await Promise.all([0, 1].map(async () => must(await addCard(vault, own, bea.signed))));
    expect(taken.map(({ kind }) => kind).sort()).toEqual(['new', 'same']);
    const id = taken[0]?.id as string;
    await Promise.all([changeContact(vault, id, (one) => ({ ...one, sent: 1 })), changeContact(vault, id, (one) => ({ ...one, taken: 2 }))]);
    expect(must(await contactsOf(vault))).toMatchObject([{ name: 'Bea', sent: 1, taken: 2, compared: null }]);
  });

  it('are stopped by another key under their name, also after a restart', async () => {
    const [bea, other] = await Promise.all([somePerson('Bea'), somePerson('Bea')]);
    const { id } = must(await addCard(vault, null, bea.signed));
    expect(must(await addCard(vault, null, other.signed))).toEqual({ kind: 'changed', id });
    await vault.lock();
    must(await vault.unlock(PASSPHRASE));
    expect(must(await contactsOf(vault))).toMatchObject([{ card: bea.signed, changed: other.signed }]);
  });
});
