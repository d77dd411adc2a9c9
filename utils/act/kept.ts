import type { Account, Contact } from '@/utils/domain/handoff';
import type { Vault } from '@/utils/vault/types';

import { herWords } from './her-words';
import { takenLists } from './lists';
import { ownList } from './own-list';
import type { Kept, Named } from './shield';

/** Of platforms whose host is not named as they are. Elsewhere ids and names are those of the whole platform. */
const HOSTS: Record<string, string> = { bluesky: 'bsky.app', gmail: 'mail.google.com', whatsapp: 'web.whatsapp.com' };

const named = ({ site, host, userId, handle }: Account & { host?: string | null }): Named => ({ host: host ?? HOSTS[site] ?? site, userId, handle });

/** What else the shield goes by: her words, her lists, and whom it never covers. Empty while the vault is locked. */
export async function keptFor(vault: Vault): Promise<Kept & { words: string[] }> {
  const [contacts, own, words, lists] = await Promise.all([vault.shelf<Contact>('contact'), ownList(vault), herWords(vault), takenLists(vault)]);
  const trusted = contacts.ok ? contacts.value.filter(({ data: { roles } }) => roles.includes('ally') || roles.includes('witness')) : [];
  return { listed: lists.flatMap(({ data }) => data.accounts).map(named), friends: [...own, ...trusted.flatMap(({ data }) => data.accounts)].map(named), words: words?.words ?? [] };
}
