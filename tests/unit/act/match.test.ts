// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { leavePost } from '@/entrypoints/background/act-page';
import { matched } from '@/entrypoints/background/act-match';
import { ACT_PAGES, type ActPage } from '@/tests/lib/act-pages';
import fake from '@/tests/lib/fake-browser';
import { actSlot, type Outcome, type Ready, type Sender } from '@/utils/domain/act';
import { newDocument, open } from './at-page';

/** Tabs as the browser keeps them; each load puts up the page that X has at that address, with a new document. */
interface Tab { id: number; url: string; active: boolean; status: string; discarded: boolean }
const tabs: Tab[] = [];
const opened: string[] = [];
let page: ActPage;
/** Path → whose name the post there bears now; null: it is gone. */
let posts: Record<string, string | null>;

async function show(tab: Tab): Promise<void> {
  const { pathname } = new URL(tab.url);
  const [, id = ''] = /\/status\/(\d+)$/.exec(pathname) ?? [];
  const name = posts[id];
  page.url = tab.url;
  page.html = name ? `<article><a href="/${name}/status/${id}">now</a></article>` : '<article>Nothing here</article>';
  open(page);
  (globalThis as Record<symbol, unknown>)[Symbol.for(actSlot('0.0.1'))] = await newDocument();
  tab.status = 'complete';
}
/** The page stands a moment later, as pages do. */
const goTo = (tab: Tab, url: string): Tab => {
  opened.push(url);
  Object.assign(tab, { url, status: 'loading' });
  setTimeout(() => void show(tab), 300);
  return tab;
};

vi.mock('webextension-polyfill', async () => {
  const own = (await import('@/tests/lib/fake-browser')).default;
  return { default: {
    ...own,
    tabs: {
      query: async ({ status }: { status?: string }) => tabs.filter((tab) => status === undefined || tab.status === status),
      get: async (id: number) => { const tab = tabs.find((one) => one.id === id); if (!tab) throw new Error('no tab'); return { ...tab }; },
      create: async ({ url, active }: { url: string; active: boolean }) => {
        if (active) for (const tab of tabs) tab.active = false;
        const tab: Tab = { id: tabs.length + 1, url, active, status: 'loading', discarded: false };
        tabs.push(tab);
        return goTo(tab, url);
      },
      update: async (id: number, { url }: { url: string }) => goTo(tabs.find((one) => one.id === id)!, url),
    },
    scripting: { executeScript: async ({ func, args }: { func?: (...given: unknown[]) => unknown; args?: unknown[] }) => (func ? [{ result: await func(...(args ?? [])) }] : []) },
  } };
});

const sender = (name: string, id: string, more: Partial<Sender> = {}): Sender => ({
  site: 'x', host: 'x.com', userId: null, handle: name, displayName: null, evidence: ['a'], post: { id, permalink: `https://x.com/${name}/status/${id}` }, ...more,
});
const look = (one: Sender): Promise<Ready | Outcome | null> => matched({ sender: one, verb: 'mute', way: 'do' });

beforeEach(async () => {
  fake.storage.session.clear();
  [tabs.length, opened.length] = [0, 0];
  page = ACT_PAGES[2]!();
  posts = { 1800: 'loud_one', 1801: 'loud_two', 1802: 'calm_now', 1803: null };
  tabs.push({ id: 1, url: 'https://x.com/home', active: true, status: 'complete', discarded: false });
  await show(tabs[0]!);
});
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers(); });

it('a saved post that the open page does not show is opened in a tab of the run\'s own, and matched there; her own tab stays', async () => {
  expect(await look(sender('loud_one', '1800'))).toMatchObject({ handle: 'loud_one', was: null });
  expect(await look(sender('loud_two', '1801'))).toMatchObject({ handle: 'loud_two' });
  expect(opened).toEqual(['https://x.com/loud_one/status/1800', 'https://x.com/loud_two/status/1801']);
  expect(tabs.map(({ url }) => url)).toEqual(['https://x.com/home', 'https://x.com/loud_two/status/1801']);
  expect(page.asked).toEqual([]);
});

it('whose post bears another name by now, or is gone, is left alone, and said so', async () => {
  expect(await look(sender('loud_three', '1802'))).toMatchObject({ kind: 'refused', why: 'another-name-now' });
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  const gone = look(sender('loud_four', '1803'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await gone).toMatchObject({ kind: 'refused', why: 'post-gone' });
  expect(page.asked).toEqual([]);
});

it('nothing is opened for whom an id is known, without an address on that very platform, or while she looks at another tab', async () => {
  expect(await look(sender('loud_one', '1800', { userId: '4242' }))).toMatchObject({ userId: '4242' });
  for (const permalink of [null, 'https://mire.example/loud_one/status/1800', 'http://x.com/loud_one/status/1800']) {
    expect(await look(sender('loud_one', '1800', { post: { id: '1800', permalink } }))).toMatchObject({ kind: 'refused', why: 'post-not-on-page' });
  }
  expect(opened).toEqual([]);
  await look(sender('loud_one', '1800'));
  tabs[0]!.active = true;
  tabs[1]!.active = false;
  await show(tabs[0]!);
  expect(await look(sender('loud_two', '1801'))).toBeNull();
  expect(opened).toHaveLength(1);
});

it('the tab is the run\'s while it runs: the next run opens another', async () => {
  await look(sender('loud_one', '1800'));
  await leavePost('x.com');
  await look(sender('loud_two', '1801'));
  expect(tabs.map(({ url }) => url)).toEqual(['https://x.com/home', 'https://x.com/loud_one/status/1800', 'https://x.com/loud_two/status/1801']);
});
