import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { cleanName, cleanUrl, isoTime, leadsTo, leaves, nameBefore, numberIn, outermost, profileId, snowflakeTime, textOf, tidTime, toUrl } from '@/utils/sites/dom';
import type { PageFacts } from '@/utils/sites/site';

const show = (html: string): Document => {
  const doc = new Window({ url: 'https://site.example/here' }).document;
  doc.body.innerHTML = html;
  return doc as unknown as Document;
};
const page = (doc = show('')): PageFacts => ({ url: new URL('https://site.example/here'), doc });
const body = (html: string): Element => show(html).body;

describe('text as a reader sees it', () => {
  test('paragraphs, line breaks and emoji pictures become characters', () => {
    expect(textOf(body('<p>one<br>two</p><p>three <img alt="🤡"></p><ul><li>a</li><li>b</li></ul>'))).toBe('one\ntwo\n\nthree 🤡\n\na\nb');
  });
  test('what is inline stays on its line, and white space inside is kept', () => {
    expect(textOf(body('<div>with <div><a>@name</a></div>. Enough.\n\nNew  line</div>'))).toBe('with @name. Enough.\n\nNew  line');
  });
  test('parts that are not the text are left out, and nothing is null', () => {
    expect(textOf(body('<div>kept<button>Show more</button><script>1</script></div>'), { skip: 'button' })).toBe('kept');
    expect(textOf(body('<div> </div>'))).toBeNull();
    expect(textOf(null)).toBeNull();
  });
  test('every script and every emoji comes through as it is', () => {
    const words = '👩‍👩‍👧‍👦 🏳️‍🌈 ‏שלום‏ e\u0301 \u{1F1FA}\u{1F1F8}';
    expect(textOf(body(`<p>${words}</p>`))).toBe(words);
  });
});

describe('names', () => {
  test('direction marks go, emoji stay, white space is one blank', () => {
    expect(cleanName('\u202a Ayla\u00a0 🫘\u202c\u200f ')).toBe('Ayla 🫘');
    expect(cleanName('\u202a\u202c')).toBeNull();
  });
  test('a name stands before its handle, in the smallest element that holds both', () => {
    const root = body('<div><a>Jay reposted</a></div><div><a>Jay <img alt="🐦"></a><span><a>@jay</a> · 5h</span></div>');
    const handle = leaves(root).find(({ text }) => text === '@jay');
    expect(handle && nameBefore(handle.node, root)).toBe('Jay 🐦');
    const alone = body('<p>@jay</p>');
    expect(nameBefore(leaves(alone)[0]!.node, alone)).toBeNull();
  });
  test('text that a framework split into several nodes is one piece', () => {
    const root = body('<b></b>');
    root.querySelector('b')?.append('@', 'jay');
    expect(leaves(root).map(({ text }) => text)).toEqual(['@jay']);
  });
});

describe('addresses', () => {
  test('a link becomes absolute, without query and fragment', () => {
    expect(cleanUrl('/a/b?utm_source=x#top', page())).toBe('https://site.example/a/b');
  });
  test('what is no web address is null', () => {
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'http://[', '', null]) expect(toUrl(bad, page())).toBeNull();
  });
});

describe('times', () => {
  test('an id holds its own time', () => {
    expect(snowflakeTime('1541815603606036480')).toBe('2022-06-28T16:07:40.105Z');
    expect(tidTime('3jzfcijpj2z2a')).toBe('2023-06-30T15:03:01.887Z');
  });
  test('what is no such id has none', () => {
    for (const bad of ['', '12', 'abc', null]) expect(snowflakeTime(bad)).toBeNull();
    for (const bad of ['', 'self', '0jzfcijpj2z2a', 'zzzzzzzzzzzzz', null]) expect(tidTime(bad)).toBeNull();
  });
  test('a machine-readable time is UTC, anything else null', () => {
    expect(isoTime('2024-05-01T12:00:00+02:00')).toBe('2024-05-01T10:00:00.000Z');
    for (const bad of ['yesterday', '', null, undefined]) expect(isoTime(bad)).toBeNull();
  });
});

describe('small helpers', () => {
  test.each([['15 Replies. Reply', 15], ['Like (3,121 likes)', 3121], ['1.247 Antworten', 1247], ['2.3K', null], ['15.5K likes', null], ['3 K', null], ['', null], ['none', null]])('the number in "%s" is %s', (label, number) => {
    expect(numberIn(label)).toBe(number);
  });
  test('the outermost of nested elements stay', () => {
    const root = body('<i id="a"><i id="b"></i></i><i id="c"></i>');
    expect(outermost([...root.querySelectorAll('i')]).map((one) => one.id)).toEqual(['a', 'c']);
  });
  test('an account id is only for the handle that the page names, also in broken data', () => {
    const doc = show('<script type="application/ld+json">{"alternateName":"@Jay.test","identifier":"did:plc:jay","description":"two\nlines \\"identifier\\":\\"9\\""}</script>');
    expect(profileId(doc, 'script', 'jay.test')).toBe('did:plc:jay');
    expect(profileId(doc, 'script', 'kite.test')).toBeNull();
  });
});

describe('where a link leads', () => {
  test('is told as an address tells it, also where the link is not parsed', () => {
    const links = ['/profile/jay.test', '/profile/did:plc:abc/post/3kxyz', '/@jay', '/@jay/', '/a/../b', '/.a/./b', '//far.example/@jay', '/@jay?x=1', '/@jäy', '/a b', '@jay', 'https://far.example/@jay', 'javascript:void 0', ''];
    for (const href of links) {
      const url = toUrl(href, page());
      expect([href, leadsTo(href, page())]).toEqual([href, url && { origin: url.origin, path: url.pathname }]);
    }
    expect(leadsTo('/profile/jay.test', { ...page(), url: new URL('file:///saved.html') })).toBeNull();
  });
});

test('pieces of text are told apart alike where only those with a sign are asked for', () => {
  const root = body('<div>one <b>@two</b> three@<i><u>four</u></i></div><p>five</p><p>@<em>six</em></p>');
  expect(leaves(root, 'script', '@').map(({ text }) => text).filter((text) => text.includes('@'))).toEqual(leaves(root, 'script').map(({ text }) => text).filter((text) => text.includes('@')));
  expect(leaves(root, 'script', '@').map(({ text }) => text)).not.toContain('five');
});
