import { beforeEach, expect, it, vi } from 'vitest';

// Node draws no pictures: what is drawn is held in real browsers (`tests/e2e/stitch`), here how a run goes on and ends.
vi.mock('@/utils/capture/picture', () => ({
  decode: async () => ({ width: 1000, height: 600, close: () => undefined }), isBlank: () => blank, toPixels: (rect: object) => rect, bytesOf: async () => new Uint8Array([1]),
}));
vi.mock('@/utils/capture/stitch/compose', () => ({
  blacken: async () => new Uint8Array([9]), Composer: class { add = async () => undefined; finish = async () => []; },
}));
vi.mock('@/utils/capture/stitch/seam', () => ({ edgeOf: () => ({}), seam: () => ({ shift: 0, agrees: true }) }));
vi.mock('@/utils/capture/stitch/item', () => ({ stitchedItem: async (page: object, stitched: object, about: object) => ({ page, stitched, about }) }));

import { MOST_SLICES, stitch, type StitchTab } from '@/utils/capture/stitch/run';
import type { StitchCalls, StitchStop } from '@/utils/messages/stitch';
import type { PageCapture } from '@/utils/messages/types';

let blank = false;
beforeEach(() => { blank = false; });

const stopAt = (n: number, more: Partial<StitchStop> = {}): StitchStop => ({
  href: 'https://x.com/a', visible: true, viewport: { width: 1000, height: 600 }, width: 1000, ratio: 1, clip: { x: 0, y: 0, width: 1000, height: 600 }, at: { x: 0, y: n * 500 },
  range: { left: 0, top: 0, right: 1000, bottom: 1e6 }, moved: 0, sensitive: [], covered: 600, posts: [], lines: [`line ${n}`], end: 'no', left: 3, messages: false, wider: false, ...more,
});

/** A page of so many stops; `look` alters the n-th look after a picture. */
function tabOf(stops: (n: number) => StitchStop | Error, changes: Partial<StitchTab> = {}, look = (stop: StitchStop): StitchStop => stop) {
  const calls: string[] = [];
  let n = -1;
  const now = (): StitchStop => {
    const stop = stops(n);
    if (stop instanceof Error) throw stop;
    return stop;
  };
  const answers: { [K in keyof StitchCalls]: () => StitchCalls[K]['answer'] } = {
    'page.stitchStart': () => ({ html: '', notRead: [] }), 'page.stitchNext': () => { n++; return now(); }, 'page.stitchLook': () => look(now()), 'page.stitchTold': () => null,
    'page.stitchEnd': () => ({ domChanges: ['scrolled'] }),
  };
  const tab: StitchTab = {
    facts: async () => ({ post: { text: null }, chosen: 'screen' }) as unknown as PageCapture,
    call: async (type) => { calls.push(type); return answers[type]() as never; },
    picture: async () => ({ ok: true, value: new Uint8Array([1, 2]) }), isActive: async () => true, stopped: () => false, told: () => undefined, ...changes,
  };
  return { tab, calls };
}
const run = (tab: StitchTab) => stitch(tab, 'page', 'en', async () => ({}) as never);

it('goes on to the end, gives one item and every slice, and the changes of the page', async () => {
  const { tab, calls } = tabOf((n) => stopAt(n, n === 3 ? { end: 'end' } : {}));
  const made = await run(tab);
  expect(made).toMatchObject({ ok: true, value: { slices: 4, problem: null, batch: { items: [{ page: { domChanges: ['scrolled'], post: { text: 'line 0\nline 1\nline 2\nline 3' } } }] } } });
  expect(made.ok && made.value.batch.slices.map(({ scroll }) => scroll.y)).toEqual([0, 500, 1000, 1500]);
  expect(calls.at(-1)).toBe('page.stitchEnd');
});

it('ends a page that grows without end, and says so', async () => {
  const made = await run(tabOf((n) => stopAt(n)).tab);
  expect(made).toMatchObject({ ok: true, value: { slices: MOST_SLICES, problem: 'no-end' } });
});

it.each<[string, string, ReturnType<typeof tabOf>]>([
  ['the page breaks', 'page-gone', tabOf((n) => (n === 2 ? new Error('page-error') : stopAt(n)))],
  ['another tab comes before it', 'tab-changed', tabOf((n) => stopAt(n), { isActive: async () => false })],
  ['the address changes', 'tab-changed', tabOf((n) => stopAt(n), {}, (stop) => ({ ...stop, href: 'https://x.com/b' }))],
  ['it is hidden', 'tab-changed', tabOf((n) => stopAt(n, { visible: false }))],
  ['what is to be blacked does not hold still', 'tab-changed', tabOf((n) => stopAt(n, { sensitive: [{ x: 0, y: 0, width: 9, height: 9 }] }), {}, (stop) => ({ ...stop, sensitive: [{ x: 0, y: Math.random() * 100 + 5, width: 9, height: 9 }] }))],
  ['it holds private messages', 'private-messages', tabOf((n) => stopAt(n, { messages: true }))],
  ['she stopped it', 'stopped', tabOf((n) => stopAt(n, n === 1 ? { end: 'stopped' } : {}))],
  ['the browser refuses', 'not-allowed', tabOf((n) => stopAt(n), { picture: async () => ({ ok: false, error: 'not-allowed' }) })],
])('keeps nothing and puts the page back when %s', async (_, error, { tab, calls }) => {
  expect(await run(tab)).toMatchObject({ ok: false, error });
  expect(calls.at(-1)).toBe('page.stitchEnd');
});

it('keeps nothing of a page that comes out blank', async () => {
  blank = true;
  expect(await run(tabOf((n) => stopAt(n, n === 1 ? { end: 'end' } : {})).tab)).toMatchObject({ ok: false, error: 'blank' });
});

it('blacks what is sensitive before it is given out, and says it for each', async () => {
  const made = await run(tabOf((n) => stopAt(n, { ...(n === 1 && { end: 'end' }), sensitive: [{ x: 1, y: 2, width: 3, height: 4 }] })).tab);
  expect(made.ok && made.value.batch.slices.map(({ png, masks }) => [[...png], masks])).toEqual([0, 1].map(() => [[9], [{ rect: { x: 1, y: 2, width: 3, height: 4 }, why: 'sensitive' }]]));
  expect(made).toMatchObject({ ok: true, value: { problem: 'sensitive', batch: { items: [{ about: { missing: [{ what: 'picture-part', why: 'sensitive' }, { what: 'picture-part', why: 'sensitive' }] } }] } } });
});
