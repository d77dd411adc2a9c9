import { useCallback, useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Progress } from '@/components/Progress';
import { tCode } from '@/utils/i18n';
import { formatNumber } from '@/utils/i18n/format';
import { ask } from '@/utils/messages/client';
import type { StitchState, StitchTold, StitchWhat } from '@/utils/messages/stitch';
import { useT } from '@/utils/ui/use-t';

const LOOK_MS = 500;
const CUT_SHORT: StitchTold = { outcome: 'failed', number: null, slices: 0, problem: 'cut-short' };

/** One picture of all of it: begun here, and followed while the popup is open; the cover in the page does the same. */
export function LongPicture({ tabId, locked }: { tabId: number; locked: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<StitchState>({ kind: 'none' });
  const look = useCallback(async () => {
    const now = (await ask('stitch.state', {}).catch(() => null)) ?? { kind: 'none' as const };
    // A worker that ended in the middle knows nothing of it any more.
    setState((before) => (before.kind === 'running' && now.kind === 'none' ? { kind: 'ended', what: before.what, tabId: before.tabId, told: CUT_SHORT } : now));
  }, []);
  useEffect(() => { void look(); }, [look]);
  const running = state.kind === 'running';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [running, look]);

  const begin = async (what: StitchWhat) => {
    await ask('stitch.start', { tabId, what }).catch(() => null);
    // She points in the page: this window would be in the way.
    if (what === 'element') window.close();
    else void look();
  };
  if (running) {
    return (
      <section class="block" data-testid="long-picture">
        <Progress
          label={t(`stitch:running.${state.what}`)} done={state.of === null ? null : state.done} of={state.of ?? 1} onStop={() => void ask('stitch.stop', {}).then(look, look)}
          stopLabel={t('stitch:stop')} testid="stitch-progress"
        />
      </section>
    );
  }
  return (
    <section class="block" data-testid="long-picture">
      <h2>{t('stitch:title')}</h2>
      {locked ? <p class="hint" data-testid="stitch-locked">{t('stitch:locked')}</p> : !open ? (
        <Button expanded={false} onClick={() => setOpen(true)} testid="stitch-open">{t('stitch:title')} …</Button>
      ) : (
        <>
          <p class="hint">{t('stitch:lead')}</p>
          <div class="row">
            <Button onClick={() => void begin('page')} testid="stitch-page">{t('stitch:page')}</Button>
            <Button onClick={() => void begin('thread')} testid="stitch-thread">{t('stitch:thread')}</Button>
            <Button onClick={() => void begin('element')} testid="stitch-element">{t('stitch:element')}</Button>
          </div>
          <p class="hint">{t('stitch:elementHint')}</p>
        </>
      )}
      <div role="status" data-testid="stitch-told">{state.kind === 'ended' && state.tabId === tabId ? toldLines(state.told, t).map((line) => <p key={line}>{line}</p>) : null}</div>
    </section>
  );
}

/** What is missing is said first. */
function toldLines({ outcome, number, slices, problem }: StitchTold, t: ReturnType<typeof useT>): string[] {
  const why = problem === null ? [] : [tCode('stitch:why.', problem)];
  if (outcome !== 'saved' || number === null) return why;
  return [...why, t('stitch:saved', { count: slices, number: formatNumber(number, { useGrouping: false }) }), ...(problem === null ? [t('stitch:whole')] : [])];
}
