// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';

import { blankPost, type Post } from '@/utils/domain/post';
import type { GuideAsk } from '@/utils/domain/guide';
import type { Guide } from '@/utils/page/guide/guide';
import { guides } from '@/utils/page/guide/sites/index';
import { Finder, type Whose } from '@/utils/page/guide/whose';
import type { Found, Posts } from '@/utils/page/posts';

/** Pages of persons, as the address tells them, where the menu is on the person's own page. */
const PERSON: Record<string, (name: string) => string> = {
  facebook: (name) => `/${name}`, instagram: (name) => `/${name}/`, threads: (name) => `/@${name}`, tiktok: (name) => `/@${name}`, linkedin: (name) => `/in/${name}/`,
};
const SAVED = { id: 'saved-1', permalink: 'https://place.example/p/saved-1' };

/** What the adapters read from the page; they have tests of their own. */
function pageWith(posts: Partial<Post>[]): Posts {
  document.body.innerHTML = posts.map((_, i) => `<article id="p${i}"></article>`).join('');
  const found = posts.map((post, i): Found => ({ el: document.getElementById(`p${i}`)!, key: String(i), parsed: true, post: { ...blankPost(), ...post } }));
  return { site: () => ({ viewer: () => 'afi_writes' }), everywhere: () => found, read: (el: Element) => found.find((one) => one.el === el)! } as unknown as Posts;
}
const at = (path: string): void => (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`https://place.example${path}`);
const look = (guide: Guide, posts: Partial<Post>[], sender: Partial<GuideAsk['sender']> = {}, fresh = false): Whose =>
  new Finder(pageWith(posts), guide, { token: 't', lang: 'en', verb: 'block', way: 'do', fresh, met: false, at: 1, of: 1, sender: { site: guide.site, userId: null, handle: 'loud_one', post: SAVED, ...sender } }).look();
/** Her menu for an account is pointed at, or a way to it. */
const touched = ({ is }: Whose): boolean => is === 'theirs' || is === 'lead';

beforeEach(() => at('/feed'));

describe.each(guides.map((guide) => [guide.site, guide] as const))('a handle that a stranger has by now, on %s', (site, guide) => {
  const person = PERSON[site];
  // An address of mail is nobody else's later.
  const byName = guide.nameIsId !== true;

  if (person) it('a page of that name is nobody\'s the saved post does not stand for', () => {
    at(person('loud_one'));
    expect(look(guide, [])).toEqual({ is: 'looking' });
    expect(touched(look(guide, [{ id: 'another', handle: 'loud_one' }]))).toBe(false);
  });

  if (person) it('the name counts for a day after the saved post was seen under it, and no longer', () => {
    at(person('loud_one'));
    expect(look(guide, [], {}, true)).toMatchObject({ is: 'theirs' });
    expect(look(guide, [], {}, false)).toEqual({ is: 'looking' });
  });

  if (person) it('the saved post under a new name leads to that one, and never to the old name\'s page', () => {
    at(person('loud_one'));
    expect(look(guide, [{ ...SAVED, handle: 'renamed_one' }])).toMatchObject({ is: 'lead', who: { handle: 'renamed_one' } });
    at(person('renamed_one'));
    expect(look(guide, [{ ...SAVED, handle: 'renamed_one' }])).toMatchObject({ is: 'theirs', who: { handle: 'renamed_one' } });
  });

  if (byName) it('another post by that name is not pointed at', () => {
    expect(touched(look(guide, [{ id: 'another', permalink: 'https://place.example/p/another', handle: 'loud_one' }]))).toBe(false);
    expect(touched(look(guide, [{ id: null, permalink: null, handle: 'loud_one', userId: 'id-stranger' }], { userId: 'id-loud', handle: 'loud_one' }))).toBe(false);
  });

  it('an id that differs is another account, whatever else is alike', () => {
    expect(touched(look(guide, [{ ...SAVED, handle: byName ? 'loud_one' : 'other@place.example', userId: 'id-stranger' }], { userId: 'id-loud', handle: 'loud_one' }))).toBe(false);
  });

  it('the saved post itself is: its author of now', () => {
    const seen = look(guide, [{ ...SAVED, handle: 'loud_one', userId: 'id-loud' }], { userId: 'id-loud' });
    expect(touched(seen)).toBe(true);
    expect(seen).toMatchObject({ who: { userId: 'id-loud', handle: 'loud_one' } });
  });

  it('never herself, nor what she sent', () => {
    const mine = look(guide, [{ ...SAVED, handle: 'afi_writes' }], { handle: 'afi_writes' });
    expect(mine).toEqual({ is: 'self' });
    expect(touched(look(guide, [{ ...SAVED, handle: 'loud_one', direction: 'outgoing' }]))).toBe(false);
  });
});

it('on TikTok, whose comments bear no id, a name counts on the very page where it was saved, and on no other', () => {
  const tiktok = guides.find(({ site }) => site === 'tiktok')!;
  const post = { id: null, permalink: null, page: 'https://place.example/@jay/video/7612255724529254441' };
  at('/@jay/video/7612255724529254441');
  expect(look(tiktok, [{ handle: 'loud_one' }], { post })).toMatchObject({ is: 'lead' });
  at('/@jay/video/7612255724529254449');
  expect(look(tiktok, [{ handle: 'loud_one' }], { post })).toEqual({ is: 'looking' });
});
