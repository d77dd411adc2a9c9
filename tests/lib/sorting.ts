import { writeCheckpoint } from '@/utils/custody/note';
import { keyFromSeed } from '@/utils/crypto/sign';
import type { Contact, Given, Held, HeldItem } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { addCard, contactRow, contactsOf } from '@/utils/handoff/book';
import { settle } from '@/utils/handoff/contacts';
import { say } from '@/utils/handoff/labels/desk';
import { EMPTY, newsOf, type Draft } from '@/utils/handoff/labels/draft';
import { makeReturn, readBack } from '@/utils/handoff/labels/exchange';
import { takeIn } from '@/utils/handoff/labels/takein';
import { introduce, type Me } from '@/utils/handoff/person';
import type { Vault } from '@/utils/vault/types';

import { must } from './must';
import { fakeHead } from './fake-posts';
import { fakeVault } from './fake-vault';

const NOW = '2026-11-22T10:00:00.000Z';

/** Were it ever markup, it would ask for something and break the page's policy: both are seen as problems in the gallery. */
export const HOSTILE = '<img src="https://elsewhere.example/x.png" onerror="document.title=1"><svg/onload=document.title=2>';

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
export async function twoSides(
  posts: number, held: Partial<Held> = {}, a: Side['vault'] = fakeVault({ count: posts }), b: Side['vault'] = fakeVault({ count: 0 }),
): Promise<{ hers: Side; ally: Side; items: string[]; handover: string }> {
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

/** Her with what an ally said of `posts` posts taken in, some of it unlike what she said herself, and one file more on its way. */
export async function comeBack(posts: number, vault: Side['vault']): Promise<Blob> {
  const { hers, ally, items } = await twoSides(posts, {}, vault);
  const forms = ['pile_on', 'threat_violence', 'insult_degrading'];
  const tell = async (from: number, to: number): Promise<Blob> => {
    for (const [i, item] of items.slice(from, to).entries()) {
      const draft: Draft = { ...EMPTY, form: forms[i % 3] as string, severity: (i % 4) as number, advice: i % 2 ? ['mute', 'report'] : ['block'], line: i === 0 ? HOSTILE : 'One of many on the same day.', note: HOSTILE, tags: [HOSTILE.slice(0, 40)] };
      must(await say(ally.vault, ally.me.label, hers.me.signed.card.identity, newsOf(item, [], draft), new Date(NOW)));
    }
    return new Response(must(await makeReturn(ally.vault, ally.me, ally.contact.id, new Date(NOW))).stream).blob();
  };
  const first = await tell(0, posts - 2);
  for (const item of items.slice(0, 6)) must(await say(vault, hers.me.label, null, newsOf(item, [], { ...EMPTY, form: 'pile_on', severity: 2, line: 'A line of her own.', note: 'A note of her own.' }), new Date(NOW)));
  must(await takeIn(vault, must(await readBack(vault, hers.me, first, new Date(NOW))), new Date(NOW)));
  return tell(posts - 2, posts);
}
