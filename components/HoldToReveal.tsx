import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';

import { useT } from '@/utils/ui/use-t';

export interface HoldToRevealProps<T> {
  /** Fetches what is covered: asked for at each lifting, dropped at each laying back. Null: it could not be read. */
  load: () => Promise<T | null>;
  show: (lifted: T) => ComponentChildren;
  /** A name for the region, without any of the covered words. */
  label: string;
  /** Held from elsewhere on the page: a key that needs no focus here. */
  held?: boolean;
}

/**
 * A cover. While it lies, nothing of what is below is in the document: not the words, not their length.
 * Press and hold (pointer, Space or Enter) lifts it, letting go lays it back; "show until I leave" is a second button.
 */
export function HoldToReveal<T>({ load, show, label, held = false }: HoldToRevealProps<T>) {
  const t = useT();
  const id = useId();
  const [lifted, setLifted] = useState<T | null>(null);
  const [failed, setFailed] = useState(false);
  const [staying, setStaying] = useState(false);
  const wanted = useRef(0);

  const lay = useCallback(() => {
    wanted.current += 1;
    setLifted(null);
    setStaying(false);
  }, []);

  const lift = useCallback(async () => {
    const turn = (wanted.current += 1);
    setFailed(false);
    const value = await load();
    if (turn !== wanted.current) return;
    setLifted(value);
    setFailed(value === null);
  }, [load]);

  useEffect(() => {
    const away = () => { if (document.visibilityState === 'hidden') lay(); };
    document.addEventListener('visibilitychange', away);
    return () => { document.removeEventListener('visibilitychange', away); wanted.current += 1; };
  }, [lay]);

  const release = () => { if (!staying) lay(); };
  useEffect(() => {
    if (!held) return undefined;
    void lift();
    return lay;
  }, [held, lift, lay]);
  const isHoldKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';

  return (
    <section class={`cover ${lifted === null ? '' : 'cover-lifted'}`} aria-label={label} data-testid="cover">
      <div class="cover-bar">
        <button
          type="button"
          class="cover-hold"
          data-testid="hold"
          disabled={staying}
          aria-describedby={`${id}-how`}
          onPointerDown={(event) => { if (event.button === 0) { event.currentTarget.setPointerCapture?.(event.pointerId); void lift(); } }}
          onPointerUp={release}
          onPointerCancel={release}
          onLostPointerCapture={release}
          onContextMenu={(event) => event.preventDefault()}
          onKeyDown={(event) => {
            if (!isHoldKey(event)) return;
            event.preventDefault();
            if (!event.repeat) void lift();
          }}
          onKeyUp={(event) => { if (isHoldKey(event)) { event.preventDefault(); release(); } }}
          onBlur={release}
        >
          {t('item:hold')}
        </button>
        <button
          type="button"
          class="button button-quiet"
          data-testid="show-toggle"
          aria-expanded={staying}
          aria-controls={`${id}-words`}
          onClick={() => { if (staying) lay(); else { setStaying(true); void lift(); } }}
        >
          {staying ? t('item:coverAgain') : t('item:showUntilLeave')}
        </button>
      </div>
      <p class="hint cover-how" id={`${id}-how`}>{t('item:holdHow')}</p>
      <div id={`${id}-words`} class="cover-words" data-testid="revealed">
        {lifted === null ? null : show(lifted)}
        {failed ? <p class="field-error" role="alert">{t('item:cannotOpen')}</p> : null}
      </div>
    </section>
  );
}
