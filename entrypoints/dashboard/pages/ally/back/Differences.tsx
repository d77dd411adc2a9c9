import { VirtualList } from '@/components/VirtualList';
import type { Difference } from '@/utils/handoff/labels/summary';
import { formatNumber } from '@/utils/i18n/format';
import { writeRoute } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';

import { Value } from './Value';

export interface DifferencesProps { all: Difference[]; nameOf: (author: string) => string; numberOf: (item: string) => number | null; onChoose: (difference: Difference, author: string) => void }

/** Where two people say different things: side by side, each kept; she says which one shows. */
export function Differences({ all, nameOf, numberOf, onChoose }: DifferencesProps) {
  const t = useT();
  return (
    <VirtualList count={all.length} label={t('triage:differTitle')} estimate={120} rowKey={(i) => `${all[i]?.item} ${all[i]?.field}`} testid="back-differences"
      row={(i) => {
        const one = all[i] as Difference;
        const number = formatNumber(numberOf(one.item) ?? 0, { useGrouping: false });
        const name = `${one.item} ${one.field}`;
        return (
          <fieldset class="choice" data-testid="difference">
            <legend class="choice-legend"><a href={writeRoute({ page: 'saved', id: one.item })}>{t('triage:number', { number })}</a> · {t(`triage:field.${one.field}`)}</legend>
            <div class="side-by-side">
              {one.all.map(({ author, said }, place) => (
                <label class="choice-option" key={author}>
                  <input type="radio" name={name} data-row-focus={place === 0 ? true : undefined} checked={one.shown?.kind === 'one' && one.shown.author === author} onChange={() => onChoose(one, author)} data-testid="difference-choose" />
                  <span class="choice-words"><span class="choice-label"><Value field={one.field} value={said.value} /></span><span class="hint"><bdi>{nameOf(author)}</bdi></span></span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      }}
    />
  );
}
