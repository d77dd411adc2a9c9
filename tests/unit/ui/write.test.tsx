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
    await choose('bring-files', [file('a.png', png(4, 4)), file('b.txt'), file('c.txt', 'other words')]);
    await type('bring-origin', 'from my phone');
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-done').textContent).toMatch(/3 files are saved/));
    expect(vault.added.map(({ head }) => [head.site, head.hasPicture])).toEqual([['brought-in', true], ['brought-in', false], ['brought-in', false]]);
    expect(vault.added.map((item) => postOf(item).stated?.origin)).toEqual(['from my phone', 'from my phone', 'from my phone']);
    expect(vault.added.map((item) => postOf(item).stated?.files.map(({ name }) => name))).toEqual([['a.png'], ['b.txt'], ['c.txt']]);
  });

  it('leaves out the one that cannot be read and says so; it waits in the list', async () => {
    const vault = await open();
    await press('write-files');
    await choose('bring-files', [file('a.txt'), Object.assign(file('gone.txt'), { arrayBuffer: () => Promise.reject(new DOMException('x')) }), file('c.txt', 'other words')]);
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-unreadable').textContent).toMatch(/gone\.txt can no longer be read/));
    expect(vault.added).toHaveLength(2);
    expect(screen.getByTestId('bring-done').textContent).toMatch(/2 files are saved/);
    expect(screen.getByTestId('bring-files-list').textContent).toMatch(/^gone\.txt/);
    expect(screen.getByTestId('bring-files-list').textContent).not.toMatch(/a\.txt|c\.txt/);
  });

  it('stops where the store takes no more; what is left waits', async () => {
    const vault = await open({ failing: { add: 'full-disk' } });
    await press('write-files');
    await choose('bring-files', [file('a.txt'), file('c.txt', 'other words')]);
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-problem').textContent).toMatch(/disk is full/));
    expect(vault.added).toHaveLength(0);
    expect(screen.getByTestId('bring-files-list').textContent).toMatch(/^a\.txt.*c\.txt/);
  });

  it('knows a file that is here already, by its bytes, and says as which number', async () => {
    const vault = await open();
    await press('write-files');
    await choose('bring-files', [file('a.txt', 'first'), file('b.txt', 'second')]);
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-done').textContent).toMatch(/2 files are saved/));
    await choose('bring-files', [file('another name.txt', 'second'), file('c.txt', 'third'), file('twice.txt', 'third')]);
    await press('bring-start');
    await waitFor(() => expect(screen.getByTestId('bring-done').textContent).toMatch(/1 file is saved/));
    expect(screen.getAllByTestId('bring-known').map((line) => line.textContent)).toEqual(['another name.txt is already here, as number 2.', 'twice.txt is already here, as number 3.']);
    expect(vault.added).toHaveLength(3);
    expect(screen.queryByTestId('bring-files-list')).toBeNull();
  });

  it('leaves out what is empty and what the device keeps for itself, and shows no endless list', async () => {
    await open();
    await press('write-files');
    await choose('bring-files-folder', [file('.DS_Store'), file('Thumbs.db'), file('nothing.png', ''), ...Array.from({ length: 60 }, (_, i) => file(`shot ${i}.png`, `${i}`))]);
    expect(screen.getByTestId('bring-files-state').textContent).toMatch(/\.DS_Store was left out.*Thumbs\.db was left out.*nothing\.png was left out: it is empty.*60 files/s);
    expect(screen.getByTestId('bring-files-list').querySelectorAll('.file-name')).toHaveLength(50);
    expect(screen.getByTestId('bring-files-list').textContent).toMatch(/and 10 more/);
  });
});

describe('locked while she writes', () => {
  it('nothing of it stands in the page, and all of it comes back', async () => {
    const vault = await open();
    await type('event-what', 'They rang twice.');
    await type('event-place', 'the quay');
    await choose('event-files', [file('letter.pdf')]);
    await act(async () => { await vault.lock(); });
    await waitFor(() => expect(screen.getByTestId('lock-screen')).toBeTruthy());
    expect(page()).not.toMatch(/They rang|the quay|letter\.pdf/);
    await type('unlock-passphrase', 'six quiet words');
    await press('unlock');
    await waitFor(() => expect((screen.getByTestId('event-what') as HTMLTextAreaElement).value).toBe('They rang twice.'));
    expect((screen.getByTestId('event-place') as HTMLInputElement).value).toBe('the quay');
    expect(screen.getByTestId('event-files-list').textContent).toContain('letter.pdf');
    expect(screen.getByTestId('draft-back')).toBeTruthy();
    expect(vault.added).toEqual([]);
  });

  it('comes back in a window opened anew, and is gone once it is saved', async () => {
    const vault = await open();
    await type('event-what', 'They rang twice.');
    await waitFor(async () => expect((await vault.readDraft(0))).toMatchObject({ value: { words: { what: 'They rang twice.' } } }));
    cleanup();
    render(<App vault={vault} />);
    await waitFor(() => expect((screen.getByTestId('event-what') as HTMLTextAreaElement).value).toBe('They rang twice.'));
    await press('event-save');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    await waitFor(async () => expect(await vault.readDraft(0)).toEqual({ ok: true, value: null }));
  });
});

describe('files on the item’s page', () => {
  const wav = new Uint8Array(64);
  wav.set([...'RIFF'].map((c) => c.charCodeAt(0)));
  wav.set([...'WAVE'].map((c) => c.charCodeAt(0)), 8);

  it('sound plays only at her press and only as what it is; nothing else is opened', async () => {
    const blobs: Blob[] = [];
    const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => { blobs.push(blob as Blob); return 'blob:own'; });
    const vault = await open();
    await type('event-what', 'A call.');
    await choose('event-files', [file('call.mp3', wav), file('not a sound.mp3', '<script>'), file('letter.pdf')]);
    await press('event-save');
    await waitFor(() => expect(vault.added).toHaveLength(1));
    await act(() => { location.hash = `#/saved/${vault.added[0]?.head.id ?? ''}`; });
    await waitFor(() => expect(screen.getByTestId('show-toggle')).toBeTruthy());
    await press('show-toggle');
    await waitFor(() => expect(screen.getAllByTestId('save-copy')).toHaveLength(3));
    expect(page()).not.toMatch(/<audio|<iframe|<embed|<object|blob:/);
    const [first, second] = screen.getAllByTestId('play-sound');
    expect(screen.getAllByTestId('play-sound')).toHaveLength(2);
    await act(async () => { fireEvent.click(second as Element); });
    await waitFor(() => expect(page()).toMatch(/cannot play it as sound/));
    expect(page()).not.toMatch(/<audio/);
    await act(async () => { fireEvent.click(first as Element); });
    await waitFor(() => expect(screen.getByTestId('sound').getAttribute('src')).toBe('blob:own'));
    expect(blobs.map(({ type: kind }) => kind)).toEqual(['audio/wav']);
    made.mockRestore();
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
