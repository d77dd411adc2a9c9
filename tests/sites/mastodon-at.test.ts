import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { mastodon } from '@/utils/sites/mastodon';

/** The home page in a column with a label, as the live client draws it. */
function show(): { doc: Document; looks: () => string[] } {
  const html = readFileSync(new URL('../fixtures/sites/mastodon/home-boost-private-shells.html', import.meta.url), 'utf8');
  const doc = new Window({ url: 'https://example.social/home' }).document as unknown as Document;
  doc.body.innerHTML = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  const column = doc.querySelector('.column') as Element;
  column.setAttribute('aria-label', 'Home');
  const seen: string[] = [];
  for (const wide of [column, ...column.querySelectorAll('.scrollable, .item-list')]) {
    const find = wide.querySelectorAll.bind(wide);
    wide.querySelectorAll = ((selector: string) => (seen.push(selector), find(selector))) as typeof wide.querySelectorAll;
  }
  return { doc, looks: () => seen };
}

test('for a shell of a post off screen the column around it is not looked through', () => {
  const { doc, looks } = show();
  const page = { url: new URL('https://example.social/home'), doc };
  const shells = [...doc.querySelectorAll('.status__wrapper')].filter((one) => !one.querySelector('.status'));
  expect(shells).toHaveLength(2);
  expect(shells.map((one) => mastodon.at(one, page))).toEqual([null, null]);
  expect(looks()).toEqual([]);
  const words = doc.querySelector('.status[data-id="500"] p') as Element;
  expect(mastodon.at(words, page)).toBe(words.closest('.status__wrapper'));
});
