import { useEffect, useState } from 'preact/hooks';

import { SHIELD_OFF, type ShieldSetting, shieldSetting } from '@/utils/domain/shield';
import { browser } from '@/utils/platform/browser';

const KEY = 'shield';

/** The setting as it stands, whoever changes it; null until it is known. The background follows what is written. */
export function useShield(): [ShieldSetting | null, (next: ShieldSetting) => void] {
  const [setting, setSetting] = useState<ShieldSetting | null>(null);
  useEffect(() => {
    const look = () => void browser.storage.local.get(KEY).then((kept) => setSetting(shieldSetting(kept[KEY])), () => setSetting(SHIELD_OFF));
    look();
    browser.storage.local.onChanged.addListener(look);
    return () => browser.storage.local.onChanged.removeListener(look);
  }, []);
  const put = (next: ShieldSetting) => {
    setSetting(next);
    void browser.storage.local.set({ [KEY]: next });
  };
  return [setting, put];
}
