import { describe, expect, it } from 'vitest';

import { runsOf, sendersOf } from '@/utils/act/senders';
import { spareFor } from '@/utils/act/spare';
import type { ItemHead } from '@/utils/domain/item';
import { fakeHead } from '@/tests/lib/fake-posts';

const head = (n: number, more: Partial<ItemHead>): ItemHead => ({ ...fakeHead(n, false), site: 'mastodon', address: 'https://practice.example/home', ...more });
const NOBODY = spareFor([], []);

describe('senders of saved posts', () => {
  it('one account is one sender, with every saved post as its evidence', () => {
    const senders = sendersOf([head(1, { userId: '7', handle: 'loud@practice.example' }), head(2, { userId: '7', handle: 'loud@practice.example' }), head(3, { userId: null, handle: 'Loud@practice.example' })]);
    expect(senders).toHaveLength(1);
    expect(senders[0]?.evidence).toHaveLength(3);
  });

  it('two accounts that had one handle, one after the other, stay two', () => {
    const senders = sendersOf([head(1, { userId: '7', handle: 'loud@practice.example' }), head(2, { userId: '8', handle: 'loud@practice.example' })]);
    expect(senders.map(({ userId }) => userId)).toEqual(['7', '8']);
  });

  it('an id of one instance is not that of another', () => {
    const senders = sendersOf([head(1, { userId: '7', handle: 'a@one.example', address: 'https://one.example/home' }), head(2, { userId: '7', handle: 'b@two.example', address: 'https://two.example/home' })]);
    expect(senders.map(({ host }) => host)).toEqual(['one.example', 'two.example']);
    expect(runsOf(senders, 'mute', NOBODY, { begun: '', reason: null, until: null }).map(({ host }) => host)).toEqual(['one.example', 'two.example']);
  });

  it('a damaged post, and one without any sender, stand behind nobody', () => {
    expect(sendersOf([head(1, { damaged: true }), head(2, { userId: null, handle: null })])).toEqual([]);
  });

  it('on X the account is the same wherever the post was seen', () => {
    const senders = sendersOf([head(1, { site: 'x', userId: null, handle: 'loud', address: 'https://mobile.twitter.com/loud/status/1' }), head(2, { site: 'x', userId: null, handle: 'loud', address: 'https://x.com/home' })]);
    expect(senders).toHaveLength(1);
    expect(senders[0]?.host).toBe('x.com');
  });
});
