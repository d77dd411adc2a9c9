import { describe, expect, test } from 'vitest';
import { blankPost } from '@/utils/domain/post';
import type { SweepTold } from '@/utils/messages/sweep';
import { sweepKey } from '@/utils/page/sweep/keys';
import { coverWords, figures, reasonWords, tables, timeLeft } from '@/utils/page/sweep/words';

const told = (more: Partial<SweepTold>): SweepTold => ({ saved: 128, already: 0, failed: 0, perMinute: null, secondsLeft: null, state: 'running', reason: null, acknowledged: [], ...more });

describe('what the cover says', () => {
  const shape = (table: object): unknown =>
    Object.entries(table).filter(([key]) => key !== 'minutes' && key !== 'hours').map(([key, value]) => [key, typeof value === 'object' ? shape(value as object) : typeof value]);

  test('both languages have the same words, none empty', () => {
    expect(shape(tables.fr)).toEqual(shape(tables.en));
    for (const table of Object.values(tables)) expect(JSON.stringify(table)).not.toMatch(/:""/);
    for (const { minutes, hours } of Object.values(tables)) for (const forms of [minutes, hours]) for (const form of Object.values(forms)) expect(form).toContain('#');
  });

  test.each<[number | null, string, string]>([
    [null, 'en', ''], [-3, 'en', ''], [Number.NaN, 'en', ''], [20, 'en', 'less than a minute left'], [60, 'en', 'about 1 minute left'], [230, 'en', 'about 4 minutes left'], [7_200, 'en', 'about 2 hours left'],
    [60, 'fr-CA', 'encore 1 minute environ'], [230, 'fr', 'encore 4 minutes environ'], [230, 'ar', `about ${new Intl.NumberFormat('ar').format(4)} minutes left`],
  ])('%s seconds are, in %s: %j', (seconds, lang, words) => expect(timeLeft(seconds, lang)).toBe(words));

  test('only what is known and says something', () => {
    expect(figures(told({}), 'en')).toEqual([]);
    expect(figures(told({ perMinute: 61.7, secondsLeft: 30, already: 2 }), 'en')).toEqual(['62 a minute', 'less than a minute left', '2 were saved before']);
    expect(figures(told({ perMinute: 61.7, secondsLeft: 30, failed: 1_200, state: 'paused' }), 'en')).toEqual(['1,200 could not be saved']);
    expect([reasonWords('locked', 'fr'), reasonWords('constructor', 'en'), reasonWords(null, 'en')]).toEqual([tables.fr.reasons.locked, '', '']);
    expect(coverWords('ur').saving.thread).toBe('Saving this thread.');
  });
});

describe('under which a sweep knows a post', () => {
  const post = { ...blankPost(), handle: 'crow', text: 'You tedious fraud.' };

  test('is its id where there is one', () => expect(sweepKey({ ...post, id: '17' }, null)).toBe('17'));

  test('else the same for the same words, whatever was counted or scrolled since', () => {
    const key = sweepKey(post, null);
    expect(key).toMatch(/^=[0-9a-f]{16}$/);
    expect(sweepKey({ ...post, counts: { likes: 3 }, shownTime: '2 h' }, null)).toBe(key);
    for (const other of [{ ...post, text: 'You tedious fraud' }, { ...post, handle: 'rook' }, { ...post, permalink: 'https://a.test/1' }, { ...post, machineTime: '2026-01-01T00:00:00.000Z' }]) expect(sweepKey(other, null)).not.toBe(key);
  });

  test('no two of many alike', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => sweepKey({ ...post, text: `You tedious fraud, ${i}.` }, null));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
