import type { Mark } from '@/utils/domain/item';
import { isOwn } from '@/utils/domain/record';
import { formatNumber, formatShort } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

/** What a slip may say. There is no field for the words: what is not here cannot be shown. */
export interface SlipFacts {
  id: string;
  number: number;
  site: string;
  handle: string | null;
  savedAt: string;
  note: string | null;
  wordsOnly: boolean;
  parsed: boolean;
  pending: boolean;
  mark?: Mark;
  /** It is here and does not open. */
  damaged?: boolean;
}

export interface SlipProps {
  facts: SlipFacts;
  href: string;
  /** The one that stands open beside the list. */
  current: boolean;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  /** Asks what it may show, without a look at it. */
  onMark: () => void;
}

/** A covered post as a slip of paper: number, place, sender, time and her own line. */
export function Slip({ facts, href, current, ticked, onTick, onMark }: SlipProps) {
  const t = useT();
  const own = isOwn(facts.site);
  const number = formatNumber(facts.number, { useGrouping: false });
  return (
    <div class={`slip ${current ? 'slip-current' : ''}`} data-testid="list-item" data-number={facts.number}>
      <label class="slip-tick">
        <input type="checkbox" checked={ticked} onChange={(event) => onTick(event.currentTarget.checked)} aria-label={t('list:choose', { number })} data-testid="choose-item" />
      </label>
      <a class="slip-body" href={href} data-row-focus aria-current={current ? 'true' : undefined}>
        <span class="slip-number">{number}</span>
        <span class="slip-main">
          <span class="slip-sender">
            <bdi>{own ? siteName(facts.site) : facts.handle === null ? t('list:senderUnknown') : `@${facts.handle}`}</bdi>
            {own || facts.site === '' ? null : <span class="slip-place">{siteName(facts.site)}</span>}
          </span>
          <span class="slip-note"><bdi>{facts.note ?? t('list:covered')}</bdi></span>
        </span>
        <span class="slip-side">
          {facts.savedAt === '' ? null : <time dateTime={facts.savedAt}>{formatShort(facts.savedAt)}</time>}
          {facts.damaged ? <span class="mark mark-needs">{t('list:markDamaged')}</span> : null}
          {facts.mark ? <span class="mark" data-testid="slip-mark">{facts.mark === 'child' ? t('mark:slipChild') : t('mark:slipIntimate')}</span> : null}
          {facts.pending ? <span class="mark mark-needs">{t('list:markPending')}</span> : null}
          {facts.wordsOnly ? <span class="mark">{t('list:markWords')}</span> : null}
          {own ? <span class="mark">{t('write:mark')}</span> : facts.parsed ? null : <span class="mark">{t('list:markUnread')}</span>}
        </span>
      </a>
      <button type="button" class="slip-more" aria-label={t('mark:openSlip', { number })} onClick={onMark} data-testid="slip-mark-open"><span aria-hidden="true">⋯</span></button>
    </div>
  );
}

export function SlipWaiting() {
  return <div class="slip slip-waiting" aria-hidden="true"><span class="slip-tick" /><span class="slip-body" /></div>;
}
