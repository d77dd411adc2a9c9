import type { ComponentChildren } from 'preact';

import { useT } from '@/utils/ui/use-t';

import { Icon } from './Icon';

export interface TopBarProps {
  onLeave: () => void;
  /** One sentence that must not be missed, on every page. */
  warning?: string | null;
  children?: ComponentChildren;
}

/** Stands at the top of every page of ours: the name, what belongs to the whole page, and the way out. */
export function TopBar({ onLeave, warning = null, children }: TopBarProps) {
  const t = useT();
  return (
    <header class="topbar">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>{t('common:skip')}</a>
      <span class="topbar-name">{t('common:name')}</span>
      {warning ? <p class="topbar-state" data-testid="warning">{warning}</p> : null}
      <div class="topbar-side">
        {children}
        <button type="button" class="button button-quiet leave" onClick={onLeave} aria-describedby="leave-how" data-testid="leave">
          <Icon name="leave" />
          {t('common:leave')}
        </button>
        <span id="leave-how" class="unseen">{t('common:leaveHow')}</span>
      </div>
    </header>
  );
}
