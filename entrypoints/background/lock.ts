import { browser } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

const ALARM = 'auto-lock';

/** The deadline is checked at every use of the keys; this only makes sure that they go when nobody uses them. */
export function watchLock(): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void openVault().state();
  });
  void browser.alarms.get(ALARM).then((there) => {
    if (!there) void browser.alarms.create(ALARM, { periodInMinutes: 1 });
  });
}
