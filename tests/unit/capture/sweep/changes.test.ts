import { describe, expect, it } from 'vitest';

import { aPost } from '@/tests/lib/fake-sweep';
import { changesBetween } from '@/utils/capture/sweep/changes';
import type { MediaItem, Post } from '@/utils/domain/post';
import type { PostPart } from '@/utils/domain/record';
import { keepText } from '@/utils/text/wellformed';

const kept = (post: Post): PostPart => ({
  author: { platformUserId: post.userId, handle: post.handle, displayName: post.displayName, profileUrl: null },
  post: { ...post, quoted: null, ...(post.text === null ? { text: null, textUtf16le: null } : keepText(post.text)) },
}) as unknown as PostPart;
const picture = (url: string, alt: string | null = null): MediaItem => ({ kind: 'image', url, poster: null, alt, width: 10, height: 10 });
const was = aPost(1, { text: 'You are a kettle.' });
const now = (more: Partial<Post>): Post => ({ ...was, ...more });

describe('what changed between two captures of one post', () => {
  const ROWS: [string, Partial<Post>, Partial<Post>, string[]][] = [
    ['nothing', {}, {}, []],
    ['the words', {}, { text: 'You are a teapot.' }, ['text']],
    ['one character that shows nothing', {}, { text: 'You are a kettle.\u200b' }, ['text']],
    ['half a character, kept exactly', { text: 'a \ud83d b' }, { text: 'a \ud83c b' }, ['text']],
    ['the words are gone', {}, { text: null }, ['words-gone']],
    ['behind a warning now: the words were not read, that is no change of theirs', {}, { text: null, contentWarning: 'cross', sensitive: true }, ['sensitive', 'warning']],
    ['a picture without words now read as such', { text: null, media: [picture('https://a.example/1.png')] }, { text: null, media: [picture('https://a.example/1.png')] }, []],
    ['cut by the page now', { text: 'You are a kettle and more.' }, { text: 'You are a kettle …', truncated: true }, []],
    ['cut by the page then', { text: 'You are…', truncated: true }, {}, []],
    ['cut, and another beginning', { text: 'They are…', truncated: true }, {}, ['text']],
    ['the name', {}, { displayName: 'Grey Heron' }, ['name']],
    ['a name not read this time', {}, { displayName: null }, []],
    ['the handle', {}, { handle: 'other' }, ['handle']],
    ['a picture more', {}, { media: [picture('https://a.example/1.png')] }, ['media']],
    ['the same picture from another host, signed anew', { media: [picture('https://a.example/1.png?sig=1')] }, { media: [picture('https://b.example/1.png?sig=2')] }, []],
    ['another description', { media: [picture('https://a.example/1.png', 'a street')] }, { media: [picture('https://a.example/1.png', 'her street')] }, ['media']],
  ];
  it.each(ROWS)('%s', (_, before, after, changed) => expect(changesBetween(kept(now(before)), now(after))).toEqual(changed));
});
