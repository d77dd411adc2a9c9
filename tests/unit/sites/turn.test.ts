import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { changesOf, onceAWhile, onceATurn, onceATurnEach, pageChanged, pageUnwatched } from '@/utils/sites/turn';

const page = {} as Document;
const frame = {} as Document;

beforeEach(() => vi.stubGlobal('document', page));
afterEach(() => {
  pageUnwatched();
  vi.unstubAllGlobals();
});

test('in one turn a page is looked through once, in the next again', async () => {
  let looks = 0;
  const look = onceATurn(() => ++looks);
  expect([look(page), look(page)]).toEqual([1, 1]);
  await Promise.resolve();
  expect(look(page)).toBe(2);
});

test('another document is another question', () => {
  const look = onceATurn((doc: Document) => (doc === page ? 'page' : 'frame'));
  expect([look(page), look(frame), look(page)]).toEqual(['page', 'frame', 'page']);
});

test('where changes are watched the answer stands until the next one', async () => {
  let looks = 0;
  const look = onceATurn(() => ++looks);
  pageChanged();
  expect(look(page)).toBe(1);
  await Promise.resolve();
  expect(look(page)).toBe(1);
  pageChanged();
  expect(look(page)).toBe(2);
  pageUnwatched();
  expect(look(page)).toBe(3);
  await Promise.resolve();
  expect(look(page)).toBe(4);
});

test('a frame is not watched with its page', async () => {
  let looks = 0;
  const look = onceATurn(() => ++looks);
  pageChanged();
  expect([changesOf(page), changesOf(frame)]).toEqual([1, null]);
  expect(look(frame)).toBe(1);
  await Promise.resolve();
  expect(look(frame)).toBe(2);
});

test('each element is a question of its own, also where its answer is nothing', () => {
  const [one, other] = [{ ownerDocument: page } as Element, { ownerDocument: page } as Element];
  const asked: Element[] = [];
  const look = onceATurnEach((element: Element) => { asked.push(element); return element === one ? 'one' : null; });
  pageChanged();
  expect([look(one), look(other), look(one), look(other)]).toEqual(['one', null, 'one', null]);
  expect(asked).toEqual([one, other]);
  pageChanged();
  expect(look(other)).toBe(null);
  expect(asked).toEqual([one, other, other]);
});

test('once a while: the answer stands for half a second though the page changes, for each document', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let looks = 0;
  const look = onceAWhile(() => ++looks);
  expect(look(page)).toBe(1);
  pageChanged();
  vi.advanceTimersByTime(499);
  expect(look(page)).toBe(1);
  vi.advanceTimersByTime(1);
  expect(look(page)).toBe(2);
  expect(look(frame)).toBe(3);
  vi.useRealTimers();
});
