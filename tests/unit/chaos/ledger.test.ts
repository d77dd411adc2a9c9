import { describe, expect, it } from 'vitest';

import { Ledger, type Report, type Seen } from '@/scripts/chaos/ledger';
import { plan } from '@/scripts/chaos/plan';

const seen = (number: number, text: string, more: Partial<Seen> = {}): Seen => ({ id: `id ${text}`, number, text, record: `hash of ${text}`, lines: 1, ...more });
const report = (items: Seen[], more: Partial<Report> = {}): Report => ({
  items, damaged: [], logDamaged: false, strays: { bodies: 0, blobs: 0, keys: 0 }, broken: null, ...more,
});

function ledger(): Ledger {
  const made = new Ledger();
  for (const text of ['a', 'b', 'c']) made.tried(text);
  made.told('a', 1, 'hash of a');
  return made;
}
const kinds = (made: Ledger, what: Report, settled = true): string[] => made.compare(what, settled).map(({ kind }) => kind);

describe('the witness', () => {
  it('is content when what was told is there, and the rest is there or not', () => {
    expect(kinds(ledger(), report([seen(1, 'a')]))).toEqual([]);
    expect(kinds(ledger(), report([seen(1, 'a'), seen(2, 'b')]))).toEqual([]);
  });

  it.each<[string, Report, string[]]>([
    ['told and not there', report([seen(2, 'b')]), ['lost']],
    ['there twice', report([seen(1, 'a'), seen(2, 'a')]), ['twice']],
    ['two under one number', report([seen(1, 'a'), seen(1, 'b')]), ['twice']],
    ['there under another number', report([seen(4, 'a')]), ['torn']],
    ['there with another record', report([seen(1, 'a', { record: 'x' })]), ['torn']],
    ['there and damaged', report([seen(1, 'a')], { damaged: [1] }), ['torn']],
    ['not told, there and damaged', report([seen(1, 'a'), seen(2, 'b')], { damaged: [2] }), ['torn']],
    ['without a line in the log', report([seen(1, 'a', { lines: 0 })]), ['torn']],
    ['two lines in the log', report([seen(1, 'a', { lines: 2 })]), ['twice']],
    ['a log that does not hold', report([seen(1, 'a')], { logDamaged: true }), ['torn']],
    ['files of no item', report([seen(1, 'a')], { strays: { bodies: 0, blobs: 2, keys: 0 } }), ['torn']],
    ['something nobody saved', report([seen(1, 'a'), seen(2, 'z')]), ['torn']],
    ['a vault that cannot be read', report([], { broken: 'DatabaseClosedError' }), ['torn']],
  ])('names %s', (_, what, expected) => expect(kinds(ledger(), what)).toEqual(expected));

  it('names a number given again after its item is gone', () => {
    const made = ledger();
    made.removal('a', 'told');
    expect(kinds(made, report([seen(1, 'b')]))).toEqual(['twice']);
  });

  it('names what was told removed and came back', () => {
    const made = ledger();
    made.removal('a', 'told');
    expect(kinds(made, report([seen(1, 'a')]))).toEqual(['torn']);
  });

  it('lets the inbox hold what was told until it is settled, and tells each fault once', () => {
    const made = ledger();
    made.told('b', null, 'hash of b');
    expect(kinds(made, report([seen(1, 'a')]), false)).toEqual([]);
    expect(kinds(made, report([seen(1, 'a')]))).toEqual(['lost']);
    expect(kinds(made, report([seen(1, 'a')]))).toEqual([]);
  });
});

it('twelve kills come by every named point, and a longer run by each with both kinds of kill', () => {
  const points = new Set(plan(12).map(({ at }) => at));
  expect(points.size).toBe(12);
  const both = new Set(plan(36).map(({ at, kill }) => `${at} ${kill}`));
  expect(both.size).toBe(24);
  expect(plan(30, { browser: true }).every(({ kill }) => kill === 'browser')).toBe(true);
});
