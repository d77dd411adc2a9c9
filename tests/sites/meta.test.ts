import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { commentNumber, personOf, placeOf } from '@/utils/sites/facebook/link';
import { codeTime } from '@/utils/sites/instagram/code';
import type { PageFacts } from '@/utils/sites/site';
import { threads } from '@/utils/sites/threads/index';

function show(url: string, html: string): PageFacts {
  const doc = new Window({ url }).document as unknown as Document;
  doc.body.innerHTML = html;
  return { url: new URL(url), doc };
}

test('a short code holds its time, also the long one of a private post; anything else has none', () => {
  expect(codeTime('DVVnIqTgeJA')).toBe('2026-03-01T10:00:00.000Z');
  expect(codeTime('DVVnIqTgeJAabcdefghijklmnopqr')).toBe('2026-03-01T10:00:00.000Z');
  for (const bad of [null, '', 'short', 'with space!']) expect(codeTime(bad)).toBeNull();
});

describe('addresses of Facebook', () => {
  const page = show('https://www.facebook.com/', '');
  const link = (href: string): Element => {
    const anchor = page.doc.createElement('a');
    anchor.setAttribute('href', href);
    return anchor;
  };

  test('the number of a comment is plain or in base64; what is neither is none', () => {
    expect(commentNumber('70007')).toBe('70007');
    expect(commentNumber(btoa('comment:60006_70007'))).toBe('70007');
    for (const bad of [null, '', 'nonsense', btoa('comment:60006')]) expect(commentNumber(bad)).toBeNull();
  });

  test.each([
    ['/crow.eleven/posts/pfbid0Abc?__cft__[0]=AZ&__tn__=R', 'pfbid0Abc', 'https://www.facebook.com/crow.eleven/posts/pfbid0Abc'],
    ['/permalink.php?story_fbid=pfbid0Abc&id=12345&__tn__=R', 'pfbid0Abc', 'https://www.facebook.com/permalink.php?story_fbid=pfbid0Abc&id=12345'],
    ['/photo/?fbid=123&set=a.9&comment_id=7&__tn__=R', '123', 'https://www.facebook.com/photo/?fbid=123&set=a.9&comment_id=7'],
    ['/groups/birds/posts/99/?ref=x', '99', 'https://www.facebook.com/groups/birds/posts/99/'],
    ['/reel/456/?s=x', '456', 'https://www.facebook.com/reel/456/'],
  ])('%s is the address of a post, without what follows people', (href, id, url) => expect(placeOf(href, page)).toMatchObject({ id, url }));

  test.each(['/crow.eleven', '/?__cft__[0]=AZ#?jie', '/photo/?set=a.9', 'https://site.example/crow/posts/1', '/groups/birds/', '#'])('%s is none', (href) => expect(placeOf(href, page)).toBeNull());

  test('people have a handle or a number; pages of the site and other sites are nobody', () => {
    expect(personOf(link('/crow.eleven?__tn__=R'), page)).toMatchObject({ handle: 'crow.eleven', userId: null });
    expect(personOf(link('/profile.php?id=12345&comment_id=7'), page)).toMatchObject({ handle: null, userId: '12345' });
    expect(personOf(link('/groups/birds/user/12345/'), page)).toMatchObject({ handle: null, userId: '12345' });
    for (const nobody of ['/groups/birds/', '/photo/', '/watch', '/permalink.php?id=1', '/', 'https://l.facebook.com.site.example/x']) expect(personOf(link(nobody), page)).toBeNull();
  });
});

test('a node that is used again for another post is read anew', () => {
  const box = (who: string, code: string, words: string): string =>
    `<a href="/@${who}/post/${code}"><time datetime="2026-03-01T10:00:00Z">1h</time></a><span dir="auto">${words}</span><div role="button">4</div>`;
  const page = show('https://www.threads.com/', `<div data-pressable-container="true">${box('crow_11', 'DVVnIqTgeJA', 'you lie')}</div>`);
  const node = page.doc.querySelector('div')!;
  expect(threads.read(node, page)).toMatchObject({ id: 'DVVnIqTgeJA', handle: 'crow_11', text: 'you lie' });
  node.innerHTML = box('rook.away', 'DUS4M0ThqGE', 'Good morning.');
  expect(threads.at(node.querySelector('span')!, page)).toBe(node);
  expect(threads.read(node, page)).toMatchObject({ id: 'DUS4M0ThqGE', handle: 'rook.away', text: 'Good morning.' });
});
