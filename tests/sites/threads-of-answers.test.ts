import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Window } from 'happy-dom';
import { expect, test } from 'vitest';
import { reddit } from '@/utils/sites/reddit/index';
import type { PageFacts, Site } from '@/utils/sites/site';
import { youtube } from '@/utils/sites/youtube/index';

/** One of our own pages as a document, with what a reader may know of it. */
function show(name: string): PageFacts {
  const folder = resolve(import.meta.dirname, '../fixtures/sites');
  const { url } = JSON.parse(readFileSync(`${folder}/${name}.expected.json`, 'utf8')) as { url: string };
  const doc = new Window({ url }).document as unknown as Document;
  doc.write(readFileSync(`${folder}/${name}.html`, 'utf8'));
  return { url: new URL(url), doc };
}

/** Each post's id and that of the post it answers on the page. */
const answers = (site: Site, page: PageFacts): [string | null, string | null][] =>
  site.find(page.doc, page).map((post) => {
    const above = site.parent?.(post, page) ?? null;
    return [site.read(post, page).id, above && site.read(above, page).id];
  });

test('a comment on Reddit answers the one around it, else the post, in both looks', () => {
  expect(answers(reddit, show('reddit/current-thread'))).toEqual([
    ['t3_lamp01', null], ['t1_aaa1', 't3_lamp01'], ['t1_bbb2', 't1_aaa1'], ['t1_ccc3', 't1_bbb2'], ['t1_ddd4', 't1_aaa1'], ['t1_eee5', 't3_lamp01'],
  ]);
  expect(answers(reddit, show('reddit/old-thread'))).toEqual([['t3_lamp02', null], ['t1_old1', 't3_lamp02'], ['t1_old2', 't1_old1'], ['t1_old3', 't1_old2'], ['t1_old5', 't3_lamp02']]);
  expect(answers(reddit, show('reddit/old-lone-comment'))).toEqual([['t1_old2', null]]);
});

test('an answer on YouTube answers the first comment of the thread it stands in, also further down', () => {
  const first = 'UgwPinnedPinned001AaABAg';
  expect(answers(youtube, show('youtube/watch'))).toEqual([[first, null], [`${first}.9aReplyReply001`, first], [`${first}.9aReplyReply002`, `${first}.9aReplyReply001`], ['UgwPlainPlainPlain02AaABAg', null]]);
});

test('the innermost post around an element is found; what is hidden or no post is none', () => {
  const page = show('reddit/current-thread');
  const inner = page.doc.querySelector('[thingid="t1_ccc3"] p')!;
  expect(reddit.at(inner, page)?.getAttribute('thingid')).toBe('t1_ccc3');
  expect(reddit.at(page.doc.querySelector('shreddit-comment-tree')!, page)).toBeNull();
  const watch = show('youtube/watch');
  expect(youtube.at(watch.doc.querySelector('#expander-contents #content-text')!, watch)).toBeNull();
  expect(youtube.at(watch.doc.querySelector('#expanded-threads #content-text')!, watch)?.localName).toBe('ytd-comment-view-model');
});

test('her own account is read where the page shows it, and never a stranger', () => {
  expect(reddit.viewer?.(show('reddit/old-thread'))).toBe('wren_k');
  expect(reddit.viewer?.(show('reddit/current-thread'))).toBeNull();
  expect(youtube.viewer?.(show('youtube/live-chat'))).toBe('wren.k');
  expect(youtube.viewer?.(show('youtube/watch'))).toBeNull();
});

test('a strange element never throws', () => {
  const page = show('reddit/interstitial');
  for (const site of [reddit, youtube]) expect(site.read(page.doc.body, page)).toMatchObject({ id: null, handle: null, text: null });
});
