// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Arrivals } from '@/utils/page/shield/arrivals';
import { changesIn } from '@/utils/page/shield/changes';
import { Marks } from '@/utils/page/shield/marks';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const leaving = new AbortController();
const later = (): boolean => false;
const row = (): Element => document.createElement('article');
const busy = (arrivals: Arrivals, ms: number): void => arrivals.spend(() => void vi.advanceTimersByTime(ms));

function some() {
  const seen: Element[][] = [];
  const arrivals = new Arrivals((kept) => void seen.push(kept), leaving.signal);
  return { arrivals, seen };
}

it('lets what comes be looked at at once while there is time', () => {
  const { arrivals, seen } = some();
  const [a, b] = [row(), row()];
  expect(arrivals.take([a], later)).toEqual([a]);
  busy(arrivals, 14);
  expect(arrivals.take([b], later)).toEqual([b]);
  vi.runAllTimers();
  expect(seen).toEqual([]);
});

it('keeps what comes when our share is used up, for a quarter of a second at most, each once', () => {
  const { arrivals, seen } = some();
  busy(arrivals, 500);
  const [a, b, c] = [row(), row(), row()];
  expect(arrivals.take([a], later)).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(arrivals.take([b, a], later)).toEqual([]);
  vi.advanceTimersByTime(151);
  expect(seen).toEqual([[a, b]]);
  vi.advanceTimersByTime(60_000);
  expect(seen).toHaveLength(1);
  expect(arrivals.take([c], later)).toEqual([c]);
});

it('takes a two-hundredth of the time over a while', () => {
  const { arrivals } = some();
  busy(arrivals, 500);
  let [looks, taken] = [0, 0];
  for (let ms = 0; ms < 20_000; ms += 10) {
    vi.advanceTimersByTime(10);
    if (arrivals.take([row()], later).length === 0) continue;
    looks++;
    busy(arrivals, 1);
    taken += 1;
  }
  expect(looks).toBeGreaterThan(50);
  expect(taken).toBeLessThanOrEqual(101);
});

it('never keeps what cannot wait, and what is in a part that is left is forgotten', () => {
  const { arrivals, seen } = some();
  busy(arrivals, 500);
  const [bare, kept] = [row(), row()];
  expect(arrivals.take([bare, kept], (root) => root === bare)).toEqual([bare]);
  arrivals.leave(document);
  vi.advanceTimersByTime(1_000);
  expect(seen.flat()).toEqual([]);
});

it('looks at nothing any more once it is left', () => {
  const end = new AbortController();
  const look = vi.fn();
  const arrivals = new Arrivals(look, end.signal);
  busy(arrivals, 500);
  arrivals.take([row()], later);
  end.abort();
  vi.advanceTimersByTime(1_000);
  expect(look).not.toHaveBeenCalled();
});

it('can wait only where a rule hides it: not with a mark in it, not while something is lifted, not without the rule', () => {
  const marks = new Marks();
  marks.scope = { selector: 'article', bare: false };
  const root = document.createElement('div');
  root.innerHTML = '<article><p>words</p></article>';
  expect(marks.isCovered(root)).toBe(true);
  root.firstElementChild?.setAttribute(marks.name, '1');
  expect(marks.isCovered(root)).toBe(false);
  root.replaceChildren(row());
  expect(marks.isCovered(root)).toBe(true);
  marks.lift(document);
  expect(marks.isCovered(root)).toBe(false);
  marks.lower();
  marks.scope = { selector: 'article', bare: true };
  expect(marks.isCovered(root)).toBe(false);
});

it('tells what changed in a known post from what is new, and from our own marks', async () => {
  vi.useRealTimers();
  const marks = new Marks();
  marks.scope = { selector: 'article', bare: false };
  document.body.innerHTML = '<article id="known"><p>one</p></article><article id="new"><p>two</p></article>';
  const [known, fresh] = [...document.querySelectorAll('article')] as unknown as [Element, Element];
  marks.set(known, '1');
  const watch = new MutationObserver(() => undefined);
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  known.querySelector('p')?.append('more');
  fresh.querySelector('p')?.append('more');
  const came = document.body.appendChild(row());
  const isOurs = ({ attributeName }: MutationRecord): boolean => attributeName === marks.name;
  const changes = changesIn(watch.takeRecords(), marks, isOurs);
  expect([...changes.touched]).toEqual([known]);
  expect([...changes.came]).toEqual([fresh, came]);
  expect([changes.any, changes.gone]).toEqual([true, false]);
  marks.set(known, '2');
  expect(changesIn(watch.takeRecords(), marks, isOurs)).toMatchObject({ any: false });
  came.remove();
  expect(changesIn(watch.takeRecords(), marks, isOurs)).toMatchObject({ any: true, gone: true });
  watch.disconnect();
});
