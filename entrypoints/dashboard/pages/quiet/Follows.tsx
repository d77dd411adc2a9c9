import { Button } from '@/components/Button';
import { byHand } from '@/utils/act/guided';
import { MOST_AT_ONCE, type Run } from '@/utils/domain/act';
import { formatNumber, formatShort } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { askable, TELLS_TIES, type TiesTrouble, type Told } from './use-ties';

/** Whom she follows, before the run: asked at her press where the platform tells it, else how it is told there. */
export function Follows({ run, told, onAsk }: { run: Run; told: Told | undefined; onAsk: () => void }) {
  const t = useT();
  const place = { site: siteName(run.site), host: run.host };
  if (byHand(run.site)) return <li data-testid="quiet-follows">{t('quiet:ties.guided', place)}</li>;
  if (run.site === 'x') return <li data-testid="quiet-follows">{t('quiet:ties.x')}</li>;
  if (!TELLS_TIES.includes(run.site)) return <li data-testid="quiet-follows">{t('quiet:ties.none', place)}</li>;
  const left = askable(run, told).length;
  return (
    <li data-testid="quiet-follows">
      <div role="status">
        {told === undefined || told.at === null ? null : <p>{t('quiet:ties.told', { count: told.asked.size, time: formatShort(new Date(told.at).toISOString()) })} {told.followed.size === 0 ? t('quiet:ties.nobody') : ''}</p>}
        {told?.trouble ? <p data-testid="quiet-ties-trouble">{troubleWords(told.trouble, place, t)}</p> : null}
        {told?.busy ? <p>{t('quiet:ties.asking', { count: left })}</p> : null}
      </div>
      {left > 0 && told?.busy !== true ? (
        <>
          <p>{t('quiet:ties.hint', { ...place, most: formatNumber(MOST_AT_ONCE) })}</p>
          <div class="row"><Button onClick={onAsk} testid="quiet-ask-ties">{t('quiet:ties.ask', place)}</Button></div>
        </>
      ) : null}
    </li>
  );
}

function troubleWords(trouble: TiesTrouble, place: { site: string; host: string }, t: ReturnType<typeof useT>): string {
  switch (trouble.kind) {
    case 'wait': return t(trouble.why === 'pace' ? 'quiet:ties.budget' : 'quiet:waitsUntil', { time: formatShort(new Date(trouble.until).toISOString()) });
    case 'not-allowed': return t('quiet:ties.notAllowed', place);
    case 'no-page': return t('quiet:ties.noPage', place);
    case 'busy': return t('quiet:ties.busy');
    case 'no-answer': return t('quiet:ties.noAnswer', place);
    case 'halt': return trouble.why === 'logged-out' ? t('quiet:ties.noPage', place) : t('quiet:ties.notTold', place);
  }
}
