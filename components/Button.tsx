import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  children: ComponentChildren;
  onClick?: (event: MouseEvent) => void;
  /** `main`: the one thing this screen is for. `danger`: cannot be undone. */
  kind?: 'main' | 'plain' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Says why it cannot be pressed, or more than fits on it: the id of an element. */
  describedBy?: string;
  /** Says more than the words on it, and begins with them. */
  label?: string;
  expanded?: boolean;
  pressed?: boolean;
  testid?: string;
}

export function Button({ children, onClick, kind = 'plain', type = 'button', disabled = false, describedBy, label, expanded, pressed, testid }: ButtonProps) {
  return (
    <button
      class={`button button-${kind}`}
      type={type}
      disabled={disabled}
      onClick={onClick}
      aria-describedby={describedBy}
      aria-label={label}
      aria-expanded={expanded}
      aria-pressed={pressed}
      data-testid={testid}
    >
      {children}
    </button>
  );
}
