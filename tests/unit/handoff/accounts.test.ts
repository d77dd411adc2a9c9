import { describe, expect, it } from 'vitest';

import { readAccount } from '@/utils/handoff/accounts';

describe('an account as she types or pastes it', () => {
  it.each([
    ['x', '@Wren_K', 'wren_k'], ['x', 'https://x.com/Wren_K/status/12', 'wren_k'], ['x', 'https://mobile.twitter.com/wren_k?s=20', 'wren_k'],
    ['bluesky', '@wren.example.org', 'wren.example.org'], ['bluesky', 'https://bsky.app/profile/Wren.example.org/post/3k', 'wren.example.org'],
    ['mastodon', '@Rim@example.social', 'rim@example.social'], ['mastodon', 'https://example.social/@rim', 'rim@example.social'], ['mastodon', ' https://example.social/@rim@far.example ', 'rim@far.example'],
    ['reddit', 'u/wren_k', 'wren_k'], ['reddit', 'https://www.reddit.com/user/wren_k/', 'wren_k'], ['reddit', '/u/wren-k', 'wren-k'],
  ])('on %s, %s is %s', (site, typed, handle) => expect(readAccount(site, typed)).toEqual({ site, handle, userId: null }));

  it('by its stable id, where people know that', () => {
    expect(readAccount('bluesky', 'https://bsky.app/profile/did:plc:aaaabbbb')).toEqual({ site: 'bluesky', handle: null, userId: 'did:plc:aaaabbbb' });
  });

  it.each([['x', 'two words'], ['x', ''], ['mastodon', 'rim'], ['bluesky', 'rim'], ['reddit', 'ab'], ['elsewhere', 'rim'], ['x', 'https://x.com/']])('on %s, “%s” is none', (site, typed) => expect(readAccount(site, typed)).toBeNull());
});
