import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface Option<V extends string> { value: V; label: string; hint?: string; testid?: string }

export interface ChoiceProps<V extends string> {
  legend: string;
  options: Option<V>[];
  /** Null: nothing chosen yet, and nothing chosen for her. */
  value: V | null;
  onChange: (value: V) => void;
  children?: ComponentChildren;
}

/** A few plain choices, each with what follows from it. */
export function Choice<V extends string>({ legend, options, value, onChange, children }: ChoiceProps<V>) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="choice-legend">{legend}</legend>
      {options.map((option) => (
        <label class="choice-option" key={option.value}>
          <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} data-testid={option.testid} />
          <span class="choice-words">
            <span class="choice-label">{option.label}</span>
            {option.hint ? <span class="hint">{option.hint}</span> : null}
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
