import { writeCheckpoint } from '@/utils/custody/note';
import { keyFromSeed } from '@/utils/crypto/sign';
import type { Contact, Given, Held, HeldItem } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { addCard, contactRow, contactsOf } from '@/utils/handoff/book';
import { settle } from '@/utils/handoff/contacts';
import { introduce, type Me } from '@/utils/handoff/person';
import type { Vault } from '@/utils/vault/types';

import { must } from './empty-vault';
import { fakeHead } from './fake-posts';
import { fakeVault } from './fake-vault';

const NOW = '2026-11-22T10:00:00.000Z';

export interface Side { vault: ReturnType<typeof fakeVault>; me: Me; contact: Contact }

/** The log that `fakeVault` says it has. */
export const fakeLog = () => keyFromSeed(new Uint8Array(32).fill(7));

async function know(vault: Vault, own: Me, other: Me): Promise<Contact> {
  must(await addCard(vault, own.signed.card.identity, other.signed));
  const contact = must(await contactsOf(vault)).at(-1) as Contact;
  const settled = settle(contact, other.signed, 'in-person', NOW);
  must(await vault.shelve({ put: [contactRow(settled)] }));
  return settled;
}

/** Her with `posts` saved posts and an ally who compared numbers, all of them handed over. */
export async function twoSides(posts: number, held: Partial<Held> = {}): Promise<{ hers: Side; ally: Side; items: string[]; handover: string }> {
  const [a, b] = [fakeVault({ count: posts }), fakeVault({ count: 0 })];
  const [me, them] = [must(await introduce(a, 'Rook')), must(await introduce(b, 'Wren'))];
  const [ally, her] = [await know(a, me, them), await know(b, them, me)];
  const items = Array.from({ length: posts }, (_, i) => fakeHead(i + 1).id);
  const checkpoint = await writeCheckpoint(await fakeLog(), 3, new Uint8Array(32).fill(1));
  const handover = randomId();
  const about = { sequence: 1, made: NOW, ends: null, purpose: 'Sort them', rules: 'Leave out what is only rude.', scope: { words: true, pictures: false, intimate: false, grounds: false }, checkpoint, revoked: null };
  const given: Given = { ...about, to: [ally.id], items };
  must(await a.shelve({ put: [{ id: handover, kind: 'given', data: given }] }));
  const rows = items.map((item, i): { id: string; kind: 'held-item'; data: HeldItem } => {
    const { site, savedAt, address, permalink, handle, displayName, userId, postedAt, text } = fakeHead(i + 1);
    return { id: randomId(), kind: 'held-item', data: { held: handover, item, number: i + 1, site, savedAt, address, permalink, handle, displayName, userId, postedAt, text, mark: null, grounds: null, files: [] } };
  });
  const bag: Held = { ...about, contact: her.id, from: me.signed.card.identity, takenAt: NOW, log: 'first', rows: rows.map(({ id }) => id), ...held };
  must(await b.shelve({ put: [{ id: handover, kind: 'held', data: bag }, ...rows] }));
  return { hers: { vault: a, me, contact: ally }, ally: { vault: b, me: them, contact: her }, items, handover };
}
