import { describe, expect, it } from 'vitest';

import { isInThread, threadKey, threadOf } from '@/utils/act/thread';

const head = (address: string, permalink: string | null = null) => ({ address, permalink });

describe('which saved posts are one conversation', () => {
  it.each([
    ['https://x.com/afi/status/1800000000000000001', 'https://twitter.com/afi/status/1800000000000000001?s=20#m'],
    ['https://bsky.app/profile/afi.example/post/3kabcdefghij2', 'https://bsky.app/profile/did:plc:abc/post/3kabcdefghij2'],
    ['https://www.reddit.com/r/ponds/comments/1abc/title/', 'https://old.reddit.com/r/ponds/comments/1abc/title/xyz/'],
    ['https://www.youtube.com/watch?v=AbC-1', 'https://m.youtube.com/watch?app=m&v=AbC-1'],
    ['https://www.instagram.com/p/AbC/', 'https://www.instagram.com/afi/p/AbC/'],
    ['https://practice.example/@afi/110000000000001', 'https://practice.example/@afi@other.example/110000000000001'],
  ])('%s and %s', (one, other) => {
    expect(threadKey(one)).not.toBeNull();
    expect(threadKey(one)).toBe(threadKey(other));
  });

  it.each(['https://x.com/home', 'https://x.com/afi', 'https://practice.example/home', 'https://practice.example/notifications', 'https://www.reddit.com/r/ponds/', 'https://www.youtube.com/@afi', 'not an address', ''])('a page of many is none: %s', (address) => {
    expect(threadKey(address)).toBeNull();
  });

  it('an id of one instance is not that of another', () => {
    expect(threadKey('https://one.example/@afi/110000000000001')).not.toBe(threadKey('https://two.example/@afi/110000000000001'));
  });

  it('answers belong by the page they were seen on, the first post by its own address too', () => {
    const first = 'https://x.com/afi/status/18000';
    const key = threadOf(head(first, 'https://x.com/loud/status/18001'));
    expect(key).toBe(threadKey(first));
    expect(isInThread(head('https://x.com/home', first), key ?? '')).toBe(true);
    expect(isInThread(head('https://x.com/home', 'https://x.com/loud/status/18009'), key ?? '')).toBe(false);
  });
});
