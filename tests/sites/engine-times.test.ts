import { describe, expect, test } from 'vitest';
import { aidTime, statedTime } from '@/utils/sites/engines/times';

describe('times as software states them', () => {
  test.each([
    ['2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00.000Z'],
    ['1772359200000', '2026-03-01T10:00:00.000Z'],
    ['Sun Mar 01 2026 11:00:00 GMT+0100 (heure normale d’Europe centrale)', '2026-03-01T10:00:00.000Z'],
    ['Sun, 01 Mar 2026 11:00:00 +0100', '2026-03-01T10:00:00.000Z'],
    ['Sunday, March 1st, 2026 at 10:00:00 AM GMT+00:00', '2026-03-01T10:00:00.000Z'],
    ['Sunday, March 22nd, 2026 at 12:15:09 AM GMT+5:30', '2026-03-21T18:45:09.000Z'],
    ['Created: Sunday, March 1st, 2026 at 12:00:00 PM GMT-5\n\n\nModified Monday, March 2nd, 2026 at 9:00:00 AM GMT-5', '2026-03-01T17:00:00.000Z'],
  ])('%s', (words, time) => expect(statedTime(words)).toBe(time));

  test.each(['', null, '3 hours ago', '03-01-2026, 10:00 AM', 'Sunday, March 1, 2026 10:00 AM', '2026-03-01T10:00:00', 'dimanche 1 mars 2026 à 10:00:00', 'Sun Foo 01 2026 11:00:00 GMT+0100'])(
    'without a zone, or in words, it is unknown: %s', (words) => expect(statedTime(words)).toBeNull(),
  );

  test('an id of Misskey holds its time, in both lengths; another kind of id holds none', () => {
    const stamp = (Date.parse('2026-03-01T10:00:00.123Z') - Date.parse('2000-01-01T00:00:00Z')).toString(36).padStart(8, '0');
    expect(aidTime(`${stamp}0a`)).toBe('2026-03-01T10:00:00.123Z');
    expect(aidTime(`${stamp}000a0001`)).toBe('2026-03-01T10:00:00.123Z');
    for (const other of [null, '', stamp, `${stamp}abcd`, '9ABCDEFGHI', '65e1a2b3c4d5e6f708192a3b']) expect(aidTime(other)).toBeNull();
  });
});
