import { beforeAll, describe, expect, it } from 'vitest';

import type { SigningKey } from '@/utils/crypto/sign';
import type { LabelOp } from '@/utils/domain/handoff';
import { agreement } from '@/utils/handoff/labels/kappa';
import { join as joinKnown, learn, nothing, type MergeLimits } from '@/utils/handoff/labels/merge';
import { checkOps, writeOps, type NewOp } from '@/utils/handoff/labels/op';
import { shownOf, stateOf } from '@/utils/handoff/labels/state';

import { itemId, keyName, labelKey } from '../../../lib/labels';

const A = itemId(1);
const B = itemId(2);
const NOW = new Date('2026-11-22T10:00:00Z');
const taxonomy = '2026-11-22';
let ally: SigningKey;
let other: SigningKey;
let her: SigningKey;
beforeAll(async () => { [ally, other, her] = await Promise.all([labelKey(1), labelKey(2), labelKey(3)]); });

const limits = () => ({ given: new Set([A, B]), here: new Set([A, B]), mine: keyName(her) });
const write = (key: SigningKey, news: NewOp[], last: LabelOp | null = null, now = NOW) => writeOps(key, last, 0, news, now);
const form = (item: string, primary: string): NewOp => ({ item, field: 'form', value: { primary, others: [], taxonomy } });
const line = (item: string, value: string): NewOp => ({ item, field: 'line', value });
const check = (raw: unknown) => checkOps(raw, new Set([keyName(ally)]));
const join = (known: LabelOp[], file: LabelOp[], limits: MergeLimits) => joinKnown(learn(nothing(), known), file, limits);
const errorOf = (answer: { ok: boolean; error?: string }) => (answer.ok ? null : answer.error);

describe('an operation that came from elsewhere', () => {
  it.each<[string, string, (op: LabelOp) => unknown]>([
    ['a value changed', 'altered', (op) => ({ ...op, value: { primary: 'pile_on', others: [], taxonomy } })],
    ['a post changed', 'altered', (op) => ({ ...op, item: B })],
    ['a hash of its own', 'altered', (op) => ({ ...op, opId: '0'.repeat(64) })],
    ['a signature of another', 'signature', (op) => ({ ...op, sig: `${'A'.repeat(86)}==` })],
    ['a field that is none', 'shape', (op) => ({ ...op, field: '__proto__' })],
    ['one field more', 'shape', (op) => ({ ...op, more: 1 })],
    ['Lamport 2^53', 'shape', (op) => ({ ...op, lamport: 2 ** 53 })],
    ['a value of another kind', 'shape', (op) => ({ ...op, value: 'pile_on' })],
    ['a lone surrogate', 'shape', (op) => ({ ...op, field: 'note', value: '\ud800' })],
    ['a line of two lines', 'shape', (op) => ({ ...op, field: 'line', value: 'one\ntwo' })],
    ['an address that is a script', 'shape', (op) => ({ ...op, field: 'witness', value: { address: 'javascript:alert(1)', at: op.at, saw: 'same', record: null } })],
  ])('is refused with %s', async (_name, why, change) => {
    const [op] = await write(ally, [form(A, 'doxxing')]);
    expect(errorOf(await check([op]))).toBeNull();
    expect(errorOf(await check([change(op as LabelOp)]))).toBe(why);
  });

  it('is refused from a key that is not the sender’s, and where it is no list', async () => {
    expect(errorOf(await check(await write(other, [form(A, 'doxxing')])))).toBe('unknown-key');
    expect(errorOf(await check({ length: 3 }))).toBe('shape');
    expect(errorOf(await check(Array.from({ length: 20_001 }, () => null)))).toBe('too-many');
  });
});

describe('taking in', () => {
  it('refuses a post that was never handed over, and leaves out one that was deleted since', async () => {
    const ops = await write(ally, [form(A, 'doxxing'), form(B, 'pile_on')]);
    expect(errorOf(join([], ops, { ...limits(), given: new Set([A]) }))).toBe('unknown-item');
    expect(join([], ops, { ...limits(), here: new Set([A]) })).toEqual({ ok: true, value: { fresh: [ops[0]], left: 1, clockBack: 0 } });
  });

  it('refuses a chain with a gap, with two ends, or tied to another person’s', async () => {
    const ops = await write(ally, [form(A, 'doxxing'), form(B, 'pile_on')]);
    const fork = await write(ally, [form(B, 'unsure')], ops[0]);
    expect(errorOf(join([], ops.slice(1), limits()))).toBe('broken-chain');
    expect(errorOf(join(ops, [ops[0] as LabelOp, ...fork], limits()))).toBe('broken-chain');
    expect(errorOf(join(ops, await write(ally, [form(A, 'unsure')]), limits()))).toBe('broken-chain');
    expect(errorOf(join(ops, await write(other, [form(A, 'unsure')], ops[1]), limits()))).toBe('broken-chain');
    expect(join(ops, ops, limits())).toEqual({ ok: true, value: { fresh: [], left: 0, clockBack: 0 } });
  });

  it('refuses a Lamport number above the highest seen plus the file’s operations, and one that does not rise', async () => {
    expect(errorOf(join([], await writeOps(ally, null, 1, [form(A, 'doxxing')], NOW), limits()))).toBe('clock');
    expect(errorOf(join([], await writeOps(ally, null, Number.MAX_SAFE_INTEGER - 1, [form(A, 'doxxing')], NOW), limits()))).toBe('clock');
    const [first] = await write(ally, [form(A, 'doxxing')]);
    const [second] = await writeOps(ally, { ...(first as LabelOp), lamport: 0 }, 0, [form(B, 'doxxing')], NOW);
    expect(errorOf(join([], [first, second] as LabelOp[], limits()))).toBe('clock');
  });

  it('shows a wall clock that goes back and does not refuse it', async () => {
    const first = await write(ally, [form(A, 'doxxing')]);
    const second = await write(ally, [form(B, 'doxxing')], first[0], new Date('2020-01-01T00:00:00Z'));
    expect(join([], [...first, ...second], limits())).toMatchObject({ ok: true, value: { clockBack: 1 } });
  });

  it('refuses taking back what is not one’s own, and a choice of what shows', async () => {
    const hers = await write(her, [form(A, 'doxxing'), { item: A, field: 'tag+', value: 'lamp' }]);
    const [mine] = await write(ally, [{ item: A, field: 'tag+', value: 'lamp' }]);
    const after = (news: NewOp) => write(ally, [news], mine).then((more) => errorOf(join(hers, [mine as LabelOp, ...more], limits())));
    expect(await after({ item: A, field: 'revoke', value: hers[0]?.opId as string })).toBe('not-theirs');
    expect(await after({ item: B, field: 'revoke', value: mine?.opId as string })).toBe('not-theirs');
    expect(await after({ item: A, field: 'tag-', value: { tag: 'lamp', adds: [hers[1]?.opId as string] } })).toBe('not-theirs');
    expect(await after({ item: A, field: 'choice', value: { field: 'form', author: keyName(ally) } })).toBe('not-theirs');
    expect(await after({ item: A, field: 'revoke', value: mine?.opId as string })).toBeNull();
  });
});

describe('what stands', () => {
  const shown = (ops: LabelOp[]) => shownOf(stateOf(ops).get(A), 'line', keyName(her));

  it('is the older value again when the newer is taken back', async () => {
    const ops = await write(ally, [line(A, 'first'), line(A, 'second')]);
    expect(shown(ops)).toMatchObject({ kind: 'one', said: { value: 'second' } });
    const back = await write(ally, [{ item: A, field: 'revoke', value: ops[1]?.opId as string }], ops[1]);
    expect(shown([...ops, ...back])).toMatchObject({ kind: 'one', said: { value: 'first' } });
  });

  it('is open where two differ, until she chooses; her own word comes first', async () => {
    const theirs = [...(await write(ally, [line(A, 'of one')])), ...(await write(other, [line(A, 'of the other')]))];
    const open = shown(theirs);
    expect(open?.kind === 'open' ? open.all.map(({ said }) => said.value).sort() : open).toEqual(['of one', 'of the other']);
    const hers = await write(her, [line(A, 'her own')]);
    expect(shown([...theirs, ...hers])).toMatchObject({ kind: 'one', said: { value: 'her own' } });
    const choice = await write(her, [{ item: A, field: 'choice', value: { field: 'line', author: keyName(other) } }], hers[0]);
    expect(shown([...theirs, ...hers, ...choice])).toMatchObject({ kind: 'one', said: { value: 'of the other' } });
    expect(stateOf([...theirs, ...hers, ...choice]).get(A)?.authors[keyName(ally)]?.said.line?.value).toBe('of one');
  });

  it('keeps a tag that was added again after its removal was written', async () => {
    const [first] = await write(ally, [{ item: A, field: 'tag+', value: 'lamp' }]);
    const rest = await write(ally, [{ item: A, field: 'tag+', value: 'lamp' }, { item: A, field: 'tag-', value: { tag: 'lamp', adds: [first?.opId as string] } }], first);
    const tags = (ops: LabelOp[]) => stateOf(ops).get(A)?.authors[keyName(ally)]?.tags;
    expect(tags([first, ...rest] as LabelOp[])).toEqual(['lamp']);
    expect(tags([first, rest[1]] as LabelOp[])).toBeUndefined();
  });

  it('says "passed" until they say something', async () => {
    const ops = await write(ally, [{ item: A, field: 'pass', value: true }, form(A, 'unsure')]);
    expect(stateOf(ops.slice(0, 1)).get(A)?.authors[keyName(ally)]?.passed).toBe(true);
    expect(stateOf(ops).get(A)?.authors[keyName(ally)]?.passed).toBe(false);
  });
});

describe('agreement', () => {
  const pairs = (a: number, b: number, c: number, d: number) => [
    ...Array.from({ length: a }, () => ['yes', 'yes'] as const), ...Array.from({ length: b }, () => ['yes', 'no'] as const),
    ...Array.from({ length: c }, () => ['no', 'yes'] as const), ...Array.from({ length: d }, () => ['no', 'no'] as const),
  ];
  it('is Cohen’s kappa', () => {
    // po = 35/50 = 0.7, pe = (25·30 + 25·20)/2500 = 0.5.
    expect(agreement(pairs(20, 5, 10, 15)).kappa).toBeCloseTo(0.4, 10);
    expect(agreement(pairs(45, 15, 25, 15)).kappa).toBeCloseTo(0.1304, 4);
    expect(agreement(pairs(0, 5, 5, 0)).kappa).toBeCloseTo(-1, 10);
    expect(agreement(pairs(3, 0, 0, 4)).kappa).toBe(1);
  });
  it('says nothing of one post, or where both used one category only', () => {
    expect(agreement(pairs(1, 0, 0, 0))).toEqual({ both: 1, same: 1, kappa: null });
    expect(agreement(pairs(9, 0, 0, 0)).kappa).toBeNull();
  });
});
