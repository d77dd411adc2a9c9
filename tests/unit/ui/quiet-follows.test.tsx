// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import en from '@/assets/locales/en/quiet.json';
import { App } from '@/entrypoints/dashboard/App';
import type { ActJob } from '@/utils/act/job';
import { keepOwnList } from '@/utils/act/own-list';
import { MOST_AT_ONCE, type TiesAnswer } from '@/utils/domain/act';
import { setLanguage } from '@/utils/i18n';
import { ask } from '@/utils/messages/client';
import { browser } from '@/utils/platform/browser';

import { fakeHead, idOf } from '../../lib/fake-posts';
import { fakeVault } from '../../lib/fake-vault';

vi.mock('@/utils/platform/browser', () => import('../../lib/page-browser'));
vi.mock('@/utils/messages/client', () => ({ ask: vi.fn(async () => null) }));

configure({ asyncUtilTimeout: 60_000 });
type Asked = { site: string; host: string; senders: { userId: string; evidence: string[] }[] };
/** What was asked of the background, and what it answers: the test's. */
let asked: Asked[] = [];
let answer: (asked: Asked) => TiesAnswer | null;
beforeEach(() => {
  location.hash = '';
  asked = [];
  answer = ({ senders }) => ({ kind: 'told', asked: senders.map(({ userId }) => userId), followed: [], self: [] });
  vi.mocked(ask).mockImplementation((async (name: string, body: Asked) => {
    if (name !== 'act.ties') return null;
    asked.push(body);
    return answer(body);
  }) as typeof ask);
});
afterEach(() => { cleanup(); setLanguage('en'); vi.restoreAllMocks(); });

const words = en as Record<string, string>;
const press = (id: string) => act(async () => { fireEvent.click(screen.getByTestId(id)); });
/** `count` senders of one platform, each with an id of its own, all of them chosen. */
async function chosen(count: number, site = 'mastodon', host = 'town.example', kept: string[] = []) {
  location.hash = '#/quiet';
  const vault = fakeVault({ count: 0 });
  await keepOwnList(vault, kept.map((handle) => ({ site, host: null, userId: null, handle, note: null })));
  for (let n = 1; n <= count; n++) {
    const { number: _, ...head } = { ...fakeHead(30 + n), site, handle: `loud_${n}`, userId: String(100 + n), address: `https://${host}/home` };
    await vault.add({ head, record: new Uint8Array(), files: [] });
  }
  render(<App vault={vault} />);
  await waitFor(() => expect(screen.getByTestId('quiet-chosen').textContent).toMatch(new RegExp(`of ${count}$`)));
  await press('quiet-all');
  return vault;
}
const spared = () => screen.queryAllByTestId('quiet-spared').map((line) => line.textContent ?? '');

describe('whom she follows, before a run', () => {
  it('is asked at her press alone; who it is stands there by name, and is left alone by the run that begins', async () => {
    const vault = await chosen(4);
    expect([asked.length, spared()]).toEqual([0, []]);
    expect(screen.getByTestId('quiet-start').textContent).toContain('4 people');
    answer = ({ senders }) => ({ kind: 'told', asked: senders.map(({ userId }) => userId), followed: ['102'], self: ['104'] });
    await press('quiet-ask-ties');
    await waitFor(() => expect(spared()).toHaveLength(2));
    expect(asked).toEqual([{ site: 'mastodon', host: 'town.example', senders: [1, 2, 3, 4].map((n) => ({ userId: String(100 + n), evidence: [idOf(30 + n)] })).reverse() }]);
    expect(spared().find((line) => line.includes(words['spare.followed']!))).toMatch(/@loud_2$/);
    expect(spared().find((line) => line.includes(words['spare.self']!))).toMatch(/@loud_4$/);
    expect(screen.getByTestId('quiet-senders').textContent).toContain(words['spare.followed']);
    expect(screen.getByTestId('quiet-start').textContent).toContain('2 people');
    expect(screen.getByTestId('quiet-place').textContent).toContain('2 people, about');
    // Everybody was asked about: there is nothing left to press.
    expect(screen.queryByTestId('quiet-ask-ties')).toBeNull();
    await press('quiet-start');
    const all = await vault.jobs();
    const [job] = (all.ok ? all.value.filter(({ kind }) => kind === 'act') : []) as ActJob[];
    expect(Object.fromEntries(job!.data.entries.map(({ sender, step }) => [sender.handle, 'why' in step ? step.why : step.state]))).toEqual({ loud_1: 'waiting', loud_2: 'followed', loud_3: 'waiting', loud_4: 'self' });
  });

  it('says so where she follows none of them', async () => {
    await chosen(2);
    await press('quiet-ask-ties');
    await waitFor(() => expect(screen.getByTestId('quiet-follows').textContent).toContain(words['ties.nobody']));
  });

  it('asks about no more at once than one request may name, waits for the pace, and stops at its own limit', async () => {
    await chosen(260);
    let held = 0;
    answer = ({ senders }) => (++held === 2 ? { kind: 'wait', until: Date.now() + 30, why: 'pace' } : { kind: 'told', asked: senders.map(({ userId }) => userId), followed: [], self: [] });
    await press('quiet-ask-ties');
    await waitFor(() => expect(screen.getByTestId('quiet-follows').textContent).toContain('250 people'));
    await waitFor(() => expect(screen.getByTestId('quiet-follows').textContent).not.toContain('Asking'));
    expect(asked.map(({ senders }) => senders.length)).toEqual(Array.from({ length: 11 }, () => MOST_AT_ONCE));
    expect(new Set(asked.flatMap(({ senders }) => senders.map(({ userId }) => userId))).size).toBe(250);
    expect(screen.queryByTestId('quiet-ask-ties')).toBeNull();
  });

  it('nobody is asked about any more once she has gone elsewhere', async () => {
    await chosen(60);
    answer = () => ({ kind: 'wait', until: Date.now() + 50, why: 'pace' });
    await press('quiet-ask-ties');
    await waitFor(() => expect(asked.length).toBeGreaterThan(1));
    cleanup();
    const before = asked.length;
    await new Promise((done) => setTimeout(done, 300));
    expect(asked.length - before).toBeLessThanOrEqual(1);
  });

  it.each<[string, TiesAnswer | null, string]>([
    ['no page of it open', { kind: 'no-page' }, 'Open town.example in a tab'], ['signed out', { kind: 'halt', why: 'logged-out' }, 'Open town.example in a tab'], ['a challenge', { kind: 'halt', why: 'challenge' }, 'Mastodon did not tell'],
    ['a run at work', { kind: 'busy' }, 'A run is working'], ['no answer', { kind: 'no-answer' }, 'No answer came'], ['nothing from the background', null, 'No answer came'],
    ['a limit', { kind: 'wait', until: Date.now() + 600_000, why: 'rate-limit' }, 'The platform asks to wait until'], ['a budget that is spent', { kind: 'wait', until: Date.now() + 600_000, why: 'pace' }, 'Your budget there is used up'],
  ])('%s: it is said, nobody else is asked about, and she may ask again', async (_name, said, shown) => {
    await chosen(40);
    answer = () => said;
    await press('quiet-ask-ties');
    await waitFor(() => expect(screen.getByTestId('quiet-ties-trouble').textContent).toContain(shown));
    expect(asked).toHaveLength(1);
    expect(screen.getByTestId('quiet-ask-ties')).toBeTruthy();
    expect(spared()).toEqual([]);
  });

  it('a host that she does not allow is asked nothing', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false);
    await chosen(2);
    await press('quiet-ask-ties');
    await waitFor(() => expect(screen.getByTestId('quiet-ties-trouble').textContent).toContain('was not allowed'));
    expect(asked).toEqual([]);
  });

  it.each([['x', 'x.com', 'ties.x'], ['reddit', 'www.reddit.com', 'ties.none'], ['instagram', 'www.instagram.com', 'ties.guided']])('%s tells it of nobody beforehand: how it is there is said, and nothing can be asked', async (site, host, key) => {
    await chosen(2, site, host);
    expect(screen.getByTestId('quiet-follows').textContent).toContain(words[key]!.replace('{{site}}', '').trim().slice(0, 40));
    expect(screen.queryByTestId('quiet-ask-ties')).toBeNull();
  });
});

it('whoever is left alone stands there by name, however many they are', async () => {
  const kept = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `loud_${n}`);
  await chosen(10, 'mastodon', 'town.example', kept);
  await waitFor(() => expect(spared()).toHaveLength(1));
  const names = [...screen.getByTestId('quiet-spared').querySelectorAll('bdi')].map((one) => one.textContent?.trim());
  expect(names.sort()).toEqual(kept.map((name) => `@${name}`));
});
