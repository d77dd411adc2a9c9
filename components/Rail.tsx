import { useT } from '@/utils/ui/use-t';

import { Icon, type IconName } from './Icon';

export interface RailEntry { href: string; icon: IconName; label: string; current: boolean; testid: string }

export function Rail({ entries }: { entries: RailEntry[] }) {
  const t = useT();
  return (
    <nav class="rail" aria-label={t('common:navLabel')}>
      <ul role="list">
        {entries.map((entry) => (
          <li key={entry.href}>
            <a class="rail-entry" href={entry.href} aria-current={entry.current ? 'page' : undefined} data-testid={entry.testid}>
              <Icon name={entry.icon} />
              <span>{entry.label}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
