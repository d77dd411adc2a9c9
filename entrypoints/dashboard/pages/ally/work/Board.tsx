import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { Button } from '@/components/Button';
import { EMPTY, type Draft } from '@/utils/handoff/labels/draft';
import { language } from '@/utils/i18n';
import { useT } from '@/utils/ui/use-t';

import { AXES, axisAfter, decide, decisions, isKeyAxis, keyOf, neighbour, type Axis } from './axes';
import { OwnWords } from './OwnWords';

export interface BoardProps {
  draft: Draft;
  axis: Axis;
  onDraft: (draft: Draft) => void;
  onAxis: (axis: Axis) => void;
  /** Keeps what was said and goes on. `draft`: as it is now, after the key that was pressed. */
  onNext: (draft: Draft) => void;
  onBefore: (() => void) | null;
  /** Below the axis `witness`. */
  witness?: ComponentChildren;
  /** One post of her own: there is none before or after it, nothing to pass on, and no other to witness. */
  own?: boolean;
}

/** True where a key is being typed into something, not pressed for a decision. */
const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
const isPressing = (target: EventTarget | null): boolean => target instanceof Element && target.closest('button, a, summary') !== null;

/** One axis at a time, one key a decision; everything by mouse too. */
export function Board({ draft, axis, onDraft, onAxis, onNext, onBefore, witness, own = false }: BoardProps) {
  const t = useT();
  const now = useRef({ draft, axis });
  now.current = { draft, axis };
  const act = (id: string, also: boolean) => {
    if (!isKeyAxis(now.current.axis)) return;
    const next = decide(now.current.axis, now.current.draft, id, also);
    const after = axisAfter(now.current.axis, also);
    now.current = { draft: next, axis: after };
    onDraft(next);
    onAxis(after);
  };
  const pass = () => onNext({ ...EMPTY, pass: true });
  const actions = useRef<(event: KeyboardEvent) => void>(() => undefined);
  actions.current = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    // Out of a box that is typed into, back to the keys.
    if (isTyping(event.target)) { if (event.key === 'Escape') (event.target as HTMLElement).blur(); return; }
    const { axis: here } = now.current;
    const key = keyOf(event);
    if (event.key === 'Enter' && isPressing(event.target)) return;
    const done = (): void => event.preventDefault();
    if (event.key === 'Enter') { done(); if (!event.repeat) onNext(now.current.draft); return; }
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      done();
      const forward = (event.key === 'ArrowRight') === (document.dir !== 'rtl');
      const next = neighbour(here, forward ? 1 : -1);
      return onAxis(own && next === 'witness' ? neighbour(next, forward ? 1 : -1) : next);
    }
    if (event.key === '-' && !own) { done(); if (!event.repeat) pass(); return; }
    if (event.key === 'Backspace' && onBefore) { done(); return onBefore(); }
    if (!isKeyAxis(here) || event.repeat) return;
    const decision = decisions(here, now.current.draft, language()).find((one) => one.key === key);
    if (decision) { done(); act(decision.id, event.shiftKey && key !== '?'); }
  };
  // Before the next key can come: not one press between two posts is lost.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => actions.current(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  const hint = axis === 'form' ? t('triage:formHint') : axis === 'severity' ? t('triage:severityHint') : t('triage:manyHint');
  return (
    <div class="board" data-testid="board" data-axis={axis}>
      <div class="board-axes" role="tablist" aria-label={t('triage:axis')}>
        {AXES.filter((one) => !own || one !== 'witness').map((one) => (
          <button key={one} type="button" role="tab" class="board-axis" aria-selected={one === axis} onClick={() => onAxis(one)} data-testid={`axis-${one}`}>{t(`triage:axis.${one}`)}</button>
        ))}
      </div>
      {isKeyAxis(axis) ? (
        <div role="group" aria-label={t(`triage:axis.${axis}`)}>
          <p class="hint">{hint}</p>
          <ul class="board-keys" role="list">
            {decisions(axis, draft, language()).map((one) => (
              <li key={one.id}>
                <button type="button" class="board-key" aria-pressed={one.chosen || one.also} title={one.hint ?? undefined} data-testid={`key-${one.id}`}
                  onClick={(event) => { act(one.id, event.shiftKey); event.currentTarget.blur(); }}>
                  <kbd>{one.key}</kbd><span>{one.label}{one.also ? <span class="hint"> {t('triage:also')}</span> : null}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {axis === 'words' ? <OwnWords draft={draft} onDraft={onDraft} /> : null}
      {axis === 'witness' ? witness : null}
      <div class="row">
        <Button kind="main" onClick={() => onNext(draft)} testid="work-next">{t(own ? 'triage:keep' : 'triage:enter')} <kbd>↵</kbd></Button>
        {own ? null : <Button kind="quiet" onClick={pass} testid="work-pass">{t('triage:pass')} <kbd>-</kbd></Button>}
        {onBefore ? <Button kind="quiet" onClick={onBefore} testid="work-before">{t('triage:before')} <kbd>⌫</kbd></Button> : null}
      </div>
    </div>
  );
}
