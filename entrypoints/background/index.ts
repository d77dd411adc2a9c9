import { defineBackground } from '#imports';

import { answer } from '@/utils/messages/server';
import type { Known, Sender } from '@/utils/messages/sender';
import { browser } from '@/utils/platform/browser';

import { watchActs } from './acts';
import { armedIn, watchArmed } from './arming';
import { makeMenus, onCommand, onMenu } from './gestures';
import { watchGuide } from './guided';
import { handlers } from './handlers';
import { watchLock } from './lock';
import { watchServerDate } from './server-date';
import { syncShield, watchShield } from './shield';
import { grantedPatterns, isGranted, syncSiteScripts } from './site-scripts';
import { watchSweeps } from './sweeps';
import { exposeForTests } from './test-hooks';

declare const __TEST_BUILD__: boolean;

/** Every listener is registered in the first turn: a worker that wakes for an event must already be listening. */
export default defineBackground({
  type: 'module',
  main() {
    const native = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
    native.runtime.onMessage.addListener((message: unknown, sender: chrome.runtime.MessageSender, respond: (value: unknown) => void) => {
      const from = sender as Sender;
      void answer(message, from, () => known(from), handlers).then(respond);
      return true;
    });
    browser.commands.onCommand.addListener((command, tab) => void onCommand(command, tab));
    browser.contextMenus.onClicked.addListener((info, tab) => void onMenu(info, tab));
    browser.permissions.onAdded.addListener((added) => {
      void syncSiteScripts();
      void syncShield();
      if (added.permissions?.includes('webRequest')) watchServerDate();
    });
    browser.permissions.onRemoved.addListener(() => {
      void syncSiteScripts();
      void syncShield();
    });
    browser.runtime.onStartup.addListener(() => void started());
    browser.runtime.onInstalled.addListener((details) => {
      void started();
      if (details.reason === 'install') void welcomeOnce();
    });
    watchArmed();
    watchLock();
    watchActs();
    watchGuide();
    watchServerDate();
    watchShield();
    watchSweeps();
    if (__TEST_BUILD__) exposeForTests();
  },
});

async function started(): Promise<void> {
  await Promise.all([makeMenus(), syncSiteScripts(), syncShield()]);
}

/** `onInstalled` fires at every launch of an unpacked build: the welcome comes once. */
async function welcomeOnce(): Promise<void> {
  const { welcomed } = await browser.storage.local.get('welcomed');
  if (welcomed === true) return;
  await browser.storage.local.set({ welcomed: true });
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

async function known(sender: Sender): Promise<Known> {
  const [patterns, armed] = await Promise.all([grantedPatterns(), sender.tab?.id === undefined ? null : armedIn(sender.tab.id)]);
  return {
    extensionId: browser.runtime.id,
    ownOrigin: new URL(browser.runtime.getURL('/')).origin,
    isGranted: (origin) => isGranted(patterns, origin),
    armed: () => armed,
  };
}
