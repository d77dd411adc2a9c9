// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { App } from '@/entrypoints/dashboard/App';
import type { ActJob } from '@/utils/act/job';
import { ownList } from '@/utils/act/own-list';
import { ask } from '@/utils/messages/client';
import { setLanguage } from '@/utils/i18n';
import { readRoute, writeRoute, type Route } from '@/utils/ui/route';

import { fakeHead, idOf, WORDS_OF_OTHERS } from '../../lib/fake-posts';
import { fakeRuns } from '../../lib/fake-runs';
import { fakeVault, type FakeSettings } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => import('../../lib/page-browser'));
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 8000 });
beforeEach(() => { location.hash = ''; vi.mocked(ask).mockClear(); });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (settings: FakeSettings, hash = '#/quiet') => {
  location.hash = hash;
  const vault = fakeVault(settings);
  render(<App vault={vault} />);
  await screen.findByTestId('quiet-page');
  return vault;
};
const press = (id: string, n = 0) => act(async () => { fireEvent.click(screen.getAllByTestId(id)[n] as Element); });
const type = (id: string, value: string) => act(() => { fireEvent.input(screen.getByTestId(id), { target: { value } }); });
const choose = (id: string, value: string) => act(() => { fireEvent.change(screen.getByTestId(id), { target: { value } }); });
const jobsOf = async (vault: ReturnType<typeof fakeVault>): Promise<ActJob[]> => {
  const all = await vault.jobs();
  return (all.ok ? all.value.filter(({ kind }) => kind === 'act') : []) as ActJob[];
};
const page = () => document.documentElement.outerHTML;

describe('where the senders come from', () => {
  const ticked = () => screen.getByTestId('quiet-chosen').textContent;

  it('of one whole page that was saved: all of them chosen, and nobody else', async () => {
    await open({ count: 20 }, `#/quiet/run/${'c'.repeat(32)}`);
    await screen.findByTestId('quiet-plan');
    expect(ticked()).toBe('3 chosen of 3');
  });

  it('of one conversation: the post and what was saved on its page', async () => {
    await open({ count: 20 }, `#/quiet/thread/${idOf(5)}`);
    await screen.findByTestId('quiet-senders');
    expect(screen.getByText(/of one conversation/)).toBeTruthy();
  });

  it('of everything saved: nobody is chosen for her', async () => {
    await open({ count: 20 });
    await screen.findByTestId('quiet-senders');
    expect(ticked()).toMatch(/^0 chosen of/);
    expect(screen.queryByTestId('quiet-plan')).toBeNull();
  });

  it('unread: no word of any post is in the page', async () => {
    await open({ count: 40 });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    for (const words of WORDS_OF_OTHERS) expect(page()).not.toContain(words.slice(0, 20));
  });

  it.each<Route>([
    { page: 'quiet', part: 'home', of: null }, { page: 'quiet', part: 'history', of: null }, { page: 'quiet', part: 'lists', of: null },
    { page: 'quiet', part: 'home', of: { kind: 'run', id: idOf(3) } }, { page: 'quiet', part: 'home', of: { kind: 'thread', id: idOf(3) } },
  ])('each has an address of its own: %o', (route) => expect(readRoute(writeRoute(route))).toEqual(route));

  it('an address that holds anything but a random id leads nowhere', () => {
    expect(readRoute('#/quiet/run/loud.kettle')).toEqual({ page: 'quiet', part: 'home', of: null });
  });
});

describe('before it starts', () => {
  it('mutes by default, and begins with whom the preview told, the reason and the end', async () => {
    const vault = await open({ count: 8 });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    await type('quiet-reason', 'After the May speech');
    await type('quiet-until', '2027-01-01');
    await press('quiet-start');
    await waitFor(async () => expect((await jobsOf(vault)).length).toBe(3));
    for (const { data } of await jobsOf(vault)) expect(data).toMatchObject({ verb: 'mute', way: 'do', reason: 'After the May speech', until: '2027-01-01' });
  });

  it('people on her own list are told as left alone, and left alone', async () => {
    const vault = await open({ count: 8 }, '#/quiet/lists');
    await choose('never-site', 'x');
    await type('never-name', `@${fakeHead(4).handle?.toUpperCase()}`);
    await press('never-add');
    await waitFor(async () => expect(await ownList(vault)).toHaveLength(1));
    await act(() => { location.hash = '#/quiet'; dispatchEvent(new Event('hashchange')); });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    expect(screen.getByTestId('quiet-spared').textContent).toContain('on your own list');
    await press('quiet-start');
    await waitFor(async () => expect((await jobsOf(vault)).length).toBe(3));
    const steps = (await jobsOf(vault)).find(({ data }) => data.site === 'x')?.data.entries.map(({ sender, step }) => [sender.handle, step.state]);
    expect(steps).toContainEqual([fakeHead(4).handle, 'spared']);
  });

  it('one press puts a sender on that list, and the preview at once leaves them alone', async () => {
    const vault = await open({ count: 8 });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    await press('quiet-never');
    await waitFor(() => expect(screen.getByTestId('quiet-spared').textContent).toContain('on your own list'));
    expect(await ownList(vault)).toHaveLength(1);
    expect(screen.getByTestId('quiet-senders').textContent).toContain('on your own list');
    expect(screen.getAllByTestId('quiet-never')).toHaveLength(screen.getAllByTestId('quiet-sender').length - 1);
  });

  it('where a regulator says mute and wait, a block is held against it, with where that was read', async () => {
    await open({ count: 8 });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    await choose('quiet-route', 'au-esafety');
    expect(screen.getByTestId('quiet-order').className).toContain('notice-plain');
    await press('quiet-block');
    expect(screen.getByTestId('quiet-order').className).toContain('notice-needs');
    expect(screen.getByTestId('quiet-order').textContent).toContain('https://www.esafety.gov.au/');
    await press('quiet-mute-instead');
    expect((screen.getByTestId('quiet-mute') as HTMLInputElement).checked).toBe(true);
    expect(screen.queryByTestId('quiet-mute-instead')).toBeNull();
  });

  it.each([['bluesky', 'block', 'public'], ['mastodon', 'block', 'can see that they are blocked'], ['x', 'block', 'can still read your public posts'], ['bluesky', 'mute', 'private']])('what the other side sees on %s of a %s is told before it starts', async (site, verb, words) => {
    await open({ count: 8 });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    await press(`quiet-${verb}`);
    const name = { bluesky: 'Bluesky', mastodon: 'Mastodon', x: 'X' }[site] ?? '';
    expect(screen.getAllByTestId('quiet-place').find((one) => one.querySelector('h3')?.textContent?.startsWith(`${name},`))?.textContent).toContain(words);
  });

  it('that Facebook unfriends for good is told where one of them is there', async () => {
    const vault = await open({ count: 0 });
    const { number: _, ...head } = { ...fakeHead(30), site: 'facebook', address: 'https://www.facebook.com/afi' };
    await vault.add({ head, record: new Uint8Array(), files: [] });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    expect(screen.getByTestId('quiet-place').textContent).toContain('for good');
  });

  it('a route whose words were not read says so', async () => {
    await open({ count: 8 });
    await screen.findByTestId('quiet-senders');
    await choose('quiet-route', 'police');
    expect(screen.getByTestId('quiet-order').textContent).toContain('not checked');
  });
});

describe('a run', () => {
  it('tells how far it is by the same numbers everywhere', async () => {
    await open({ jobs: fakeRuns(['running*300']) });
    const card = await screen.findByTestId('quiet-run');
    expect(card.dataset).toMatchObject({ done: '121', all: '300' });
    expect(screen.getByTestId('quiet-count').textContent).toMatch(/^121 of 300/);
    expect(card.querySelector('progress')?.value).toBe(121);
    expect(screen.getByTestId('quiet-sum').textContent).toContain('179 to go');
  });

  it('that waits long says until when, and is not taken for a dead one', async () => {
    const [job] = fakeRuns(['running']);
    const at = Date.now();
    const pace = { id: idOf(9), kind: 'act-pace', state: 'kept', lease: 0, data: { mastodon: Array.from({ length: 150 }, (_, i) => at - i * 500) } };
    await open({ jobs: [job as ActJob, pace] });
    expect((await screen.findByTestId('quiet-waits')).textContent).toContain('keep to the pace');
    expect(screen.getByTestId('quiet-meter').dataset).toMatchObject({ left: '0' });
    expect(screen.getByTestId('quiet-state').textContent).toBe('Working');
  });

  it('whose end has come is offered for undoing, calmly, until it is undone', async () => {
    const vault = await open({ jobs: fakeRuns(['ended']).map((job) => ({ ...job, data: { ...job.data, until: '2026-01-01' } })) });
    expect((await screen.findByTestId('quiet-expired')).textContent).toContain('1 person');
    await press('quiet-undo-expired');
    await waitFor(async () => expect((await jobsOf(vault)).length).toBe(2));
    await waitFor(() => expect(screen.queryByTestId('quiet-expired')).toBeNull());
  });

  it('of which something still stands is cleared only when asked once more', async () => {
    const vault = await open({ jobs: fakeRuns(['ended']) });
    await screen.findByTestId('quiet-run');
    await press('quiet-forget');
    expect(await jobsOf(vault)).toHaveLength(1);
    await press('quiet-forget-yes');
    await waitFor(async () => expect(await jobsOf(vault)).toHaveLength(0));
  });
});

it.each([['the first page', '#/quiet', 'quiet-details'], ['the history', '#/quiet/history', 'history-open']])('of several that stand one is undone alone, from %s', async (_name, hash, fold) => {
  const done = { state: 'done', at: 0, already: false, undo: null, answer: '200' } as const;
  const vault = await open({ jobs: fakeRuns(['ended']).map((job) => ({ ...job, data: { ...job.data, entries: job.data.entries.slice(0, 3).map(({ sender }) => ({ sender, step: { ...done, userId: sender.userId } })) } })) }, hash);
  await screen.findByTestId(fold);
  await press(fold);
  expect(screen.getAllByTestId('quiet-undo-one')).toHaveLength(3);
  await press('quiet-undo-one', 1);
  await waitFor(async () => expect((await jobsOf(vault)).find(({ data }) => data.way === 'undo')?.data.entries.map(({ sender }) => sender.handle)).toEqual(['loud_1@gravel.example']));
});

describe('the history', () => {
  it('holds every run until she clears it', async () => {
    await open({ jobs: fakeRuns(['ended', 'ended', 'stopped', 'ended', 'ended', 'running']) }, '#/quiet/history');
    expect((await screen.findByTestId('history-count')).textContent).toBe('6 lists');
  });

  it.each([['a name', 'LOUD_3@gravel', 1], ['a platform', 'mastodon gravel', 6], ['an outcome', 'account gone', 1], ['a day', '2026-05-03 gravel', 6], ['nothing that is there', 'kettle', 0]])('is found by %s', async (_what, words, found) => {
    await open({ jobs: fakeRuns(['ended']) }, '#/quiet/history');
    await screen.findByTestId('history');
    await type('history-search', words);
    expect(screen.getByTestId('history-count').textContent).toBe(`${found} found`);
  });

  it('one of a run is undone alone, and then told as about to be undone', async () => {
    const vault = await open({ jobs: fakeRuns(['ended']) }, '#/quiet/history');
    await screen.findByTestId('history');
    await press('history-open');
    await press('quiet-undo-one');
    await waitFor(async () => expect((await jobsOf(vault)).find(({ data }) => data.way === 'undo')?.data.entries).toHaveLength(1));
    await waitFor(() => expect(screen.queryByTestId('history-undo')).toBeNull());
  });

  it('what is found can be undone together, of several lists, and nothing else', async () => {
    const vault = await open({ jobs: fakeRuns(['ended*30', 'ended*30']) }, '#/quiet/history');
    await screen.findByTestId('history');
    await type('history-search', 'loud_12');
    await press('history-undo-found');
    await waitFor(async () => expect((await jobsOf(vault)).filter(({ data }) => data.way === 'undo')).toHaveLength(2));
    const undone = (await jobsOf(vault)).filter(({ data }) => data.way === 'undo').flatMap(({ data }) => data.entries.map(({ sender }) => sender.handle));
    expect(undone).toEqual(['loud_12@gravel.example', 'loud_12@gravel.example']);
  });

  it('with nothing in it says what will be there', async () => {
    await open({}, '#/quiet/history');
    expect(await screen.findByTestId('history-none')).toBeTruthy();
  });
});

describe('lists in and out', () => {
  const give = async (text: string | Uint8Array<ArrayBuffer>) => {
    const input = await screen.findByTestId('list-file');
    Object.defineProperty(input, 'files', { value: [new File([text], 'list.csv')], configurable: true });
    await act(async () => { fireEvent.change(input); });
  };
  const said = (id: string) => screen.getByTestId(id).textContent;

  it('a list that comes in is told by what it is to her, and taken in only covers', async () => {
    const vault = await open({ count: 8 }, '#/quiet/lists');
    await give('did,handle\n,loud.kettle.example\n,tin.whistle.example\nnonsense\n');
    await screen.findByTestId('list-preview');
    expect([said('list-saved'), said('list-unknown'), said('list-unread')]).toEqual(['0 of whom you saved posts', '2 of whom nothing is saved: covered only', '1 line names no account']);
    await type('list-reason', 'From a colleague');
    await press('list-take');
    await screen.findByTestId('list-taken');
    expect(said('list-taken')).toContain('From a colleague');
    expect(await jobsOf(vault)).toEqual([]);
    expect(vi.mocked(ask)).not.toHaveBeenCalledWith('act.command', expect.anything());
    await press('list-drop');
    await waitFor(() => expect(screen.queryByTestId('list-taken')).toBeNull());
  });

  it('whom every run leaves alone is not taken in with a list', async () => {
    const vault = await open({ count: 8 }, '#/quiet/lists');
    await choose('never-site', 'mastodon');
    await type('never-name', 'anna@river.example');
    await press('never-add');
    await screen.findByTestId('never-drop');
    await give('anna@river.example\nlou@river.example\n');
    expect((await screen.findByTestId('list-spared')).textContent).toContain('1');
    await press('list-take');
    await screen.findByTestId('list-taken');
    const all = await vault.shelf<{ accounts: { handle: string }[] }>('listed');
    expect(all.ok && all.value.flatMap(({ data }) => data.accounts.map(({ handle }) => handle))).toEqual(['lou@river.example']);
  });

  it('whom she saved goes on to the first page, and nobody else', async () => {
    await open({ count: 8 }, '#/quiet/lists');
    await give('bench@ponds.example\nanna@river.example\n');
    await screen.findByTestId('list-preview');
    expect(said('list-unknown')).toContain('1');
    await press('list-quiet');
    await act(() => { dispatchEvent(new Event('hashchange')); });
    await screen.findByTestId('quiet-plan');
    expect(screen.getByTestId('quiet-chosen').textContent).toBe('1 chosen of 1');
  });

  it('a file that is no list is refused with a sentence, and nothing of it is shown', async () => {
    await open({ count: 8 }, '#/quiet/lists');
    await give(new Uint8Array([0xff, 0xfe, 0x41]));
    expect((await screen.findByTestId('list-fault')).textContent).toBe('This file is not text. Nothing was taken in.');
    expect(screen.queryByTestId('list-preview')).toBeNull();
    await give('canary words and no account');
    await waitFor(() => expect(said('list-fault')).toContain('No account is named'));
    expect(page()).not.toContain('canary');
  });

  it('what stands can be saved as a file, what was undone is not in it', async () => {
    await open({ jobs: fakeRuns(['ended']) }, '#/quiet/lists');
    const files: Blob[] = [];
    const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => { files.push(blob as Blob); return 'blob:x'; });
    await press('list-out-mastodon-mutes');
    expect(await files[0]?.text()).toBe('Account address,Hide notifications\nloud_0@gravel.example,true\n');
    expect(said('lists-out-told')).toContain('1 account is in the file');
    made.mockRestore();
  });

  it('a list whose end has come is told on the first page', async () => {
    const vault = await open({ count: 8 }, '#/quiet/lists');
    await give('anna@river.example\n');
    await screen.findByTestId('list-preview');
    await type('list-until', '2026-01-01');
    await press('list-take');
    await waitFor(async () => expect(await vault.shelf('listed')).toMatchObject({ ok: true, value: [{}] }));
    await act(() => { location.hash = '#/quiet'; dispatchEvent(new Event('hashchange')); });
    expect((await screen.findByTestId('lists-expired')).textContent).toContain('1 list');
  });
});
