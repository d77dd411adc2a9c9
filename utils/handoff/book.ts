import type { Contact, SignedCard } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { ok, type Result } from '@/utils/domain/result';
import type { NewShelved, Vault, VaultProblem } from '@/utils/vault/types';

import { newContact, takeCard, type CardNews } from './contacts';

/** Everybody she knows here, in the order they came. */
export async function contactsOf(vault: Vault): Promise<Result<Contact[], VaultProblem>> {
  const found = await vault.shelf<Contact>('contact');
  return found.ok ? ok(found.value.map(({ data }) => data)) : found;
}

export const contactRow = (contact: Contact): NewShelved => ({ id: contact.id, kind: 'contact', data: contact });

/**
 * Whoever reads contacts and writes them back does it in here: two windows, or a hand-over and a comparison, must not undo
 * each other. `work` writes them by itself, by `contactRow` with whatever else goes with it.
 */
export const withContacts = <T, E extends string = VaultProblem>(vault: Vault, work: (contacts: Contact[]) => Promise<Result<T, E | VaultProblem>>): Promise<Result<T, E | VaultProblem>> =>
  navigator.locks.request('hf-contacts', async () => {
    const contacts = await contactsOf(vault);
    return contacts.ok ? work(contacts.value) : contacts;
  }) as Promise<Result<T, E | VaultProblem>>;

/** One contact as it becomes; one that is gone by then stays gone. */
export const changeContact = (vault: Vault, id: string, edit: (contact: Contact) => Contact): Promise<Result<void, VaultProblem>> =>
  withContacts(vault, async (contacts) => {
    const contact = contacts.find((one) => one.id === id);
    return contact ? vault.shelve({ put: [contactRow(edit(contact))] }) : ok(undefined);
  });

/** `id`: of the contact; null for her own card. */
export interface Added { kind: CardNews['kind']; id: string | null }

/** Takes in a card that was read. A new one stands as an ally who was not compared yet; the answer's contact is as it was kept. */
export const addCard = (vault: Vault, own: string | null, signed: SignedCard): Promise<Result<Added, VaultProblem>> =>
  withContacts<Added>(vault, async (contacts) => {
    const news = takeCard(contacts, own, signed);
    if (news.kind === 'own') return ok({ kind: news.kind, id: null });
    const contact = news.kind === 'new' ? newContact(randomId(), signed.card.name, ['ally'], signed) : news.contact;
    const put = news.kind === 'same' ? ok(undefined) : await vault.shelve({ put: [contactRow(contact)] });
    return put.ok ? ok({ kind: news.kind, id: contact.id }) : put;
  });
