import { describe, expect, it } from 'vitest';

import { originName, patternOf } from '@/utils/ui/origin';
import { generatePassphrase, passphraseFault } from '@/utils/ui/passphrase';
import { readRecipients } from '@/utils/ui/recipients';
import { readRoute, writeRoute } from '@/utils/ui/route';
import { haystack, matcher } from '@/utils/ui/search';
import { secondsLeft } from '@/utils/ui/time-left';
import { makeVisible } from '@/utils/ui/visible';
import { WORDS } from '@/utils/ui/words';

import { RECIPIENT } from '../../lib/fake-vault';

describe('addresses of our pages', () => {
  it.each(['', '#/', '#/saved', '#/elsewhere', '#/saved/<b>words</b>', '#/saved/ABC'])('%s is the list', (hash) => expect(readRoute(hash)).toEqual({ page: 'saved', id: null }));
  it.each(['#/ally', '#/ally/elsewhere', '#/ally/home/<b>'])('%s is the way in to the ally', (hash) => expect(readRoute(hash)).toEqual({ page: 'ally', part: 'home', id: null }));
  it('go there and back', () => {
    for (const route of [{ page: 'saved', id: 'a'.repeat(32) }, { page: 'handover' }, { page: 'settings' }, { page: 'ally', part: 'home', id: null }, { page: 'ally', part: 'people', id: 'b'.repeat(32) }] as const) expect(readRoute(writeRoute(route))).toEqual(route);
  });
});

describe('search', () => {
  const hay = haystack(['Ɖò fí! A ɖɔ xó ǎ', 'كَلامُكَ فارغ', 'st\u200bup\u00adid', null, '214']);
  it.each(['ɖò', 'FÍ', 'fi', 'كلامك', 'stupid', '214', 'xo  ɖɔ', ''])('finds “%s”', (typed) => expect(matcher(typed)(hay)).toBe(true));
  it.each(['absent', 'fi absent', '215'])('does not find “%s”', (typed) => expect(matcher(typed)(hay)).toBe(false));
});

describe('words of others made visible', () => {
  const joined = (text: string) => makeVisible(text).map((part) => (part.hidden ? `{${part.text}}` : part.text)).join('');
  it.each([
    ['a\u202eb', 'a{⟦RLO⟧}b'], ['a\u200bb', 'a{⟦U+200B⟧}b'], ['a\0b', 'a{␀}b'], ['a\ud83db', 'a{\\uD83D}b'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'], ['नमस्‍ते\n\tok', 'नमस्‍ते\n\tok'], ['plain \\u202e', 'plain \\u202e'],
  ])('%j', (text, shown) => expect(joined(text)).toBe(shown));
});

describe('passphrases', () => {
  it('are six of 2,048 words that cannot be mistaken for each other', () => {
    expect(WORDS.length).toBe(2048);
    expect(new Set(WORDS.map((word) => word.slice(0, 4))).size).toBe(2048);
    const made = new Set(Array.from({ length: 50 }, () => generatePassphrase()));
    expect(made.size).toBe(50);
    for (const one of made) expect(one).toMatch(/^[a-z]+(-[a-z]+){5}$/);
  });
  it.each([['short', 'short', 'short'], ['long enough now', 'other', 'differs'], ['long enough now', 'long enough now', null], ['日本語日本語日本語語', '日本語日本語日本語語', null], ['é'.repeat(10), 'e\u0301'.repeat(10), null]])('%j, %j: %s', (a, b, fault) => expect(passphraseFault(a, b)).toBe(fault));
});

describe('keys of others', () => {
  it('are read as they are pasted, each once', () => expect(readRecipients(` ${RECIPIENT},\n${RECIPIENT.toUpperCase()} `)).toEqual({ recipients: [RECIPIENT], wrong: null }));
  it('name the first that is none', () => expect(readRecipients(`${RECIPIENT} AGE-SECRET-KEY-1X`).wrong).toBe('age-secret-key-1x'));
  it('may be none at all', () => expect(readRecipients(' \n')).toEqual({ recipients: [], wrong: null }));
});

describe('time left', () => {
  it.each([[0, 100, 9000, null], [1, 100, 500, null], [50, 100, 10_000, 10], [100, 100, 10_000, null], [1, 4, 4000, 12]])('%d of %d after %d ms: %s s', (done, of, ms, left) => expect(secondsLeft(done, of, ms)).toBe(left));
});

describe('sites', () => {
  it.each([['https://x.com/*', 'x.com'], ['*://*.example.org/*', '*.example.org'], ['https://*/*', null], ['<all_urls>', null]])('%s is shown as %s', (pattern, name) => expect(originName(pattern)).toBe(name));
  it.each([['https://pond.example:8443/a?b#c', 'https://pond.example/*'], ['http://localhost/x', 'http://localhost/*'], ['chrome://settings', undefined], ['about:blank', undefined], [undefined, undefined], ['nonsense', undefined]])('%s asks for %s', (address, pattern) => expect(patternOf(address)?.pattern).toBe(pattern));
});
