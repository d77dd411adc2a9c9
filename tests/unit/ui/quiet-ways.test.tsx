// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import en from '@/assets/locales/en/quiet.json';
import fr from '@/assets/locales/fr/quiet.json';
import { App } from '@/entrypoints/dashboard/App';
import { Queue } from '@/entrypoints/dashboard/pages/ally/back/Queue';
import { GUIDED } from '@/utils/act/guided';
import type { ActJob } from '@/utils/act/job';
import { PACES } from '@/utils/act/pace';
import { noCounts, type SweepView } from '@/utils/domain/sweep';
import { setLanguage } from '@/utils/i18n';
import { ask } from '@/utils/messages/client';
import { browser } from '@/utils/platform/browser';

import { fakeHead, idOf } from '../../lib/fake-posts';
import { fakeRuns } from '../../lib/fake-runs';
import { fakeVault, type FakeSettings } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => import('../../lib/page-browser'));
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 60_000 });
beforeEach(() => { location.hash = ''; });
afterEach(() => { cleanup(); setLanguage('en'); });

const open = async (settings: FakeSettings, hash: string, first: string) => {
  location.hash = hash;
  const vault = fakeVault(settings);
  render(<App vault={vault} />);
  await screen.findAllByTestId(first);
  return vault;
};
const press = (id: string, n = 0) => act(async () => { fireEvent.click(screen.getAllByTestId(id)[n] as Element); });
const ticked = () => screen.getByTestId('quiet-chosen').textContent;
const RUN = 'c'.repeat(32);
/** A whole page that was saved, as the background tells of it. */
const OVER: SweepView = {
  id: RUN, kind: 'sweep', state: 'done', reason: null, lease: 0, address: 'https://x.com/home', site: 'x', what: 'thread', pictures: true, sensitiveAsWords: true, startedAt: '2026-05-03T21:00:00.000Z',
  endedAt: '2026-05-03T21:04:00.000Z', total: 3, counts: { ...noCounts(), saved: 3 }, ranMs: 240_000, blind: false, unseen: 0, tabId: null, perMinute: null, secondsLeft: null,
};
const words = en as Record<string, string>;

describe('ways to the senders', () => {
  it('of a search: what was found is chosen, its senders stand ready, and nobody else', async () => {
    await open({ count: 24 }, '#/saved', 'search');
    await act(() => { fireEvent.input(screen.getByTestId('search'), { target: { value: 'marrow' } }); });
    await waitFor(() => expect(screen.getByTestId('list-count').textContent).toMatch(/^4 /));
    await press('select-all');
    await press('quiet-chosen-posts');
    await screen.findByTestId('quiet-plan');
    expect(ticked()).toBe('4 chosen of 4');
    const names = [...screen.getByTestId('quiet-senders').querySelectorAll('.choice-label')].map((one) => one.textContent);
    expect(new Set(names)).toEqual(new Set(['@marrow']));
  });

  it('of a thread: from the post itself', async () => {
    await open({ count: 5 }, `#/saved/${idOf(5)}`, 'quiet-thread');
    await press('quiet-thread');
    await screen.findByTestId('quiet-plan');
    expect(location.hash).toBe(`#/quiet/thread/${idOf(5)}`);
    expect(screen.getByText(/of one conversation/)).toBeTruthy();
  });

  it.each<[string, string, string]>([
    ['the list of whole pages', '#/sweeps', 'sweep-quiet'], ['the posts of one whole page', `#/run/${RUN}`, 'of-run-quiet'],
  ])('of a run: from %s, one press brings her to its senders, all of them chosen and nobody else', async (_name, from, link) => {
    vi.mocked(ask).mockImplementation((async (name: string) => (name === 'sweep.state' ? { sweeps: [{ ...OVER, id: 'd'.repeat(32) }, OVER], here: null } : null)) as typeof ask);
    await open({ count: 24 }, from, link);
    await press(link, link === 'sweep-quiet' ? 1 : 0);
    await screen.findByTestId('quiet-plan');
    expect(location.hash).toBe(`#/quiet/run/${RUN}`);
    expect(ticked()).toBe('3 chosen of 3');
    const posts = [12, 13, 14].map((n) => `@${fakeHead(n).handle}`);
    expect(new Set([...screen.getByTestId('quiet-senders').querySelectorAll('.choice-label')].map((one) => one.textContent))).toEqual(new Set(posts));
  });

  it('of a run that still goes on, or of which nothing is saved: no such way is offered', async () => {
    vi.mocked(ask).mockImplementation((async (name: string) => (name === 'sweep.state' ? { sweeps: [{ ...OVER, state: 'running' }, { ...OVER, id: 'd'.repeat(32), counts: noCounts() }], here: null } : null)) as typeof ask);
    await open({ count: 24 }, '#/sweeps', 'sweep');
    expect(screen.getAllByTestId('sweep')).toHaveLength(2);
    expect(screen.queryByTestId('sweep-quiet')).toBeNull();
  });

  it('advised by an ally: whom to mute and whom to block each go on by themselves, with that chosen', async () => {
    const onQuiet = vi.fn();
    render(<Queue mute={[idOf(1), idOf(2)]} block={[idOf(3)]} onQuiet={onQuiet} />);
    await press('back-mute');
    await press('back-block');
    expect(onQuiet.mock.calls).toEqual([[[idOf(1), idOf(2)], 'home'], [[idOf(3)], 'block']]);
    cleanup();
    await open({ count: 8 }, '#/quiet/block', 'quiet-senders');
    expect((screen.getByTestId('quiet-block') as HTMLInputElement).checked).toBe(true);
  });
});

describe('before it starts', () => {
  it.each(Object.keys(PACES))('%s: its risk is one sentence, in every language, and what the other side sees is told', (site) => {
    const verbs = site === 'reddit' ? ['block'] : (GUIDED[site] ?? ['mute', 'block']);
    for (const table of [en, fr] as Record<string, string>[]) {
      expect(table[`risk.${site}`], site).toMatch(/^[^.!?]+\.$/u);
      for (const verb of verbs) expect(table[`sees.${site}.${verb}`], `${site} ${verb}`).toMatch(/\.$/);
    }
  });

  it('the risk stands in the preview of each platform', async () => {
    await open({ count: 8 }, '#/quiet', 'quiet-senders');
    await press('quiet-all');
    const places = screen.getAllByTestId('quiet-place').map((place) => place.textContent ?? '');
    expect(places).toHaveLength(3);
    for (const [site, name] of [['x', 'X,'], ['bluesky', 'Bluesky,'], ['mastodon', 'Mastodon,']] as const) expect(places.find((text) => text.startsWith(name))).toContain(words[`risk.${site}`]);
  });

  it('where she does not allow a host nothing is begun there, and it is said', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValueOnce(false);
    vi.spyOn(browser.permissions, 'contains').mockImplementation(async ({ origins = [] }) => origins.every((one) => one.includes('x.com')));
    const vault = await open({ count: 8 }, '#/quiet', 'quiet-senders');
    await press('quiet-all');
    await press('quiet-start');
    await waitFor(() => expect(screen.getByTestId('quiet-problem').textContent).toContain('bsky.app was not allowed. Nothing was begun there.'));
    const all = await vault.jobs();
    expect(new Set((all.ok ? all.value : []).flatMap(({ kind, data }) => (kind === 'act' ? [(data as ActJob['data']).host] : [])))).toEqual(new Set(['x.com']));
    vi.restoreAllMocks();
  });

  it('the platform\'s own stronger tools are offered where they beat one by one', async () => {
    const vault = await open({ count: 0 }, '#/quiet', 'quiet-page');
    for (let n = 1; n <= 12; n++) {
      const { number: _, ...head } = { ...fakeHead(30 + n), handle: `loud_${n}`, site: 'instagram', address: 'https://www.instagram.com/p/abc/' };
      await vault.add({ head, record: new Uint8Array(), files: [] });
    }
    await screen.findByTestId('quiet-senders');
    await waitFor(() => expect(ticked()).toBe('0 chosen of 12'));
    await press('quiet-sender');
    expect(screen.getAllByTestId('native-tool').map((one) => one.querySelector('p')?.textContent)).toEqual([words['tool.instagram-restrict']]);
    await press('quiet-all');
    const told = screen.getAllByTestId('native-tool').map((one) => one.querySelector('p')?.textContent);
    expect(told).toEqual(['instagram-limits', 'instagram-hidden-words', 'instagram-restrict'].map((id) => words[`tool.${id}`]));
  });
});

describe('X, whose page must be in front', () => {
  const named = async () => {
    const vault = await open({ count: 0 }, '#/quiet', 'quiet-page');
    const { number: _, ...head } = { ...fakeHead(30), handle: 'loud_one', userId: null, site: 'x', address: 'https://x.com/home' };
    await vault.add({ head, record: new Uint8Array(), files: [] });
    await screen.findByTestId('quiet-senders');
    await press('quiet-all');
    return vault;
  };

  it('with names alone: it is told before that the saved posts open there, and with ids it is not', async () => {
    await named();
    expect(screen.getByTestId('quiet-opens').textContent).toBe(words['opensPosts']);
    cleanup();
    await open({ count: 8 }, '#/quiet', 'quiet-senders');
    await press('quiet-all');
    expect(screen.getAllByTestId('quiet-place')).toHaveLength(3);
    expect(screen.queryByTestId('quiet-opens')).toBeNull();
  });

  it('its tab is brought to the front by her press, before the run begins and each time it goes on', async () => {
    vi.mocked(browser.tabs.update).mockClear();
    vi.mocked(ask).mockClear();
    await named();
    await press('quiet-start');
    await waitFor(() => expect(ask).toHaveBeenCalledWith('act.command', expect.objectContaining({ command: 'go' })));
    expect(vi.mocked(browser.tabs.update).mock.calls).toEqual([[1, { active: true }]]);
    await screen.findByTestId('quiet-go');
    await press('quiet-go');
    await waitFor(() => expect(browser.tabs.update).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(vi.mocked(ask).mock.calls.filter(([name]) => name === 'act.command')).toHaveLength(2));
    const [update, go] = [vi.mocked(browser.tabs.update), vi.mocked(ask)].map(({ mock }) => mock.invocationCallOrder.at(-1) ?? 0);
    expect(update).toBeLessThan(go ?? 0);
  });
});

describe('an answer that named another account', () => {
  const shown = async (jobs: ActJob[]) => {
    await open({ jobs }, '#/quiet', 'quiet-run');
    expect(screen.getByTestId('quiet-sum').textContent).toContain('1 answered by another account');
    await press('quiet-details');
    return screen.getAllByTestId('quiet-entry').map((line) => line.textContent ?? '').find((line) => line.includes('loud_3@')) ?? '';
  };

  it('is shown, with that it was undone at once', async () => {
    expect(await shown(fakeRuns(['ended']))).toContain('the answer named another account: undone at once');
  });

  it('is shown for her to look at where it could not be undone', async () => {
    const jobs = fakeRuns(['ended']).map((job) => ({ ...job, data: { ...job.data, entries: job.data.entries.map((entry) => (entry.step.state === 'stranger' ? { ...entry, step: { ...entry.step, undone: false } } : entry)) } }));
    expect(await shown(jobs)).toContain('the answer named another account: look there');
  });
});
