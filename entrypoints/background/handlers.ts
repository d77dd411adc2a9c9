import { derive } from '@/utils/capture/derive';
import type { Handlers } from '@/utils/messages/server';
import type { Told } from '@/utils/messages/types';
import { browser } from '@/utils/platform/browser';
import { openVault, tidy } from '@/utils/vault';

import { commandAct, wakeActs } from './acts';
import { barSetting } from './bar';
import { commandGuide, endGuide, heardGuide } from './guided';
import { pressed } from './gestures';
import { askPage, ensureScripts, ensureTaught, outlineOf, putShow } from './page-link';
import { save, undo } from './save';
import { askShield, endShield, framesShield, openShield } from './shield';
import { askTies } from './ties';
import { startStitch, stitchState, stopStitch } from './stitch';
import { learnIn } from './learn';
import { commandSweep, startSweep, sweepState, wakeSweeps } from './sweeps';

const failed = (problem: string): Told => ({ outcome: 'failed', number: null, problem, undo: null });

export const handlers: Handlers = {
  capture: async ({ pointing, wordsOnly }, sender) => {
    const tab = await browser.tabs.get(sender.tab?.id as number);
    return (await save(tab, { pointing, wordsOnly, trigger: 'bar' })).told;
  },
  undo: ({ token }, sender) => undo(token, sender.tab?.id),
  show: async (_, sender) => {
    await putShow(sender.tab?.id as number);
    return null;
  },
  bar: async (_, sender) => {
    // A registered script comes without what was taught for its site.
    await ensureTaught(sender.tab?.id as number, sender.origin ?? '').catch(() => undefined);
    return barSetting(sender.origin ?? null);
  },
  learn: async (_, sender) => {
    void learnIn(sender.tab?.id as number).catch(() => undefined);
    return null;
  },
  learnInTab: async ({ tabId }) => {
    void learnIn(tabId).catch(() => undefined);
    return null;
  },
  saveInTab: async ({ tabId, keys, wordsOnly }) => {
    const tab = await browser.tabs.get(tabId);
    const saved: number[] = [];
    const problems: { key: string; problem: string }[] = [];
    let locked = 0;
    for (const key of keys) {
      const { told } = await save(tab, { pointing: { how: 'key', key }, wordsOnly, trigger: 'popup' });
      if (told.number !== null) saved.push(told.number);
      else if (told.outcome === 'saved-locked') locked++;
      if (told.problem !== null) problems.push({ key, problem: told.problem });
    }
    return { saved, failed: problems, locked };
  },
  pickInTab: async ({ tabId, how, wordsOnly }) => {
    const tab = await browser.tabs.get(tabId);
    return tab.url === undefined ? failed('not-allowed') : pressed(tab, [{ how }], how === 'screen' ? 'popup' : how, wordsOnly);
  },
  'act.command': async ({ id, command }) => {
    if (command !== 'go') await endGuide(id);
    return { done: await commandAct(id, command) };
  },
  'act.ties': askTies,
  'guide.command': commandGuide,
  'guide.said': heardGuide,
  settle: async () => {
    await settle();
    void wakeActs();
    void wakeSweeps();
    return null;
  },
  inView: async ({ tabId }) => {
    const tab = await browser.tabs.get(tabId);
    try {
      await ensureScripts(tabId, tab.url ?? '');
      return await askPage(tabId, 'page.inView', {});
    } catch {
      return null;
    }
  },
  outline: ({ tabId }) => outlineOf(tabId).catch(() => null),
  'stitch.start': async ({ tabId, what }) => {
    void startStitch(tabId, what);
    return null;
  },
  'stitch.state': async () => stitchState(),
  'stitch.stop': async () => {
    stopStitch();
    return null;
  },
  'shield.start': openShield,
  'shield.ask': askShield,
  'shield.frames': framesShield,
  'shield.end': endShield,
  'sweep.start': startSweep,
  'sweep.command': commandSweep,
  'sweep.state': ({ tabId }) => sweepState(tabId),
};

/** After an unlock: deletions and re-seals that were cut short, the inbox, and crops that waited for the keys. */
export async function settle(): Promise<void> {
  const vault = openVault();
  if ((await vault.state()).kind !== 'open') return;
  await tidy();
  const newest = await vault.page(200);
  if (!newest.ok) return;
  for (const head of newest.value) if (head.savedWhileLocked) await derive(head.id, null).catch(() => undefined);
}
