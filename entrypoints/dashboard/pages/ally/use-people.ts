import { useEffect, useState } from 'preact/hooks';

import type { Contact } from '@/utils/domain/handoff';
import { contactsOf } from '@/utils/handoff/book';
import { me, type Me } from '@/utils/handoff/person';
import type { Vault, VaultProblem } from '@/utils/vault/types';

export interface People { mine: Me | null; contacts: Contact[] }

/** She and everybody she knows, read again after every change. Null: not known yet; a problem is never "nobody". */
export function usePeople(vault: Vault, version: number): People | { problem: VaultProblem } | null {
  const [people, setPeople] = useState<People | { problem: VaultProblem } | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const [mine, contacts] = await Promise.all([me(vault), contactsOf(vault)]);
      if (gone) return;
      if (!mine.ok) setPeople({ problem: mine.error });
      else if (!contacts.ok) setPeople({ problem: contacts.error });
      else setPeople({ mine: mine.value, contacts: contacts.value });
    })();
    return () => { gone = true; };
  }, [vault, version]);
  return people;
}
