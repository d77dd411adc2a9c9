import { useEffect, useState } from 'preact/hooks';

import type { ItemHead } from '@/utils/domain/item';
import { tCode } from '@/utils/i18n';
import { formatList, formatNumber, formatShort } from '@/utils/i18n/format';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

type One = Pick<ItemHead, 'id' | 'number' | 'savedAt' | 'changed' | 'versionOf'>;

/** The heads that have versions, of the last look: opening one post after another looks once. */
let looked: { vault: Vault; version: number; all: Promise<Map<string, One[]>> } | null = null;

async function look(vault: Vault): Promise<Map<string, One[]>> {
  const later: One[] = [];
  for await (const batch of vault.heads()) for (const head of batch) if (head.versionOf !== undefined) later.push(head);
  const roots = new Map<string, One[]>();
  for (const one of later) roots.set(one.versionOf as string, [...(roots.get(one.versionOf as string) ?? []), one]);
  return roots;
}

/** The other captures of the same post, oldest first, and what was different each time: never the words themselves. */
export function Versions({ vault, version, head }: { vault: Vault; version: number; head: ItemHead }) {
  const t = useT();
  const [all, setAll] = useState<One[]>([]);
  const root = head.versionOf ?? head.id;
  useEffect(() => {
    let gone = false;
    void (async () => {
      if (looked?.vault !== vault || looked.version !== version) looked = { vault, version, all: look(vault) };
      const later = (await looked.all).get(root) ?? [];
      const first = later.length === 0 || head.id === root ? null : await vault.item(root);
      const found = [...later, ...(head.id === root ? [head] : first?.ok ? [first.value.head] : [])];
      if (!gone) setAll(found.sort((a, b) => a.number - b.number));
    })().catch(() => { if (!gone) setAll([]); });
    return () => { gone = true; };
  }, [vault, version, root, head]);
  if (all.length < 2) return null;
  return (
    <section class="block" data-testid="versions">
      <h2>{t('sweep:versionsTitle')}</h2>
      <p class="hint">{t('sweep:versionsLead')}</p>
      <ol class="plain-list">
        {all.map((one) => {
          const number = formatNumber(one.number, { useGrouping: false });
          return (
            <li key={one.id} data-testid="version">
              {one.id === head.id ? <strong>{t('sweep:versionThis', { number })}</strong> : <a href={writeRoute({ page: 'saved', id: one.id })}>{t('sweep:version', { number })}</a>}
              {' · '}<time dateTime={one.savedAt}>{formatShort(one.savedAt)}</time>
              {one.versionOf === undefined ? null : <span class="hint"> {one.changed && one.changed.length > 0 ? t('sweep:changedSince', { what: formatList(one.changed.map((code) => tCode('sweep:changed.', code))) }) : t('sweep:changedNone')}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
