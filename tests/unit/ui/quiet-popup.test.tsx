// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { InViewList } from '@/entrypoints/popup/InViewList';
import { takeChosen } from '@/utils/ui/handed';

import { fakeHead, idOf } from '../../lib/fake-posts';
import { fakeVault } from '../../lib/fake-vault';

const done: string[] = [];
const memory: Record<string, unknown> = {};
let vault = fakeVault();
let answer: (keys: string[]) => Promise<{ saved: number[]; failed: { key: string; problem: string }[]; locked: number }>;
const KEYS = [String(fakeHead(4).postId), 'new-1', 'new-2'];

vi.mock('@/utils/platform/browser', () => ({
  browser: {
    runtime: { getManifest: () => ({ version: '1' }), getURL: (path: string) => path },
    tabs: { create: async ({ url }: { url: string }) => { done.push(`open ${url}`); } },
    storage: {
      local: { get: async () => ({}) },
      session: { get: async (key: string) => (key in memory ? { [key]: memory[key] } : {}), set: async (values: object) => { Object.assign(memory, values); done.push('hand'); }, remove: async (key: string) => { delete memory[key]; } },
    },
  },
}));
vi.mock('@/utils/messages/client', () => ({
  ask: async (type: string, about: { keys: string[] }) => {
    if (type === 'inView') return { posts: KEYS.map((key) => ({ key, handle: `h${key}`, displayName: null, postedAt: null, readable: true })), site: 'x', health: { found: 3, readable: 3, signs: 0 } };
    if (type !== 'saveInTab') return null;
    done.push(`save ${about.keys.join()}`);
    return answer(about.keys);
  },
}));

/** Saves what it is asked to, but for `fails`. */
const saving = (fails: string[] = []) => async (keys: string[]) => {
  const saved: number[] = [];
  for (const key of keys.filter((one) => !fails.includes(one))) {
    const { number: _, ...head } = { ...fakeHead(50), id: idOf(500 + KEYS.indexOf(key)), site: 'x', postId: key };
    const kept = await vault.add({ head, record: new Uint8Array(), files: [] });
    if (kept.ok) saved.push(kept.value.number);
  }
  return { saved, failed: fails.map((key) => ({ key, problem: 'nothing-there' })), locked: 0 };
};
const open = async (locked = false) => {
  vault = fakeVault({ count: 8 });
  render(<InViewList vault={vault} tabId={1} address="https://x.com/home" locked={locked} />);
  await screen.findByTestId('in-view');
};
const tick = async (...at: number[]) => { for (const i of at) await act(() => { fireEvent.click(screen.getAllByTestId('in-view-post')[i] as Element); }); };
const press = (id = 'quiet-ticked') => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const label = () => screen.getByTestId('quiet-ticked').textContent;

beforeEach(() => { answer = saving(); window.close = () => undefined; });
afterEach(() => { cleanup(); done.length = 0; for (const key of Object.keys(memory)) delete memory[key]; });

describe('quieting a sender in view', () => {
  it('whose post is not saved: it is saved first, and only then handed on', async () => {
    await open();
    await tick(1);
    await waitFor(() => expect(label()).toBe('Save the post and quiet the sender'));
    await press();
    await waitFor(() => expect(done).toEqual(['save new-1', 'hand', 'open /dashboard.html#/quiet']));
    expect(await takeChosen()).toEqual([idOf(501)]);
    expect(await takeChosen()).toEqual([]);
  });

  it('whose very post is saved: it is not saved twice', async () => {
    await open();
    await tick(0);
    await waitFor(() => expect(label()).toBe('Quiet the sender'));
    await press();
    await waitFor(() => expect(done).toEqual(['hand', 'open /dashboard.html#/quiet']));
    expect(await takeChosen()).toEqual([idOf(4)]);
  });

  it('whose post could not be saved is not handed on; she is told first', async () => {
    answer = saving(['new-2']);
    await open();
    await tick(1, 2);
    await waitFor(() => expect(label()).toBe('Save 2 posts and quiet the senders'));
    await press();
    await screen.findByTestId('quiet-go-on');
    expect(screen.getByTestId('quiet-left').textContent).toContain('Nothing is done to a sender whose post is not saved.');
    expect(done).toEqual(['save new-1,new-2']);
    await press('quiet-go-on');
    await waitFor(() => expect(done).toContain('hand'));
    expect(await takeChosen()).toEqual([idOf(501)]);
  });

  it('nothing saved, nothing handed on', async () => {
    answer = saving(['new-1']);
    await open();
    await tick(1);
    await press();
    await waitFor(() => expect(screen.getByTestId('quiet-left').textContent).not.toBe(''));
    expect(screen.queryByTestId('quiet-go-on')).toBeNull();
    expect(done).toEqual(['save new-1']);
  });

  it('is not offered while locked: nothing can be acted on then', async () => {
    await open(true);
    expect(screen.queryByTestId('quiet-ticked')).toBeNull();
  });

  it('what was left in the browser\'s memory and is no id is not taken', async () => {
    memory['chosen-posts'] = ['<b>', 7, idOf(3)];
    expect(await takeChosen()).toEqual([idOf(3)]);
  });
});
