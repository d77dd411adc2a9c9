// @vitest-environment happy-dom
import { expect, it } from 'vitest';

import { Search } from '@/utils/page/shield/search';

const SCOPE = { selector: 'article, .row', single: ['article', '.row'] };

/** Rows of twelve elements each, in sections; one section is a post itself, and too large to be looked through in one go. */
function page(rows: number): void {
  const row = (n: number): string => `<div class="row" id="r${n}">${'<p><b>words</b></p>'.repeat(5)}<i></i></div>`;
  const part = (from: number): string => Array.from({ length: rows / 2 }, (_, i) => row(from + i)).join('');
  document.body.innerHTML = `<main><section>${part(0)}</section><article id="whole">${part(rows / 2)}</article></main>`;
}

it('finds every post of a large page in turns, also one that is too large itself', () => {
  page(400);
  const search = new Search(SCOPE);
  search.add(document);
  const found = new Set<string>();
  let turns = 0;
  while (search.open) {
    for (const { id } of search.more(performance.now() + 3)) found.add(id);
    if (++turns > 1_000) throw new Error('no end');
  }
  expect(found.size).toBe(401);
  expect(search.more(Infinity)).toEqual([]);
});

it('looks through a small page in one go, and into what came with it', () => {
  page(4);
  const search = new Search(SCOPE);
  search.add(document);
  expect(new Set(search.more(Infinity).map(({ id }) => id))).toEqual(new Set(['r0', 'r1', 'r2', 'r3', 'whole']));
  expect(search.open).toBe(false);
  expect(search.in(document.getElementById('r1') as Element).map(({ id }) => id)).toEqual(['r1']);
});
