import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barAddress, keptAddress, secretLike } from '@/utils/page/address';

const KEY = 'aB3'.repeat(12);
const base = 'https://a.test/thread/';

describe('addresses in kept HTML', () => {
  test.each([
    ['../p/1?utm_source=x&v=3', 'https://a.test/p/1?v=3'],
    ['https://me:word@a.test/x', 'https://a.test/x'],
    ['https://a.test/i.jpg?format=jpg&name=small&sig=1', 'https://a.test/i.jpg?format=jpg&name=small'],
    [`https://a.test/?id=${KEY}`, 'https://a.test/'],
    ['https://a.test/#access_token=abc', 'https://a.test/'],
    ['https://a.test/#comment-12', 'https://a.test/#comment-12'],
    ['mailto:me@a.test?subject=hush', 'mailto:me@a.test'],
  ])('%s becomes %s', (from, to) => expect(keptAddress(from, base)).toBe(to));

  test.each(['javascript:alert(1)', ' java\nscript:x', 'data:text/html,x', 'blob:https://a.test/1', 'vbscript:x', 'file:///etc/passwd', 'https://', 'http://[::'])(
    '%s goes', (address) => expect(keptAddress(address, base)).toBeNull(),
  );

  test('never lets another scheme, a login or an unknown query name through', () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (address) => {
      const kept = keptAddress(address, base);
      if (kept === null || kept.startsWith('mailto:')) return;
      const url = new URL(kept);
      expect(url.protocol).toMatch(/^https?:$/);
      expect(url.username + url.password).toBe('');
      expect(keptAddress(kept, base)).toBe(kept);
    }));
  });
});

describe('the address bar', () => {
  test.each(['https://a.test/view.php?f=2&T=123&odd=ok', 'https://a.test/a?b=%E2%9C%93&x', 'https://a.test/#/thread/9?page=2'])(
    '%s stays letter for letter', (address) => expect(barAddress(address)).toBe(address),
  );

  test.each([
    ['https://a.test/x?thread=1&token=abc', 'https://a.test/x?thread=1'],
    ['https://a.test/x?thread=1&X-Amz-Signature=abc', 'https://a.test/x?thread=1'],
    [`https://a.test/x?q=${KEY}`, 'https://a.test/x'],
    ['https://a.test/cb#access_token=abc&expires_in=9', 'https://a.test/cb'],
    ['https://me:word@a.test/x', 'https://a.test/x'],
    ['not an address', ''],
  ])('%s becomes %s', (from, to) => expect(barAddress(from)).toBe(to));
});

test('takes ids of platforms for no secret', () => {
  for (const id of ['1790000000000000001', 'did:plc:abcdefghijklmnopqrstuvwx', '3kabcdefghijk', 'bafkreidgvpkjawlxz6sffxzwgooowe5yt7i6wsyg236mfoks77nywkptdq']) expect(secretLike(id, 24)).toBe(false);
  expect(secretLike('eyJhbGciOiJub25l.eyJzdWIiOiIx', 200)).toBe(true);
});
