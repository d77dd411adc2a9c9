import { beforeAll, describe, expect, it } from 'vitest';

import type { Contact } from '@/utils/domain/handoff';
import { signCard } from '@/utils/handoff/card';
import { apart, compared, newContact, settle, standing, takeCard } from '@/utils/handoff/contacts';

import { somePerson, type SomePerson } from '../../lib/person';

const AT = '2026-11-22T10:00:00Z';
let ann: SomePerson;
let bea: SomePerson;
let annAgain: SomePerson;
let known: Contact;
const keyOf = (person: SomePerson): string => person.signed.card.identity;
const changed = (): Contact => {
  const news = takeCard([known], null, annAgain.signed);
  if (news.kind !== 'changed') throw new Error(news.kind);
  return news.contact;
};
beforeAll(async () => {
  [ann, bea, annAgain] = await Promise.all(['Ann', 'Bea', 'ann'].map((name) => somePerson(name))) as [SomePerson, SomePerson, SomePerson];
  known = { ...settle(newContact('a'.repeat(32), 'Ann', ['ally'], ann.signed), ann.signed, 'phone', AT), shown: 'note', sent: 4, taken: 3 };
});

describe('whoever sends something', () => {
  it('is heard once the number was compared, and not before', () => {
    const fresh = newContact('b'.repeat(32), 'Bea', ['ally'], bea.signed);
    expect(compared([known, fresh], keyOf(ann))).toEqual({ ok: true, value: known });
    expect(compared([known, fresh], keyOf(bea))).toEqual({ ok: false, error: 'not-compared' });
    expect(compared([known], keyOf(bea))).toEqual({ ok: false, error: 'stranger' });
    expect(compared([settle(fresh, bea.signed, 'in-person', AT)], keyOf(bea)).ok).toBe(true);
  });

  it('is not heard by either key while another key stands in question', () => {
    for (const key of [keyOf(ann), keyOf(annAgain)]) expect(compared([changed()], key)).toEqual({ ok: false, error: 'changed-key' });
    expect(standing(changed())).toBe('changed-key');
  });

  it('without a card is nobody that anything comes from', () => {
    const police = newContact('c'.repeat(32), 'Police', ['recipient'], null, ann.signed.card.recipient);
    expect(standing(police)).toBe('no-card');
    expect(compared([police], '')).toEqual({ ok: false, error: 'stranger' });
  });
});

describe('a card that comes in', () => {
  it('of herself, of somebody new and once more', () => {
    expect(takeCard([known], keyOf(bea), bea.signed)).toEqual({ kind: 'own' });
    expect(takeCard([known], null, bea.signed)).toEqual({ kind: 'new' });
    expect(takeCard([known], null, ann.signed)).toEqual({ kind: 'same', contact: known });
  });

  it('with the same keys and a later date renews name and log, and keeps the comparison; an older one changes nothing', async () => {
    const later = await signCard({ ...ann.signed.card, name: 'Ann B.', log: bea.signed.card.log, issued: '2026-11-20T00:00:00Z' }, ann.identity);
    const news = takeCard([known], null, later);
    expect(news).toEqual({ kind: 'renewed', contact: { ...known, card: later } });
    expect(takeCard([{ ...known, card: later }], null, ann.signed).kind).toBe('same');
  });

  it.each(['recipient', 'label'] as const)('with another %s under the same identity stops everything', async (key) => {
    const other = await signCard({ ...ann.signed.card, [key]: bea.signed.card[key], issued: '2026-11-20T00:00:00Z' }, ann.identity);
    const news = takeCard([known], null, other);
    expect(news.kind).toBe('changed');
    expect('contact' in news && compared([news.contact], keyOf(ann))).toEqual({ ok: false, error: 'changed-key' });
  });

  it.each(['Ann', 'ANN', 'Ａｎｎ', ' Ann '])('with other keys under the name “%s” stops everything', (name) => {
    const news = takeCard([{ ...known, name }], null, annAgain.signed);
    expect(news).toEqual({ kind: 'changed', contact: { ...known, name, changed: annAgain.signed } });
  });

  it('in question twice stays in question', () => expect(takeCard([changed()], null, annAgain.signed).kind).toBe('same'));
});

describe('comparing anew', () => {
  it('with the new key takes it, and begins anew what was shown, sent and taken', () => {
    const now = settle(changed(), annAgain.signed, 'in-person', AT);
    expect(now).toMatchObject({ card: annAgain.signed, changed: null, compared: { at: AT, how: 'in-person' }, shown: null, sent: 0, taken: 0 });
    expect(compared([now], keyOf(annAgain)).ok).toBe(true);
    expect(compared([now], keyOf(ann))).toEqual({ ok: false, error: 'stranger' });
  });

  it('with the old key keeps it and all that goes with it', () => {
    const now = settle(changed(), ann.signed, 'phone', AT);
    expect(now).toMatchObject({ card: ann.signed, changed: null, shown: 'note', sent: 4, taken: 3 });
  });

  it('a card of another person with the same name stands for itself, uncompared', () => {
    const [old, fresh] = apart(changed(), 'd'.repeat(32), 'Ann from the choir') ?? [];
    expect(old).toEqual(known);
    expect(fresh).toMatchObject({ card: annAgain.signed, compared: null, name: 'Ann from the choir' });
  });

  it('the same person with another recipient cannot be told apart from herself', async () => {
    const other = await signCard({ ...ann.signed.card, recipient: bea.signed.card.recipient }, ann.identity);
    expect(apart({ ...known, changed: other }, 'd'.repeat(32), 'Ann 2')).toBeNull();
  });
});
