import { surroundings, whenDerived } from '@/utils/capture/capture';
import { visibleTab } from '@/utils/capture/screenshot';
import { stitch, type StitchTab } from '@/utils/capture/stitch/run';
import { language } from '@/utils/i18n/stored';
import type { StitchCalls, StitchState, StitchTold, StitchWhat } from '@/utils/messages/stitch';
import type { PageFailed } from '@/utils/messages/types';
import { browser, type Tabs } from '@/utils/platform/browser';
import { openVault } from '@/utils/vault';

import { arm } from './arming';
import { tellBar } from './bar';
import { askPage, ensureScripts, linkTo } from './page-link';
import { inTurn, tell } from './save';
import { sweepState } from './sweeps';

/** In memory only: a worker that ends in the middle leaves nothing, and the page puts itself back. */
let state: StitchState = { kind: 'none' };
let stopAsked = false;

export const stitchState = (): StitchState => state;

export function stopStitch(): void {
  stopAsked = true;
}

/** Begins one long picture of the tab, unless one is being made. How it goes stands in `stitchState`. */
export async function startStitch(tabId: number, what: StitchWhat): Promise<void> {
  if (state.kind === 'running') return;
  state = { kind: 'running', what, tabId, done: 0, of: null };
  stopAsked = false;
  const told = await inTurn(() => stitchNow(tabId, what)).catch((): StitchTold => failed('failed'));
  state = { kind: 'ended', what, tabId, told };
  const { outcome, number, problem } = told;
  await tell(tabId, { outcome: outcome === 'saved' ? 'saved' : 'failed', number, problem, undo: null });
}

const failed = (problem: string): StitchTold => ({ outcome: 'failed', number: null, slices: 0, problem });

async function stitchNow(tabId: number, what: StitchWhat): Promise<StitchTold> {
  // Both scroll, and there is one window.
  if ((await sweepState(null)).sweeps.some((sweep) => sweep.state === 'running')) return failed('sweep-running');
  const vault = openVault();
  const { kind } = await vault.state();
  if (kind !== 'open') return failed(kind === 'locked' ? 'stitch-locked' : kind === 'none' ? 'no-vault' : 'damaged');
  await vault.touch();
  const tab = await browser.tabs.get(tabId);
  const link = linkTo(tabId, tab.url ?? '');
  try {
    await arm(tabId, tab.url, await ensureScripts(tabId, tab.url ?? ''));
    await tellBar(tabId, tab.url);
    await browser.scripting.executeScript({ target: { tabId }, files: ['stitch.js'] });
  } catch {
    return failed('not-allowed');
  }
  const about = async () => ({ ...(await surroundings(tab, link)), trigger: 'popup' as const });
  const made = await stitch(tabOf(tab), what, await language(), about);
  if (!made.ok) return made.error === 'stopped' ? { ...failed('stopped'), outcome: 'stopped' } : failed(made.error === 'nothing-there' && what === 'thread' ? 'no-thread' : made.error);
  const { batch, slices, problem } = made.value;
  const saved = await vault.addBatch(batch);
  if (!saved.ok) return failed(saved.error === 'locked' ? 'stitch-locked' : saved.error);
  const head = saved.value[0];
  if (!head) return failed('failed');
  void whenDerived({ id: head.id, number: head.number, problem }, link, false);
  return { outcome: 'saved', number: head.number, slices, problem };
}

function tabOf(tab: Tabs.Tab): StitchTab {
  const tabId = tab.id as number;
  return {
    facts: () => askPage(tabId, 'page.capture', { pointing: { how: 'screen' }, wordsOnly: true }),
    call: async <K extends keyof StitchCalls>(type: K, ask: StitchCalls[K]['ask']) => {
      const answer = (await browser.tabs.sendMessage(tabId, { ...ask, type }, { frameId: 0 })) as StitchCalls[K]['answer'] | PageFailed | undefined;
      if (answer === undefined || (answer !== null && 'failed' in answer)) throw new Error('page-error');
      return answer as StitchCalls[K]['answer'];
    },
    picture: async (ratio) => visibleTab(tab.windowId as number, await wishFor(tabId, ratio)),
    isActive: async () => (await browser.tabs.query({ active: true, windowId: tab.windowId as number }))[0]?.id === tabId,
    stopped: () => stopAsked,
    told: (done, of) => {
      if (state.kind === 'running') state = { ...state, done, of };
    },
  };
}

/**
 * Firefox draws a zoomed tab anew at a size of its own (at 110 % 1.1 for 1.0909 on the screen), so that slices would not meet at
 * whole pixels: it is asked for the screen's. Chromium gives the screen's pixels as they are.
 */
async function wishFor(tabId: number, ratio: number): Promise<number | undefined> {
  if (!browser.runtime.getURL('').startsWith('moz-')) return undefined;
  const zoom = await browser.tabs.getZoom(tabId).catch(() => 1);
  const wish = ratio / zoom;
  return wish > 0.2 && wish < 8 ? wish : undefined;
}
