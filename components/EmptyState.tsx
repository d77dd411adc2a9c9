import type { ComponentChildren } from 'preact';

/** What will be here, and how it gets there. */
export function EmptyState({ title, children, testid }: { title: string; children?: ComponentChildren; testid?: string }) {
  return (
    <div class="empty" data-testid={testid}>
      <h2 class="empty-title">{title}</h2>
      {children}
    </div>
  );
}
