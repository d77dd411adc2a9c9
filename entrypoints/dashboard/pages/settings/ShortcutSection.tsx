import { useEffect, useState } from 'preact/hooks';

import { browser } from '@/utils/platform/browser';
import { useT } from '@/utils/ui/use-t';

/** The shortcuts as the browser has them now: they may have been changed there, or taken by another extension. */
export function ShortcutSection() {
  const t = useT();
  const [keys, setKeys] = useState<Record<string, string>>({});
  useEffect(() => {
    void browser.commands.getAll().then((all) => setKeys(Object.fromEntries(all.map(({ name, shortcut }) => [name ?? '', shortcut ?? '']))));
  }, []);
  const shown = (name: string) => keys[name] ? <kbd dir="ltr">{keys[name]}</kbd> : <span class="hint">{t('settings:shortcutNone')}</span>;
  return (
    <section class="block">
      <h2>{t('settings:shortcutTitle')}</h2>
      <dl class="facts" data-testid="shortcuts">
        <div class="fact"><dt>{t('settings:shortcutSave')}</dt><dd>{shown('save-post')}</dd></div>
        <div class="fact"><dt>{t('settings:shortcutWords')}</dt><dd>{shown('save-words')}</dd></div>
        <div class="fact"><dt>{t('settings:shortcutLeave')}</dt><dd>{t('settings:shortcutLeaveKeys')}</dd></div>
      </dl>
      <p class="hint">{t('settings:shortcutHint')}</p>
    </section>
  );
}
