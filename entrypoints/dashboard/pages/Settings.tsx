import { Choice } from '@/components/Choice';
import { language, languages } from '@/utils/i18n';
import { chooseLanguage } from '@/utils/ui/language';
import { useT } from '@/utils/ui/use-t';
import type { Vault, VaultState } from '@/utils/vault/types';

import { About } from './settings/About';
import { BackupSection } from './settings/BackupSection';
import { CaptureSection } from './settings/CaptureSection';
import { CorrectionsSection } from './settings/CorrectionsSection';
import { HealthSection } from './settings/HealthSection';
import { LockSection } from './settings/LockSection';
import { ReadingSection } from './settings/ReadingSection';
import { ShieldSection } from './settings/ShieldSection';
import { ShortcutSection } from './settings/ShortcutSection';
import { SitesSection } from './settings/SitesSection';

export function Settings({ vault, state }: { vault: Vault; state: VaultState }) {
  const t = useT();
  return (
    <div class="sheet settings" data-testid="settings">
      <h1>{t('settings:title')}</h1>
      <section class="block">
        <Choice
          legend={t('settings:language')}
          value={language()}
          onChange={(code) => void chooseLanguage(code)}
          options={languages().map(({ code, name }) => ({ value: code, label: name, testid: `language-${code}` }))}
        />
      </section>
      <LockSection vault={vault} state={state} />
      <BackupSection vault={vault} state={state} />
      <HealthSection vault={vault} />
      <CaptureSection vault={vault} />
      <SitesSection />
      <ShieldSection vault={vault} />
      <ReadingSection vault={vault} />
      <CorrectionsSection vault={vault} />
      <ShortcutSection />
      <About />
    </div>
  );
}
