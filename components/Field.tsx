import { useId, useState } from 'preact/hooks';

import { useT } from '@/utils/ui/use-t';

export interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  /** Said at once to a screen reader when it appears. */
  error?: string | null | undefined;
  type?: 'text' | 'password' | 'search';
  /** More than one line. */
  rows?: number;
  autoComplete?: string;
  autoFocus?: boolean;
  maxLength?: number;
  testid?: string;
}

/** A labelled box. What is typed never leaves it but through `onInput`; spell checkers that ask a server are off. */
export function Field({ label, value, onInput, hint, error, type = 'text', rows, autoComplete = 'off', autoFocus = false, maxLength, testid }: FieldProps) {
  const t = useT();
  const id = useId();
  const [shown, setShown] = useState(false);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const shared = {
    id, value, maxLength, autoComplete, spellcheck: false, autocapitalize: 'off' as const, dir: 'auto' as const,
    'aria-describedby': described, 'aria-invalid': Boolean(error), 'data-testid': testid,
    ref: (element: HTMLInputElement | HTMLTextAreaElement | null) => { if (autoFocus && element && !element.dataset['met']) { element.dataset['met'] = '1'; element.focus(); } },
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      <div class="field-row">
        {rows ? (
          <textarea class="input" rows={rows} {...shared} onInput={(event) => onInput(event.currentTarget.value)} />
        ) : (
          <input class="input" type={(type === 'password' && shown ? 'text' : type) as 'text'} {...shared} onInput={(event) => onInput(event.currentTarget.value)} />
        )}
        {type === 'password' ? (
          <button type="button" class="button button-quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('common:hideTyped') : t('common:showTyped')}
          </button>
        ) : null}
      </div>
      <p class="field-error" id={`${id}-error`} role="alert">{error ?? ''}</p>
    </div>
  );
}
