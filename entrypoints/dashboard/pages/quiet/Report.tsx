import { bearsBlock, mayBeOld, READ_ON, ROUTES, type Route } from '@/utils/act/order';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';
import type { Verb } from '@/utils/domain/act';
import { formatDay } from '@/utils/i18n/format';
import { tCode } from '@/utils/i18n';
import { useT } from '@/utils/ui/use-t';

/** To whom she means to report, and in which order that route wants things. Kept nowhere. */
export function Report({ route, verb, onRoute, onMute }: { route: Route | null; verb: Verb; onRoute: (route: Route | null) => void; onMute: () => void }) {
  const t = useT();
  const against = route !== null && verb === 'block' && !bearsBlock(route);
  return (
    <div class="block" data-testid="quiet-report">
      <label class="field">
        <span class="field-label">{t('quiet:reportTo')}</span>
        <select class="input" value={route?.id ?? ''} onChange={(event) => onRoute(ROUTES.find(({ id }) => id === event.currentTarget.value) ?? null)} data-testid="quiet-route">
          <option value="">{t('quiet:reportNone')}</option>
          {ROUTES.map(({ id }) => <option key={id} value={id}>{tCode('quiet:route.', id)}</option>)}
        </select>
      </label>
      {route === null ? null : (
        <Notice kind={against ? 'needs' : 'plain'} testid="quiet-order">
          <p>{t(`quiet:advice.${route.advice}`)}</p>
          <p class="hint">
            {route.seen === null ? t('quiet:notChecked') : <>{t('quiet:seenAt')} <bdi class="hash" dir="ltr">{route.seen}</bdi> ({formatDay(READ_ON)})</>}
            {mayBeOld(Date.now()) ? ` ${t('quiet:mayBeOld')}` : ''}
          </p>
          {against ? <Button onClick={onMute} testid="quiet-mute-instead">{t('quiet:muteInstead')}</Button> : null}
        </Notice>
      )}
    </div>
  );
}
