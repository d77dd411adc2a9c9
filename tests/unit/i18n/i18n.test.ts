import { afterEach, describe, expect, it, vi } from 'vitest';

import { bestLanguage, direction, language, languages, onLanguage, setLanguage, t, tCode } from '@/utils/i18n';
import { formatBytes, formatList, formatNumber, formatShare, formatShort, formatUtc, formatWait } from '@/utils/i18n/format';
import { pseudoText } from '@/utils/i18n/pseudo';

afterEach(() => setLanguage('en'));

describe('t', () => {
  it('answers in the language chosen, and tells who listens', () => {
    const told = vi.fn();
    const stop = onLanguage(told);
    expect(t('common:leave')).toBe('Leave');
    setLanguage('fr');
    expect(t('common:leave')).toBe('Quitter');
    stop();
    setLanguage('en');
    expect(told).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['en', 1, '1 saved post'], ['en', 2, '2 saved posts'], ['en', 0, '0 saved posts'], ['en', 10_000, '10,000 saved posts'],
    ['fr', 0, '0 publication enregistrée'], ['fr', 2, '2 publications enregistrées'], ['fr', 1_000_000, '1 000 000 de publications enregistrées'],
  ])('counts in %s: %d', (code, count, words) => {
    setLanguage(code);
    expect(t('list:count', { count }).replace(/[\u202f\u00a0]/g, ' ')).toBe(words);
  });

  it('leaves words of others as they are when they are filled in', () => {
    expect(t('item:quoted', { handle: '<b>&{{x}}' })).toBe('Quoted post by <b>&{{x}}');
  });

  it('says the code where there are no words for it', () => {
    expect(tCode('item:why.', 'tab-changed')).toMatch(/tab changed/);
    expect(tCode('item:why.', 'never-heard-of')).toBe('never-heard-of');
  });
});

describe('languages', () => {
  it('are named in themselves', () => expect(languages()).toEqual([{ code: 'en', name: 'English' }, { code: 'fr', name: 'français' }]));
  it.each([[['fr-CA', 'en'], 'fr'], [['sw', 'fr'], 'fr'], [['xx'], 'en'], [[], 'en'], [['EN-gb'], 'en']])('of the browser %j give %s', (wanted, best) => expect(bestLanguage(wanted)).toBe(best));
  it.each([['ar', 'rtl'], ['ur-PK', 'rtl'], ['ar-XB', 'rtl'], ['fr', 'ltr']])('%s runs %s', (code, way) => expect(direction(code)).toBe(way));

  it('made up for tests change every word and keep what is filled in', () => {
    setLanguage('en-XA');
    expect(language()).toBe('en-XA');
    expect(t('item:title', { number: 12 })).toMatch(/^\[Šáṽéð þöšţ 12 ~+\]$/);
    expect(pseudoText('Saved {{n}}', true)).toContain('{{n}}');
  });
});

describe('dates and numbers', () => {
  it('give UTC to the second, the same in every language', () => {
    setLanguage('fr');
    expect(formatUtc('2026-03-01T09:15:07.999Z')).toBe('2026-03-01 09:15:07 UTC');
    expect(formatUtc('not a time')).toBe('not a time');
  });

  it('follow the language', () => {
    expect(formatNumber(12345.5)).toBe('12,345.5');
    expect(formatList(['1', '2', '3'])).toBe('1, 2, and 3');
    setLanguage('fr');
    expect(formatNumber(12345.5).replace(/\s/g, ' ')).toBe('12 345,5');
    expect(formatShort('2026-03-01T09:15:07Z')).toMatch(/mars 2026/);
    expect(formatShare(0.5).replace(/\s/g, ' ')).toBe('50 %');
  });

  it.each([[0, '0 bytes'], [999, '999 bytes'], [1500, '1.5 kB'], [12_000_000, '12 MB'], [3e12, '3 TB']])('say %d bytes as %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));
  it.each([[0.2, '1 second'], [40, '40 seconds'], [100, '2 minutes'], [121, '3 minutes'], [6_000, '2 hours'], [30_000, '9 hours'], [180_000, '3 days']])('never say less than the wait: %d s', (seconds, words) => expect(formatWait(seconds)).toBe(words));
});
