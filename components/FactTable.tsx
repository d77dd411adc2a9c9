import { tCode } from '@/utils/i18n';
import { formatNumber, formatUtc } from '@/utils/i18n/format';
import type { Fact } from '@/utils/ui/record-facts';
import { useT } from '@/utils/ui/use-t';

/** Each field with its value and where it came from; what is not known says so. */
export function FactTable({ facts }: { facts: Fact[] }) {
  const t = useT();
  return (
    <section class="block">
      <h2>{t('item:factsTitle')}</h2>
      <p class="hint">{t('item:factsLead')}</p>
      <dl class="facts" data-testid="facts">
        {facts.map((fact) => (
          <div class="fact" key={fact.key}>
            <dt>{tCode('item:fact.', fact.key)}</dt>
            <dd>
              <bdi class={fact.value === null ? 'hint' : ''}>{factWords(fact, t)}</bdi>
              {fact.tier && fact.value !== null ? <span class="hint fact-tier">{tCode('item:tier.', fact.tier)}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factWords(fact: Fact, t: ReturnType<typeof useT>): string {
  if (fact.value === null) return t('item:unknown');
  if (fact.kind === 'yes') return t('item:yes');
  if (fact.kind === 'time') return formatUtc(String(fact.value));
  if (fact.kind === 'number') return formatNumber(Number(fact.value));
  return fact.kind === 'code' ? tCode('item:kind.', String(fact.value)) : String(fact.value);
}
