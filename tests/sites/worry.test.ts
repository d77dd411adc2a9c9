import { describe, expect, test } from 'vitest';
import { worry } from '@/utils/sites/worry';

describe('a page that reads badly is told from one that has no posts', () => {
  test.each([
    ['every post is read', { found: 8, readable: 8, signs: 0 }, null],
    ['half of them', { found: 8, readable: 4, signs: 0 }, null],
    ['less than half', { found: 9, readable: 4, signs: 0 }, 'partly'],
    ['none of those found', { found: 1, readable: 0, signs: 0 }, 'partly'],
    ['none found among articles with times', { found: 0, readable: 0, signs: 2 }, 'nothing'],
    ['none found, and one date in a footer', { found: 0, readable: 0, signs: 1 }, null],
    ['none found where there are none', { found: 0, readable: 0, signs: 0 }, null],
  ] as const)('%s', (_name, health, expected) => expect(worry(health)).toBe(expected));
});
