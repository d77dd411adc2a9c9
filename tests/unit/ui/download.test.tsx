// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import type { PostPart } from '@/utils/domain/record';
import { setLanguage } from '@/utils/i18n';

import { metaDownload, xDownload, zipOf } from '../../lib/downloads';
import { fakeVault, type FakeSettings } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  return { browser: { storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event } }, tabs: { getCurrent: async () => ({ id: 4, index: 2 }) } } };
});
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 20_000 });
beforeEach(() => { location.hash = '#/write'; });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (settings: FakeSettings = {}) => {
  const vault = fakeVault(settings);
  render(<App vault={vault} />);
  await waitFor(() => expect(screen.getByTestId('write-download')).toBeTruthy());
  await act(async () => { fireEvent.click(screen.getByTestId('write-download')); });
  await waitFor(() => expect(screen.getByTestId('download-file')).toBeTruthy());
  return vault;
};
const give = (file: File) => act(async () => {
  const input = screen.getByTestId('download-file');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
});
const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const lines = (id: string) => [...screen.getByTestId(id).querySelectorAll('li')].map((line) => [line.querySelector('input')?.checked, line.textContent]);
const page = () => document.documentElement.outerHTML;
const postsOf = (vault: ReturnType<typeof fakeVault>) => vault.added.map((item) => JSON.parse(new TextDecoder().decode(item.files.find(({ path }) => path === 'post.json')?.bytes)) as PostPart);
const seen = () => waitFor(() => expect(screen.getByTestId('download-seen')).toBeTruthy());

describe('a data download', () => {
  it('is offered by sender, count and date, without a word of it; only what others sent her is ticked', async () => {
    await open();
    await give(await zipOf(xDownload(), 'twitter\u202e.zip'));
    await seen();
    expect(lines('download-theirs').map(([on, words]) => [on, String(words).replace(/\d+ \w+ 2026|\w+ \d+, 2026/g, 'D')])).toEqual([
      [true, '20022 messages · D to D'], [true, '30031 message · D'], [true, '20021 message · D'], [true, '40041 message · D'],
    ]);
    expect(lines('download-hers').every(([on]) => on === false)).toBe(true);
    expect(screen.getByTestId('download-start').textContent).toBe('Bring in 5');
    expect(page()).not.toMatch(/your street|canary|Stop it|My own words|\u202e/);
  });

  it('brings in what was picked, each marked, with its origin; again, all of it is known', async () => {
    const vault = await open();
    const file = await zipOf(xDownload(), 'twitter.zip');
    await give(file);
    await seen();
    await press('download-theirs-none');
    await press('download-start').catch(() => undefined);
    expect(vault.added).toEqual([]);
    await act(async () => { fireEvent.click(screen.getAllByTestId('download-group')[0] as Element); });
    await press('download-start');
    await waitFor(() => expect(screen.getByTestId('download-done').textContent).toMatch(/2 are saved/));
    expect(vault.added.map(({ head }) => [head.site, head.userId, head.postedAt])).toEqual([['brought-in', '2002', '2026-02-03T10:00:00.000Z'], ['brought-in', '2002', '2026-02-01T10:00:00.000Z']]);
    expect(postsOf(vault)[0]?.stated?.origin).toMatch(/^archive of X, files of .*2026, file data\/direct-messages\.js, entry 1$/);
    await press('download-theirs-all');
    await press('download-start');
    await waitFor(() => expect(screen.getByTestId('download-done').textContent).toMatch(/3 are saved/));
    expect(screen.getByTestId('download-known').textContent).toMatch(/2 more are already here/);
    expect(vault.added).toHaveLength(5);
  });

  it('between two days brings in only what was sent then', async () => {
    const vault = await open();
    await give(await zipOf(xDownload()));
    await seen();
    for (const [id, day] of [['download-from', '2026-02-03'], ['download-to', '2026-02-04']] as const) await act(async () => { fireEvent.input(screen.getByTestId(id), { target: { value: day } }); });
    expect(screen.getByTestId('download-start').textContent).toBe('Bring in 1');
    await press('download-start');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    expect(vault.added[0]?.head.postId).toBe('93');
  });

  it('outlives the lock: the choice stands where it stood, and no name is in the page meanwhile', async () => {
    const vault = await open();
    await give(await zipOf(metaDownload()));
    await seen();
    expect(page()).toMatch(/Rook Élan.*message request/s);
    await press('download-theirs-none');
    await act(async () => { await vault.lock(); });
    await waitFor(() => expect(screen.getByTestId('lock-screen')).toBeTruthy());
    expect(page()).not.toMatch(/Rook|Owl|Jay/);
    await act(() => { fireEvent.input(screen.getByTestId('unlock-passphrase'), { target: { value: 'six quiet words' } }); });
    await press('unlock');
    await waitFor(() => expect(screen.getByTestId('download-theirs')).toBeTruthy());
    expect(lines('download-theirs').every(([on]) => on === false)).toBe(true);
  });

  it('of a kind that is not read gives its files, each whole', async () => {
    const vault = await open();
    await give(await zipOf({ 'user_data_tiktok.json': '{"Comment":{}}', 'photo.jpg': 'x' }, 'tiktok.zip'));
    await waitFor(() => expect(screen.getByTestId('download-unparsed')).toBeTruthy());
    expect(lines('download-others')).toEqual([[false, 'user_data_tiktok.json14 bytes']]);
    await press('download-other');
    await press('download-start');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    expect(postsOf(vault)[0]).toMatchObject({ post: { kind: 'file' }, stated: { archive: { file: 'user_data_tiktok.json', entry: null } } });
  });

  it('that is not sound is left alone, with the reason', async () => {
    await open();
    await give(new File(['words'], 'x.zip'));
    await waitFor(() => expect(screen.getByTestId('download-problem').textContent).toMatch(/left alone.*no ZIP file/s));
    await give(await zipOf({ '../x.js': 'x' }));
    await waitFor(() => expect(screen.getByTestId('download-problem').textContent).toMatch(/names that no platform’s download holds/));
    expect(screen.queryByTestId('download-seen')).toBeNull();
  });

  it('stops where the store takes no more, and says that the same press goes on', async () => {
    const vault = await open({ failing: { addBatch: 'full-disk' } });
    await give(await zipOf(xDownload()));
    await seen();
    await press('download-start');
    await waitFor(() => expect(screen.getByTestId('download-failed').textContent).toMatch(/disk is full/));
    expect(screen.getByTestId('download-done').textContent).toMatch(/Press again to go on/);
    expect(vault.added).toEqual([]);
  });

  it('on its page is told as brought in: its kind, number and time open, its words and names below the cover', async () => {
    const vault = await open();
    await give(await zipOf(metaDownload()));
    await seen();
    await press('download-start');
    await waitFor(() => expect(vault.added.length).toBeGreaterThan(2));
    const rook = vault.added.find(({ head }) => head.displayName === 'Rook Élan');
    await act(() => { location.hash = `#/saved/${rook?.head.id ?? ''}`; });
    await waitFor(() => expect(screen.getByTestId('not-ours').textContent).toMatch(/Not captured by Holdfast/));
    expect(screen.getByTestId('facts').textContent).toMatch(/message.*Sent, as the download states2026-02-02 02:40:00 UTC/s);
    expect(page()).not.toMatch(/Tu vas voir|Élan/);
    await press('show-toggle');
    await waitFor(() => expect(page()).toMatch(/Tu vas voir, là 🔥.*Rook Élan.*entry 1.*Data download it stood in.*download\.zip/s));
  });
});
