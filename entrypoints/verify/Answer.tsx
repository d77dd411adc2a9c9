import { Notice } from '@/components/Notice';
import type { Verdict } from '@/utils/custody/check-types';
import { toSeconds } from '@/utils/custody/times';
import { tCode } from '@/utils/i18n';
import { formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

const SHOWN = {
  'INTEGRITY ONLY': { kind: 'plain', word: 'whole' }, FAILED: { kind: 'danger', word: 'failed' }, UNUSABLE: { kind: 'failed', word: 'unusable' },
} as const;
/** More would not help anybody to read it; the command lists all. */
const MOST_SHOWN = 50;

/** What was found, in plain words: what is shown by it, and what is not. */
export function Answer({ name, verdict, pinned }: { name: string; verdict: Verdict; pinned: boolean }) {
  const t = useT();
  const own = verdict.statement?.items.filter((item) => item.own).length ?? 0;
  const { answer, failures, checks, withheld, destroyed, remarks, statement } = verdict;
  return (
    <div class="check-answer" data-testid="answer" data-answer={answer}>
      <Notice kind={SHOWN[answer].kind} title={t(`verify:answer.${SHOWN[answer].word}`)}>
        <p>{t(`verify:means.${SHOWN[answer].word}`)}</p>
        <p class="hint">{name}</p>
      </Notice>
      {failures.length > 0 ? (
        <section class="block">
          <h2>{t('verify:failures', { count: failures.length })}</h2>
          <ul data-testid="failures">
            {failures.slice(0, MOST_SHOWN).map(({ code, path }) => (
              <li key={`${code} ${path ?? ''}`} data-code={code}>{tCode('verify:code.', code)}{path ? <> <bdi class="hash">{path}</bdi></> : null}</li>
            ))}
          </ul>
          {failures.length > MOST_SHOWN ? <p>{t('verify:more', { count: failures.length - MOST_SHOWN })}</p> : null}
        </section>
      ) : null}
      {statement ? (
        <>
          <section class="block">
            <h2>{t('verify:checks')}</h2>
            <ul>
              {checks.filter(({ id }) => id !== 'key' || pinned).map(({ id, held }) => (
                <li key={id}>{held ? t('verify:held') : t('verify:failed')} {t(`verify:check.${id}`)}</li>
              ))}
            </ul>
          </section>
          <section class="block">
            <h2>{t('verify:about')}</h2>
            <dl class="facts">
              <Fact name={t('verify:made')} value={toSeconds(statement.exportedAt)} />
              <Fact name={t('verify:software')} value={statement.software} />
              <Fact name={t('verify:log')} value={statement.origin} />
              <Fact name={t('verify:key')} value={statement.keyFingerprint} />
              <Fact name={t('verify:logLines')} value={statement.logSize === null ? null : t('verify:linesOf', { own: formatNumber(statement.lines), all: formatNumber(statement.logSize) })} />
              <Fact name={t('verify:posts')} value={formatNumber(statement.items.length)} />
            </dl>
            {own > 0 ? <p data-testid="own">{t('verify:own', { count: own })}</p> : null}
            <p class="hint">{t('verify:covered')}</p>
          </section>
          {withheld.length > 0 ? <p data-testid="withheld">{t('verify:withheld', { count: withheld.length })}</p> : null}
          {destroyed.length > 0 ? <p data-testid="destroyed">{t('verify:destroyed', { count: destroyed.length })}</p> : null}
          {remarks.length > 0 ? (
            <section class="block">
              <h2>{t('verify:remarks')}</h2>
              <ul>{remarks.slice(0, MOST_SHOWN).map(({ code, path }) => <li key={`${code} ${path ?? ''}`}>{tCode('verify:code.', code)}{path ? <> <bdi class="hash">{path}</bdi></> : null}</li>)}</ul>
            </section>
          ) : null}
          <section class="block">
            <h2>{t('verify:limits')}</h2>
            <ul><li>{t('verify:limit1')}</li><li>{t('verify:limit2')}</li><li>{t('verify:limit3')}</li></ul>
          </section>
        </>
      ) : null}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  const t = useT();
  return <div class="fact"><dt>{name}</dt><dd><bdi class="hash">{value ?? t('verify:unknown')}</bdi></dd></div>;
}
