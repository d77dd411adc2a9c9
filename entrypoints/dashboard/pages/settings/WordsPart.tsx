import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { fits, herWords, keepWords, wordsOf } from '@/utils/act/her-words';
import { LONGEST_WORD, MOST_WORDS } from '@/utils/domain/shield';
import { formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** How many there are; the words themselves only while she writes them. */
export function WordsPart({ vault }: { vault: Vault }) {
  const t = useT();
  const [count, setCount] = useState<number | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const look = useCallback(() => void herWords(vault).then((kept) => setCount(kept?.words.length ?? null)), [vault]);
  useEffect(() => {
    look();
    return vault.subscribe(look);
  }, [vault, look]);
  if (count === null) return null;
  const words = typed === null ? [] : wordsOf(typed);
  const open = async () => {
    const kept = await herWords(vault);
    setSaid('');
    if (kept) setTyped(kept.words.join('\n'));
  };
  const keep = async (event: Event) => {
    event.preventDefault();
    const done = await keepWords(vault, words);
    setSaid(t(done.ok ? 'shield:words.kept' : 'shield:words.failed'));
    if (done.ok) setTyped(null);
  };
  return (
    <section data-testid="shield-words">
      <h3>{t('shield:words.title')}</h3>
      <p class="hint">{t('shield:words.lead')}</p>
      {typed === null ? (
        <p class="row row-apart">
          <span data-testid="words-count">{t('shield:words.count', { count })}</span>
          <Button kind="quiet" onClick={() => void open()} testid="words-open">{t('shield:words.open')}</Button>
        </p>
      ) : (
        <form onSubmit={(event) => void keep(event)}>
          <Field label={t('shield:words.label')} hint={t('shield:words.hint')} value={typed} onInput={setTyped} rows={8} autoFocus testid="words-typed"
            error={fits(words) ? null : t('shield:words.full', { most: formatNumber(MOST_WORDS), longest: formatNumber(LONGEST_WORD) })} />
          <p class="row">
            <Button type="submit" disabled={!fits(words)} testid="words-keep">{t('shield:words.keep')}</Button>
            <Button kind="quiet" onClick={() => setTyped(null)} testid="words-close">{t('shield:words.cancel')}</Button>
          </p>
        </form>
      )}
      <p role="status" data-testid="words-said">{said}</p>
    </section>
  );
}
