import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '@/utils/domain/ids';
import { bodyFits, bodyHash, checkLine, newLine } from '@/utils/custody/line';
import { leafHash } from '@/utils/custody/tree';

const from = { seq: 4, type: 'capture' as const, time: '2026-03-01T10:20:30.123Z', itemId: 'ab'.repeat(16), body: { record: 'x', b: 1 } };

describe('line', () => {
  it('hashes salt and canonical body', () => {
    const hash = createHash('sha256').update(Buffer.alloc(16, 7)).update('{"b":1,"record":"x"}').digest('hex');
    expect(bodyHash(Buffer.alloc(16, 7).toString('base64'), { record: 'x', b: 1 })).toBe(hash);
  });

  it('makes a leaf of the whole canonical line', () => {
    const { line, leaf } = newLine(from);
    const text = `{"body":"${line.body}","itemId":"${line.itemId}","nonce":"${line.nonce}","seq":4,"time":"${line.time}","type":"capture","v":1}`;
    expect(toHex(leaf)).toBe(createHash('sha256').update(`\0${text}`).digest('hex'));
    expect(leafHash(line)).toEqual(leaf);
  });

  it('never gives the same line twice', () => {
    const [a, b] = [newLine(from), newLine(from)];
    expect(a.line.nonce).not.toBe(b.line.nonce);
    expect(a.body.salt).not.toBe(b.body.salt);
    expect(a.line.body).not.toBe(b.line.body);
  });

  it('knows its own body and no other', () => {
    const { line, body } = newLine(from);
    expect(bodyFits(line, body)).toBe(true);
    expect(bodyFits(line, { ...body, body: { ...body.body, b: 2 } })).toBe(false);
    expect(bodyFits(line, { ...body, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' })).toBe(false);
    expect(bodyFits(line, { ...body, salt: '?' })).toBe(false);
  });

  it.each([
    { seq: -1 }, { seq: 1.5 }, { type: 'other' }, { time: '2026-03-01T10:20:30Z' }, { time: '2026-02-30T10:20:30.000Z' },
    { itemId: 'AB'.repeat(16) }, { itemId: '' }, { nonce: 'AAAA' }, { body: 'ff' }, { v: 2 }, { more: 1 },
  ])('refuses a line with %j', (change) => {
    const { line } = newLine(from);
    expect(checkLine(line)).toBe(line);
    expect(checkLine({ ...line, ...change })).toBeNull();
  });

  it('refuses to make a line that it would refuse to read', () => {
    expect(() => newLine({ ...from, time: 'yesterday' })).toThrow(TypeError);
    expect(() => newLine({ ...from, body: { text: '\ud800' } })).toThrow(TypeError);
  });
});
