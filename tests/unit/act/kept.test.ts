import { expect, it } from 'vitest';

import { fakeVault } from '@/tests/lib/fake-vault';
import { fits, herWords, keepWords, wordsOf } from '@/utils/act/her-words';
import { keptFor } from '@/utils/act/kept';
import { keepOwnList } from '@/utils/act/own-list';
import { reasonFor, readFor, shieldIndex } from '@/utils/act/shield';
import type { Contact } from '@/utils/domain/handoff';

const contact = (name: string, roles: Contact['roles'], handle: string): Contact => ({
  id: name.padEnd(32, '0'), name, roles, card: null, recipient: null, compared: null, changed: null, accounts: [{ site: 'x', handle, userId: null }], shown: null, sent: 0, taken: 0,
});

it('keeps her words in one row, and gives none while it is locked', async () => {
  const vault = fakeVault({});
  expect(await herWords(vault)).toEqual({ words: [] });
  expect(await keepWords(vault, wordsOf('  mire \n\npants   on fire\nmire\n'))).toMatchObject({ ok: true });
  expect(await keepWords(vault, ['reed'])).toMatchObject({ ok: true });
  expect((await keptFor(vault)).words).toEqual(['reed']);
  expect(await keepWords(vault, ['x'.repeat(101)])).toMatchObject({ ok: false });
  expect(fits(Array.from({ length: 501 }, (_, i) => `w${i}`))).toBe(false);
  const locked = fakeVault({ state: 'locked' });
  expect(await herWords(locked)).toBeNull();
  expect(await keepWords(locked, ['reed'])).toMatchObject({ ok: false });
  expect(await keptFor(locked)).toEqual({ listed: [], friends: [], words: [] });
});

it('spares her own list and her allies from words and signs, and nobody else whom she knows', async () => {
  const vault = fakeVault({});
  const put = [contact('a', ['ally'], 'Wren'), contact('b', ['recipient'], 'gate')].map((data) => ({ id: data.id, kind: 'contact' as const, data }));
  await vault.shelve({ put });
  await keepOwnList(vault, [{ site: 'mastodon', host: null, userId: null, handle: 'linnea', note: null }, { site: 'mastodon', host: null, userId: null, handle: 'rafael@harbour.example', note: null }]);
  const index = shieldIndex([], [], await keptFor(vault));
  const say = (host: string, handle: string) => readFor(index, host, { who: { userId: null, handle }, words: 'a frog' }, { holdsWord: () => true, holdsSign: () => true });
  expect(['wren', 'gate'].map((handle) => say('x.com', handle))).toEqual([null, 'word']);
  expect(['linnea@pond.example', 'rafael@harbour.example', 'linnea@elsewhere.example'].map((handle) => say('pond.example', handle))).toEqual([null, null, 'word']);
  expect(reasonFor(index, 'x.com', { userId: null, handle: 'wren' })).toBeNull();
});
