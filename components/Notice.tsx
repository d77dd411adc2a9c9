import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  /** `needs`: waits for her. `failed`: something did not work; what is safe is said with it. */
  kind?: 'plain' | 'needs' | 'failed' | 'danger';
  title?: string;
  children?: ComponentChildren;
  testid?: string;
}

export function Notice({ kind = 'plain', title, children, testid }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'failed' || kind === 'danger' ? 'alert' : 'status'} data-testid={testid}>
      {title ? <p class="notice-title">{title}</p> : null}
      {children}
    </div>
  );
}
