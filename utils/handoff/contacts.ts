import type { Card, Contact, Role, SignedCard } from '@/utils/domain/handoff';
import { fail, ok, type Result } from '@/utils/domain/result';

/** Whoever has no card has no number to compare: a key or passphrase that she was given by them is hers to trust. */
export const newContact = (id: string, name: string, roles: Role[], card: SignedCard | null, recipient: string | null = null): Contact => ({
  id, name, roles, card, recipient: card === null ? recipient : null, compared: null, changed: null, accounts: [], shown: null, sent: 0, taken: 0,
});

export type Standing = 'fit' | 'not-compared' | 'changed-key' | 'no-card';

/** Whether anything may go to them or be taken in from them. */
export function standing({ card, changed, compared }: Contact): Standing {
  if (card === null) return 'no-card';
  if (changed !== null) return 'changed-key';
  return compared === null ? 'not-compared' : 'fit';
}

/**
 * Whose key this is, when their number was compared and no other key stands in question; else why not. Everything that
 * comes in is asked here before any of it is taken in.
 */
export function compared(contacts: readonly Contact[], identity: string): Result<Contact, 'stranger' | 'not-compared' | 'changed-key'> {
  const contact = contacts.find(({ card, changed }) => card?.card.identity === identity || changed?.card.identity === identity);
  if (contact === undefined) return fail('stranger');
  const now = standing(contact);
  if (now === 'fit') return ok(contact);
  return fail(now === 'no-card' ? 'stranger' : now);
}

export type CardNews =
  | { kind: 'own' }
  | { kind: 'new' }
  /** Known already, or an older one of the same keys: nothing changes. */
  | { kind: 'same'; contact: Contact }
  /** The same keys under a later date: the name or the log's key is another. The comparison stands. */
  | { kind: 'renewed'; contact: Contact }
  /** Another key under a known name or identity: everything stops until it is compared. */
  | { kind: 'changed'; contact: Contact };

const nameOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
const sameKeys = (a: Card, b: Card): boolean => a.identity === b.identity && a.label === b.label && a.recipient === b.recipient;

/** What a card that was read means beside those that are here. `contact`: as it becomes. */
export function takeCard(contacts: readonly Contact[], own: string | null, signed: SignedCard): CardNews {
  const { card } = signed;
  if (card.identity === own) return { kind: 'own' };
  const known = contacts.find((one) => one.card?.card.identity === card.identity)
    ?? contacts.find((one) => one.changed?.card.identity === card.identity)
    ?? contacts.find((one) => one.card !== null && [one.name, one.card.card.name].some((name) => nameOf(name) === nameOf(card.name)));
  if (!known?.card) return { kind: 'new' };
  if (sameKeys(known.card.card, card)) {
    return card.issued > known.card.card.issued ? { kind: 'renewed', contact: { ...known, card: signed } } : { kind: 'same', contact: known };
  }
  if (known.changed && sameKeys(known.changed.card, card)) return { kind: 'same', contact: known };
  return { kind: 'changed', contact: { ...known, changed: signed } };
}

/**
 * She compared a number. `card`: the one it was made of, the contact's own or the one that came later; the other one goes.
 * What they had been shown of her log was shown to the older key, so a new key begins anew.
 */
export function settle(contact: Contact, card: SignedCard, how: 'in-person' | 'phone', at: string): Contact {
  const same = contact.card !== null && sameKeys(contact.card.card, card.card);
  const fresh = contact.card?.card.identity === card.card.identity ? {} : { shown: null, sent: 0, taken: 0 };
  return { ...contact, ...(same ? {} : fresh), card: same ? contact.card : card, compared: { at, how }, changed: null };
}

/** The card that came is another person's who has the same name: this contact is as before, and the card stands for itself. */
export function apart(contact: Contact, id: string, name: string): [Contact, Contact] | null {
  if (contact.changed === null || contact.changed.card.identity === contact.card?.card.identity) return null;
  return [{ ...contact, changed: null }, newContact(id, name, ['ally'], contact.changed)];
}
