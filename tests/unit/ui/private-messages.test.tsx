// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { InViewList } from '@/entrypoints/popup/InViewList';
import type { InView } from '@/utils/messages/types';

import { fakeVault } from '../../lib/fake-vault';

const asked: { type: string; keys?: string[] }[] = [];
let posts: InView[] = [];
let site = 'whatsapp';
vi.mock('@/utils/platform/browser', () => ({ browser: { runtime: { getManifest: () => ({ version: '1' }) }, storage: { local: { get: async () => ({}) } } } }));
vi.mock('@/utils/messages/client', () => ({
  ask: async (type: string, about: { keys?: string[] }) => {
    asked.push({ type, ...about });
    if (type === 'inView') return { posts, site, health: { found: posts.length, readable: posts.length, signs: 0 } };
    return type === 'saveInTab' ? { saved: [7], failed: [], locked: 0 } : null;
  },
}));

afterEach(() => { cleanup(); asked.length = 0; });

const message = (key: string): InView => ({ key, handle: null, displayName: `Name ${key}`, postedAt: null, readable: true, private: true });
const post = (key: string): InView => ({ key, handle: `h${key}`, displayName: null, postedAt: null, readable: true });
const open = async (seen: InView[], on = 'whatsapp') => {
  [posts, site] = [seen, on];
  render(<InViewList vault={fakeVault()} tabId={1} address="https://web.whatsapp.com/" locked={false} />);
  await waitFor(() => expect(screen.getByTestId('in-view')).toBeTruthy());
};

describe('private messages are saved on a click each, never all at once', () => {
  it('no button takes all of them', async () => {
    await open([message('a'), message('b')]);
    expect(screen.queryByTestId('in-view-all')).toBeNull();
    expect(screen.getByTestId('in-view-private').textContent).toMatch(/private messages.*one by one/);
    expect(screen.getByTestId('in-view').textContent).toContain('Name a');
  });

  it('where posts and messages stand together, "all" takes the posts alone', async () => {
    await open([post('1'), message('a'), post('2')]);
    await act(() => { fireEvent.click(screen.getByTestId('in-view-all')); });
    await act(async () => { fireEvent.click(screen.getByTestId('save-in-view')); });
    expect(asked.find(({ type }) => type === 'saveInTab')?.keys).toEqual(['1', '2']);
  });

  it('posts of a public page can still be taken all', async () => {
    await open([post('1'), post('2')], 'x');
    expect(screen.getByTestId('in-view-all')).toBeTruthy();
    expect(screen.queryByTestId('in-view-private')).toBeNull();
  });

  it('a mail that is saved leads to its original', async () => {
    await open([message('a')], 'gmail');
    await act(() => { fireEvent.click(screen.getByTestId('in-view-post')); });
    await act(async () => { fireEvent.click(screen.getByTestId('save-in-view')); });
    await waitFor(() => expect(screen.getByTestId('save-result').textContent).toMatch(/Saved as number 7\..*original with its headers/));
  });
});
