import { Fragment } from 'preact';

import { MOST_IN_A_RUN, count } from '@/utils/act/queue';
import { PACES, timeFor } from '@/utils/act/pace';
import type { Stamps } from '@/utils/act/job';
import { placeKey } from '@/utils/act/spare';
import type { Run, Sender } from '@/utils/domain/act';
import { formatNumber, formatWait } from '@/utils/i18n/format';
import { tCode } from '@/utils/i18n';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { Follows } from './Follows';
import { NativeTools } from './NativeTools';
import type { UseTies } from './use-ties';

const MOST_NAMED = 5;
/** Where the page alone tells whose a name is, and shows no more than what is open. */
const opens = ({ site, entries }: Run): boolean => ['x', 'reddit'].includes(site) && entries.some(({ sender, step }) => step.state === 'waiting' && sender.userId === null);

function Names({ senders }: { senders: readonly Sender[] }) {
  const t = useT();
  return <span class="hint">{senders.map(({ handle }, i) => <Fragment key={i}>{i > 0 ? ' ' : ''}<bdi>{handle ? `@${handle}` : t('quiet:noAccount')}</bdi></Fragment>)}</span>;
}

/** What will be done, how long it takes, whom it leaves alone and why, what the other side sees, and what the platform may do. */
export function Plan({ runs, chosen, stamps, ties: { ties, askTies } }: { runs: Run[]; chosen: readonly Sender[]; stamps: Stamps; ties: UseTies }) {
  const t = useT();
  return (
    <section class="block" data-testid="quiet-plan">
      <h2>{t('quiet:planTitle')}</h2>
      {runs.map((run) => {
        const { waiting } = count(run);
        const pace = PACES[run.site];
        const spared = run.entries.flatMap(({ sender, step }) => (step.state === 'spared' ? [{ sender, why: step.why }] : []));
        const left = chosen.filter(({ site, host }) => site === run.site && host === run.host).length - run.entries.length;
        return (
          <div class="note" key={`${run.site} ${run.host}`} data-testid="quiet-place">
            <h3>{t('quiet:planPlace', { site: siteName(run.site), host: run.host })}</h3>
            <ul class="plain-list">
              <li>{run.how === 'guided' ? t('quiet:planGuided', { count: waiting }) : t('quiet:planCount', { count: waiting, time: formatWait(pace ? timeFor(waiting, stamps[run.site] ?? [], pace, Date.now()) / 1000 : 0) })}</li>
              {[...new Set(spared.map(({ why }) => why))].map((why) => {
                const own = spared.filter((one) => one.why === why);
                return (
                  <li key={why} data-testid="quiet-spared">
                    {t('quiet:spared', { count: own.length, why: t(`quiet:spare.${why as 'self'}`) })}{' '}
                    <Names senders={own.slice(0, MOST_NAMED).map(({ sender }) => sender)} />
                    {own.length > MOST_NAMED ? <details><summary>{t('quiet:sparedRest', { count: own.length - MOST_NAMED })}</summary><Names senders={own.slice(MOST_NAMED).map(({ sender }) => sender)} /></details> : null}
                  </li>
                );
              })}
              <Follows run={run} told={ties.get(placeKey(run))} onAsk={() => askTies(run)} />
              <li>{tCode('quiet:sees.', `${run.site}.${run.verb}`)}</li>
              <li>{tCode('quiet:risk.', run.site)}</li>
              {opens(run) ? <li data-testid="quiet-opens">{t('quiet:opensPosts')}</li> : null}
              {left > 0 ? <li data-testid="quiet-over">{t('quiet:overCap', { count: left, most: formatNumber(MOST_IN_A_RUN) })}</li> : null}
            </ul>
            <NativeTools site={run.site} count={waiting} />
          </div>
        );
      })}
      <p>{t('quiet:spares')}</p>
    </section>
  );
}
