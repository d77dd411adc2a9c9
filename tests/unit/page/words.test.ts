import { describe, expect, test } from 'vitest';
import type { Told } from '@/utils/messages/types';
import { beside } from '@/utils/page/bar';
import { clamp } from '@/utils/page/region';
import { directionOf, tables, tell } from '@/utils/page/words';

const told = (more: Partial<Told>): Told => ({ outcome: 'saved', number: 1214, problem: null, undo: null, ...more });

describe('what the bar says', () => {
  test('both languages have the same words, none empty', () => {
    const shape = (table: object): unknown => Object.entries(table).map(([key, value]) => [key, typeof value === 'object' ? shape(value as object) : typeof value]);
    expect(shape(tables.fr)).toEqual(shape(tables.en));
    for (const table of Object.values(tables)) for (const words of [...Object.values(table), ...Object.values(table.problems)]) expect(words).not.toBe('');
  });
  test('what failed is said first', () => {
    expect(tell(told({ outcome: 'saved-words', problem: 'tab-changed' }), 'en')).toBe('The picture could not be taken: the tab changed. Words and address saved as number 1214.');
  });
  test('a mail leads to its original, also while locked, and a problem still comes first', () => {
    expect(tell(told({ next: 'mail-original' }), 'en')).toMatch(/^Saved as number 1214\. To keep the original with its headers/);
    expect(tell(told({ outcome: 'saved-locked', number: null, problem: 'blank', next: 'mail-original' }), 'fr')).toMatch(/^L’image était vide.*Enregistré et scellé\. Pour garder l’original/);
  });
  test('a locked vault gives no number', () => expect(tell(told({ outcome: 'saved-locked', number: null }), 'en')).toBe('Saved and sealed.'));
  test('an unknown problem is no more than a failure', () => expect(tell(told({ outcome: 'failed', number: null, problem: 'constructor' }), 'fr-CA')).toBe('Pas enregistré.'));
  test('an unknown language is English, written its own way round', () => {
    expect(tell(told({}), 'ur')).toContain('Saved as number');
    expect([directionOf('ar-EG'), directionOf('ur'), directionOf('fr'), directionOf('arn')]).toEqual(['rtl', 'rtl', 'ltr', 'ltr']);
  });
});

describe('where things stand', () => {
  Object.assign(globalThis, { innerWidth: 1000, innerHeight: 600 });
  const bar = { width: 200, height: 40 };
  test.each([
    ['at the far upper corner', { x: 100, y: 100, width: 500, height: 90 }, false, { left: 392, top: 80 }],
    ['mirrored where writing goes left', { x: 100, y: 100, width: 500, height: 90 }, true, { left: 108, top: 80 }],
    ['inside the viewport when the post is above it', { x: 900, y: -300, width: 500, height: 400 }, false, { left: 792, top: 8 }],
    ['in the lower corner without a post', null, false, { left: 784, top: 544 }],
  ])('the bar: %s', (_, post, rtl, spot) => expect(beside(post, bar, rtl)).toEqual(spot));

  test('a region never leaves the viewport and is never empty', () => {
    const view = { width: 1000, height: 600 };
    expect(clamp({ x: -50, y: 590, width: 5000, height: 0 }, view)).toEqual({ x: 0, y: 590, width: 1000, height: 8 });
    expect(clamp({ x: 990, y: 700, width: 100, height: 100 }, view)).toEqual({ x: 900, y: 500, width: 100, height: 100 });
  });
});
