import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

export interface DialogProps {
  title: string;
  children: ComponentChildren;
  /** Escape does the same as the way back that the dialog offers. */
  onClose: () => void;
  testid?: string;
}

/** A question that stands beside the page, never over it: takes the focus, gives it back, and Escape leaves things as they are. */
export function Dialog({ title, children, onClose, testid }: DialogProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus(); };
  }, []);
  return (
    <div
      class="dialog"
      role="dialog"
      aria-labelledby={id}
      tabIndex={-1}
      ref={box}
      data-testid={testid}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose(); } }}
    >
      <p class="dialog-title" id={id}>{title}</p>
      {children}
    </div>
  );
}
