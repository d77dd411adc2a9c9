import { useEffect, useState } from 'preact/hooks';

import { SweepCard } from '@/components/SweepCard';
import { isOver } from '@/utils/domain/sweep';
import { browser } from '@/utils/platform/browser';
import { problemWords } from '@/utils/ui/problem';
import { useSweeps } from '@/utils/ui/use-sweeps';
import { useT } from '@/utils/ui/use-t';

import { SweepStart } from './SweepStart';

const EVERYWHERE = { origins: ['<all_urls>'] };

/** The whole page at once: begins it, or shows the one that is in this tab or could go on here. */
export function SweepBox({ tabId, locked, autoLockMinutes }: { tabId: number; locked: boolean; autoLockMinutes: number | null }) {
  const t = useT();
  const { sweeps, here, problem, start, command } = useSweeps(tabId);
  const [always, setAlways] = useState(false);
  useEffect(() => { void browser.permissions.contains(EVERYWHERE).then(setAlways, () => undefined); }, []);
  if (sweeps === null) return null;
  const mine = sweeps.find(({ id }) => id === here) ?? sweeps.find((one) => one.tabId === tabId && isOver(one));
  const others = sweeps.some((one) => one.id !== here && one.state === 'running');
  return (
    <section class="block" data-testid="sweep-box">
      <h2>{t('sweep:title')}</h2>
      {mine ? <SweepCard sweep={mine} here={mine.id === here} onCommand={(what) => void command(mine.id, what)} /> : null}
      {here !== null ? null : locked ? <p class="hint" data-testid="sweep-locked">{t('sweep:lockedLead')}</p> : (
        <SweepStart
          always={always}
          onAlways={() => void browser.permissions.request(EVERYWHERE).then(setAlways, () => undefined)}
          onStart={start}
          inLine={others}
          autoLockMinutes={autoLockMinutes}
        />
      )}
      <div role="status" data-testid="sweep-problem">{problem === null ? null : <p>{problemWords({ error: problem })}</p>}</div>
    </section>
  );
}
