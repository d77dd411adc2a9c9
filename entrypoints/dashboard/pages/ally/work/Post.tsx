import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { Exhibit } from '@/components/Exhibit';
import { shownName } from '@/components/FileChooser';
import { HoldToReveal } from '@/components/HoldToReveal';
import { Picture } from '@/components/Picture';
import { formatNumber, formatShort } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { Row } from './use-work';

/** True while Space is held and nothing is typed into or pressed by it. */
function useSpace(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const busy = event.target instanceof Element && event.target.closest('input, textarea, select, button, a, summary') !== null;
      if (event.key !== ' ' || busy || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      setHeld(true);
    };
    const up = (event: KeyboardEvent) => { if (event.key === ' ') setHeld(false); };
    const off = () => setHeld(false);
    addEventListener('keydown', down);
    addEventListener('keyup', up);
    addEventListener('blur', off);
    return () => { removeEventListener('keydown', down); removeEventListener('keyup', up); removeEventListener('blur', off); };
  }, []);
  return held;
}

/** One post that was handed over: number, place, sender and time; its words from the shelf while the cover is lifted. */
export function Post({ vault, row }: { vault: Vault; row: Row }) {
  const t = useT();
  const held = useSpace();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => { title.current?.focus({ preventScroll: true }); }, [row.row]);
  const number = formatNumber(row.number, { useGrouping: false });
  const load = useCallback(async () => {
    const answer = await vault.shelfOne<Row>(row.row);
    return answer.ok ? { text: answer.value.data.text } : null;
  }, [vault, row.row]);
  const pictures = useMemo(() => row.files.filter(({ type }) => type.startsWith('image/')).map(({ path, type }) => ({
    path, load: async () => { const answer = await vault.shelfFile(row.row, path); return answer.ok ? new Blob([answer.value], { type }) : null; },
  })), [vault, row]);
  return (
    <div class="work-post" data-testid="work-post" data-number={row.number}>
      <h1 ref={title} tabIndex={-1}>{t('triage:number', { number })}</h1>
      <p class="detail-lead">
        <bdi>{row.handle === null ? t('triage:noSender') : `@${shownName(row.handle)}`}</bdi> · {siteName(row.site)} · <time dateTime={row.savedAt}>{formatShort(row.savedAt)}</time>
        {row.mark ? <> <span class="mark">{row.mark === 'child' ? t('triage:markChild') : t('triage:markIntimate')}</span></> : null}
      </p>
      <HoldToReveal key={row.row} label={t('triage:cover', { number })} load={load} held={held} show={({ text }) => (
        <>
          {text === null ? <p class="hint">{t('triage:noWords')}</p> : <Exhibit number={number} place={siteName(row.site)} time={row.postedAt} words={text} />}
          {pictures.map(({ path, load: picture }) => <Picture key={path} load={picture} label={t('item:picture', { number })} />)}
        </>
      )} />
    </div>
  );
}
