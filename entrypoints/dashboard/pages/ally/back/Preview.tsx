import { Button } from '@/components/Button';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import { stateOf } from '@/utils/handoff/labels/state';
import { summaryOf } from '@/utils/handoff/labels/summary';
import type { Prepared } from '@/utils/handoff/labels/takein';
import { formatLocal, formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { LabelOp } from '@/utils/domain/handoff';

import { adviceWords, formWords, levelWords } from './words';

/** What a file brings, in numbers and plain words, before any of it is taken in. Nobody's own text is in it. */
export function Preview({ prepared, known, onTake, onLeave, busy }: { prepared: Prepared; known: readonly LabelOp[]; onTake: () => void; onLeave: () => void; busy: boolean }) {
  const t = useT();
  const { fresh, left, clockBack, cosigned, notConfirmed, contact } = prepared;
  const sum = summaryOf(fresh, stateOf([...known, ...fresh]), contact.card?.card.label ?? '');
  const name = shownName(contact.name);
  const counted = (label: string, count: number) => <li key={label}>{t('triage:counted', { label, number: formatNumber(count) })}</li>;
  return (
    <section class="block" data-testid="back-preview">
      <h2>{t('triage:previewTitle', { name })}</h2>
      <p data-testid="back-preview-count">{fresh.length === 0 ? t('triage:previewNothing') : t('triage:previewCount', { count: sum.posts, labels: formatNumber(sum.labels) })}</p>
      <ul class="plain-list">
        {sum.forms.map(([id, count]) => counted(formWords(id), count))}
        {sum.levels.map(([level, count]) => counted(levelWords(level === 'unsure' ? null : Number(level)), count))}
        {sum.advice.map(([advice, count]) => counted(adviceWords(advice), count))}
        {sum.signs > 0 ? counted(t('triage:axis.signs'), sum.signs) : null}
        {sum.lines > 0 ? counted(t('triage:line'), sum.lines) : null}
        {sum.notes > 0 ? counted(t('triage:note'), sum.notes) : null}
        {sum.tags > 0 ? counted(t('triage:tag'), sum.tags) : null}
        {sum.passed > 0 ? counted(t('triage:passed'), sum.passed) : null}
        {sum.witnessed > 0 ? counted(t('triage:witnessed'), sum.witnessed) : null}
      </ul>
      {left > 0 ? <p class="hint">{t('triage:previewLeft', { count: left })}</p> : null}
      {clockBack > 0 ? <p class="hint">{t('triage:previewClock')}</p> : null}
      {cosigned !== null ? <p data-testid="back-cosigned">{t('triage:cosigned', { name, time: formatLocal(new Date(cosigned * 1000).toISOString()) })}</p> : null}
      {notConfirmed ? <Notice kind="needs" testid="back-not-confirmed"><p>{t(`triage:notConfirmed.${notConfirmed}`, { name })}</p></Notice> : null}
      <p class="hint">{t('triage:previewKeeps')}</p>
      <div class="row">
        <Button kind="main" disabled={busy} onClick={onTake} testid="back-take">{t('triage:take')}</Button>
        <Button kind="quiet" disabled={busy} onClick={onLeave} testid="back-leave">{t('triage:leave')}</Button>
      </div>
    </section>
  );
}
