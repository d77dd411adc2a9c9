// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import type { PostPart } from '@/utils/domain/record';
import { setLanguage } from '@/utils/i18n';

import { fakeVault, type FakeSettings } from '../../lib/fake-vault';
import { png } from '../../lib/png';

vi.mock('@/utils/platform/browser', () => {
  const event = { addListener: () => undefined, removeListener: () => undefined };
  return { browser: { storage: { local: { get: async () => ({}), set: async () => undefined, onChanged: event } }, tabs: { getCurrent: async () => ({ id: 4, index: 2 }) } } };
});
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 8000 });
beforeEach(() => { location.hash = '#/write'; });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (settings: FakeSettings = {}) => {
  const vault = fakeVault(settings);
  render(<App vault={vault} />);
  await waitFor(() => expect(screen.queryByText('Opening …')).toBeNull());
  return vault;
};
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });
const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
const choose = (id: string, files: File[]) => act(() => {
  const input = screen.getByTestId(id);
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  fireEvent.change(input);
});
const file = (name: string, bytes: BlobPart = 'words') => new File([bytes], name, { lastModified: Date.UTC(2026, 1, 3) });
const sized = (name: string, size: number) => Object.defineProperty(file(name), 'size', { value: size });
const page = () => document.documentElement.outerHTML;
const postOf = (item: { files: { path: string; bytes: Uint8Array }[] } | undefined) =>
  JSON.parse(new TextDecoder().decode(item?.files.find(({ path }) => path === 'post.json')?.bytes)) as PostPart;

describe('writing an event down', () => {
  it('asks to unlock first while locked', async () => {
    const vault = await open({ state: 'locked' });
    expect(screen.getByTestId('lock-screen')).toBeTruthy();
    expect(screen.queryByTestId('write-page')).toBeNull();
    await type('unlock-passphrase', 'six quiet words');
    await press('unlock');
    await waitFor(() => expect(screen.getByTestId('write-page')).toBeTruthy());
    expect(vault.added).toEqual([]);
  });

  it('needs a few words and nothing else, and says so beside the box', async () => {
    const vault = await open();
    await type('event-place', 'the quay');
    await press('event-save');
    expect(page()).toMatch(/Write a few words here/);
    expect((screen.getByTestId('event-place') as HTMLInputElement).value).toBe('the quay');
    expect(vault.added).toEqual([]);
    await type('event-what', 'They rang twice.');
    await press('event-save');
    await waitFor(() => expect(screen.getByTestId('event-saved').textContent).toMatch(/number 1/));
    expect(postOf(vault.added[0])).toMatchObject({ post: { text: 'They rang twice.' }, stated: { place: 'the quay', date: null, zone: null } });
    expect((screen.getByTestId('event-what') as HTMLTextAreaElement).value).toBe('');
  });

  it('names what is left out for its size and saves the rest', async () => {
    const vault = await open();
    await type('event-what', 'A letter came.');
    await choose('event-files', [sized('film.mp4', 50_000_001), file('gpj\u202e.letter.pdf')]);
    expect(screen.getByTestId('event-files-state').textContent).toMatch(/film\.mp4 was left out: it is larger than 50 MB/);
    expect(screen.getByTestId('event-files-list').textContent).toContain('gpj⟦RLO⟧.letter.pdf');
    expect(page()).not.toContain('\u202e');
    await press('event-save');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    expect(vault.added[0]?.files.map(({ path }) => path)).toEqual(['post.json', 'operator.json', 'files/1.pdf']);
    expect(screen.queryByTestId('event-files-list')).toBeNull();
  });

  it('keeps all that was typed when it could not be saved', async () => {
    const vault = await open({ failing: { add: 'full-disk' } });
    await type('event-what', 'They rang twice.');
    await choose('event-files', [file('letter.pdf')]);
    await press('event-save');
    await waitFor(() => expect(screen.getByTestId('event-problem').textContent).toMatch(/disk is full.*still here/s));
    expect((screen.getByTestId('event-what') as HTMLTextAreaElement).value).toBe('They rang twice.');
    expect(screen.getByTestId('event-files-list').textContent).toContain('letter.pdf');
    expect(vault.added).toEqual([]);
  });

  it('says which file can no longer be read, and saves nothing of the event', async () => {
    const vault = await open();
    await type('event-what', 'They rang twice.');
    await choose('event-files', [Object.assign(file('gone.pdf'), { arrayBuffer: () => Promise.reject(new DOMException('x', 'NotFoundError')) })]);
    await press('event-save');
    await waitFor(() => expect(screen.getByTestId('event-problem').textContent).toMatch(/gone\.pdf can no longer be read/));
    expect(vault.added).toEqual([]);
  });
});

describe('bringing in', () => {
  it('makes one item a file, with the origin in her words', async () => {
    const vault = await open();
    await press('write-files');
    expect((screen.getByTestId('bring-start') as HTMLButtonElement).disabled).toBe(true);
    await choose('bring-files', [file('a.png', png(4, 4)), file('b.txt'), file('c.txt')]);
    await type('bring-origin', 'from my phone');
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-done').textContent).toMatch(/3 files are saved/));
    expect(vault.added.map(({ head }) => [head.site, head.hasPicture])).toEqual([['brought-in', true], ['brought-in', false], ['brought-in', false]]);
    expect(vault.added.map((item) => postOf(item).stated?.origin)).toEqual(['from my phone', 'from my phone', 'from my phone']);
    expect(vault.added.map((item) => postOf(item).stated?.files.map(({ name }) => name))).toEqual([['a.png'], ['b.txt'], ['c.txt']]);
  });

  it('stops at the one that fails; what was saved stays, the rest waits', async () => {
    const vault = await open();
    await press('write-files');
    await choose('bring-files', [file('a.txt'), Object.assign(file('gone.txt'), { arrayBuffer: () => Promise.reject(new DOMException('x')) }), file('c.txt')]);
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-problem').textContent).toMatch(/gone\.txt can no longer be read/));
    expect(vault.added).toHaveLength(1);
    expect(screen.getByTestId('bring-done').textContent).toMatch(/1 file is saved/);
    expect(screen.getByTestId('bring-files-list').textContent).toMatch(/^gone\.txt.*c\.txt/);
  });
});

describe('afterwards', () => {
  it('list and page say that it was not captured, and its words lie below the cover', async () => {
    const vault = await open();
    await type('event-what', 'They rang twice.');
    await type('event-date', '14 March');
    await choose('event-files', [file('shot.png', png(4, 4)), file('other.png', png(5, 5)), file('letter.pdf')]);
    await press('event-save');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    await act(() => { location.hash = `#/saved/${vault.added[0]?.head.id ?? ''}`; });
    await waitFor(() => expect(screen.getByTestId('not-ours').textContent).toMatch(/Not captured by Holdfast.*You wrote this down/s));
    expect(screen.getByTestId('item-page').textContent).not.toMatch(/could not be read as posts|Sender/);
    expect(page()).not.toMatch(/They rang|14 March|letter\.pdf/);
    await press('show-toggle');
    await waitFor(() => expect(page()).toContain('They rang twice.'));
    expect(page()).toMatch(/Date, as you wrote it.*14 March.*letter\.pdf \(files\/3\.pdf\)/s);
    expect(screen.getAllByTestId('picture-toggle')).toHaveLength(2);
  });
});
