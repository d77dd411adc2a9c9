// @vitest-environment happy-dom
import '@/tests/lib/vault-env';

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { jobOf } from '@/entrypoints/background/acts';
import { commandGuide, heardGuide, watchGuide } from '@/entrypoints/background/guided';
import { tabs } from '@/tests/lib/act-browser';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { newItem } from '@/tests/lib/new-item';
import { ACT } from '@/utils/act/job';
import type { Run, Sender } from '@/utils/domain/act';
import { guideSlot, type GuideAsk } from '@/utils/domain/guide';
import { randomId } from '@/utils/domain/ids';
import { openVault } from '@/utils/vault';

vi.mock('webextension-polyfill', () => import('@/tests/lib/act-browser'));

const vault = openVault();
const SLOT = Symbol.for(guideSlot('0.0.1'));
/** What the page's script was told, page by page. */
const begun: GuideAsk[] = [];

beforeEach(async () => {
  begun.length = 0;
  must(await vault.create(null));
  (globalThis as Record<symbol, unknown>)[SLOT] = { begin: (ask: GuideAsk) => begun.push(ask) > 0 };
});
afterEach(async () => {
  await forgetAll();
  delete (globalThis as Record<symbol, unknown>)[SLOT];
});

it('points on their page by what the saved post said just before she went there, however quickly she pressed', async () => {
  watchGuide();
  const { id: evidence } = must(await vault.add(await newItem('1')));
  const sender: Sender = { site: 'tiktok', host: 'www.tiktok.com', userId: null, handle: 'wren_finch', displayName: null, evidence: [evidence], post: null };
  const run: Run = { verb: 'block', way: 'do', how: 'guided', site: 'tiktok', host: 'www.tiktok.com', entries: [{ sender, step: { state: 'waiting' } }], begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
  const id = randomId();
  must(await vault.putJob({ id, kind: ACT, state: 'paused', lease: 0, data: run }));
  expect(await commandGuide({ id, command: 'open' }, {} as never)).toMatchObject({ done: true });
  tabs.loaded('https://www.tiktok.com/@jay.sparrow/video/7612255724529254441');
  await vi.waitFor(() => expect(begun).toHaveLength(1));
  expect(begun[0]).toMatchObject({ fresh: false, met: false });
  const answer = heardGuide({ token: begun[0]?.token ?? '', said: 'met', userId: null, handle: 'wren_finch' }, { tab: { id: 1 } } as never);
  tabs.loaded('https://www.tiktok.com/@wren_finch');
  await vi.waitFor(() => expect(begun).toHaveLength(2));
  expect(begun[1]).toMatchObject({ fresh: true, met: true, sender: { handle: 'wren_finch' } });
  expect(await answer).toMatchObject({ done: true });
  expect((await jobOf(id))?.data.entries[0]?.step).toMatchObject({ state: 'trying', met: true });
});
