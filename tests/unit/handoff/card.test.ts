import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { utf8 } from '@/utils/crypto/bytes';
import { writePem } from '@/utils/custody/keyfiles';
import { jcs } from '@/utils/custody/jcs';
import type { Card, SignedCard } from '@/utils/domain/handoff';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { readCard, signCard, writeCard } from '@/utils/handoff/card';
import { inGroups, safetyNumber } from '@/utils/handoff/safety';

import { BEA, BEA_AGAIN, THEIR_NUMBER } from '../../lib/pinned-cards';
import { somePerson, type SomePerson } from '../../lib/person';
import { has, inFolder, run } from '../../lib/tools';

let ann: SomePerson;
let text: string;
beforeAll(async () => {
  ann = await somePerson('Ann Ɖɔ̀ 安');
  text = writeCard(ann.signed);
});
const packed = (value: unknown): string => `holdfast-card:v1:${toBase64(utf8(jcs(value))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
const error = async (given: string): Promise<string> => {
  const read = await readCard(given);
  return read.ok ? 'taken' : read.error;
};

describe('a card', () => {
  it('is read back from its own text, also out of a message and from lines that a mail program broke', async () => {
    const lines = text.match(/.{1,60}/g) as string[];
    for (const given of [text, `Hello, here is mine:\n\n${text}\n\nBest wishes, Ann`, lines.join('\r\n'), lines.map((line) => `> ${line}`).join('\n'), `${text}\nanother line of words`]) {
      expect(await readCard(given)).toEqual({ ok: true, value: ann.signed });
    }
  });

  it('that is missing, cut, of a later version or put together anew is told apart', async () => {
    expect(await error('nothing of that kind')).toBe('card-none');
    expect(await error(text.slice(0, -9))).toBe('card-damaged');
    expect(await error(text.replace(':v1:', ':v2:'))).toBe('card-newer');
    expect(await error('holdfast-card:v1:')).toBe('card-damaged');
    expect(await error(packed({ ...ann.signed, more: 1 }))).toBe('card-damaged');
    expect(await error(packed({ ...ann.signed, card: { ...ann.signed.card, name: 'Bea' } }))).toBe('card-forged');
    const bea = await somePerson('Bea');
    expect(await error(packed({ ...ann.signed, card: { ...ann.signed.card, recipient: bea.signed.card.recipient } }))).toBe('card-forged');
    expect(await error(packed({ card: ann.signed.card, sig: bea.signed.sig }))).toBe('card-forged');
  });

  it.each<[string, Partial<Card>]>([
    ['an empty name', { name: '' }], ['a name of lines', { name: 'Ann\nBea' }], ['a name that shows nothing', { name: '\u200b\u200b' }], ['a very long name', { name: 'a'.repeat(81) }],
    ['a short key', { label: toBase64(new Uint8Array(31)) }], ['a key in other letters', { log: `${'A'.repeat(42)}B=` }],
    ['a recipient that is none', { recipient: 'age1abc' }], ['a recipient with a wrong sum', { recipient: `age1${'q'.repeat(58)}` }],
    ['a time that is none', { issued: 'yesterday' }], ['a time of no day', { issued: '2026-13-41T00:00:00Z' }],
  ])('with %s is refused, though it is signed', async (_, more) => {
    const signed = await signCard({ ...ann.signed.card, ...more }, ann.identity);
    expect(await error(packed(signed))).toBe('card-damaged');
  });

  it('altered in any sign is never taken as another card', async () => {
    const at = 'holdfast-card:v1:'.length;
    await fc.assert(fc.asyncProperty(fc.nat(text.length - at - 1), fc.constantFrom(...'AZaz09-_'), async (i, sign) => {
      const read = await readCard(text.slice(0, at + i) + sign + text.slice(at + i + 1));
      if (read.ok) expect(read.value).toEqual(ann.signed);
    }), { numRuns: 120, seed: 7 });
  });

  it('that is larger than any card ends soon', async () => {
    expect(await error(`holdfast-card:v1:${'A'.repeat(5_000_000)}`)).toBe('card-damaged');
    expect(await error(`holdfast-card:v1:${'[ '.repeat(500_000)}`)).toBe('card-damaged');
  });
});

describe('by tools that nobody here wrote', () => {
  it.skipIf(!has('openssl'))('the signature holds over the context line and the canonical JSON', () => inFolder((folder) => {
    const { card, sig } = JSON.parse(Buffer.from(text.slice('holdfast-card:v1:'.length), 'base64url').toString('utf8')) as SignedCard;
    // Put together here, not by the code that signs: keys in order, no spaces.
    const sorted = Object.fromEntries(Object.entries(card).sort(([a], [b]) => (a < b ? -1 : 1)));
    const verify = (bytes: string): number => {
      writeFileSync(join(folder, 'bytes'), bytes);
      writeFileSync(join(folder, 'sig'), fromBase64(sig));
      writeFileSync(join(folder, 'key.pem'), writePem(fromBase64(card.identity)));
      return run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-in', 'bytes', '-sigfile', 'sig'], { cwd: folder }).code;
    };
    expect(verify(`holdfast/card/v1\n${JSON.stringify(sorted)}`)).toBe(0);
    expect(verify(JSON.stringify(sorted))).not.toBe(0);
  }));

  it.skipIf(!has('age'))('what age seals to the card, its person opens, and nobody else', () => inFolder(async (folder) => {
    writeFileSync(join(folder, 'words'), 'for Ann alone');
    writeFileSync(join(folder, 'key'), `${ann.age}\n`);
    writeFileSync(join(folder, 'other'), `${(await somePerson('Bea')).age}\n`);
    expect(run('age', ['-r', ann.signed.card.recipient, '-o', 'sealed', 'words'], { cwd: folder }).code).toBe(0);
    expect(run('age', ['-d', '-i', 'key', 'sealed'], { cwd: folder })).toEqual({ code: 0, out: 'for Ann alone' });
    expect(run('age', ['-d', '-i', 'other', 'sealed'], { cwd: folder }).code).not.toBe(0);
  }));

  const PYTHON = `
import base64, hashlib, json, sys
def side(c):
    k = base64.b64decode(c['identity']) + base64.b64decode(c['label']) + c['recipient'].encode()
    h = hashlib.sha512(b'holdfast/safety/v1\\n' + k).digest()
    for _ in range(5200): h = hashlib.sha512(h + k).digest()
    return ''.join('%05d' % (int.from_bytes(h[i:i + 5], 'big') % 100000) for i in (0, 5, 10))
print(''.join(sorted(side(c) for c in json.load(sys.stdin))), end='')
`;
  it.skipIf(!has('python3'))('the safety number is the one that a few lines of Python work out', async () => {
    for (const name of ['Bea', 'Cas']) {
      const other = (await somePerson(name)).signed.card;
      expect(run('python3', ['-c', PYTHON], { input: utf8(JSON.stringify([ann.signed.card, other])) })).toEqual({ code: 0, out: safetyNumber(ann.signed.card, other) });
    }
  });
});

describe('the safety number', () => {
  it('of two cards of an earlier version is what it was', async () => {
    const cards = await Promise.all([BEA, BEA_AGAIN].map(async (one) => readCard(one)));
    const [bea, again] = cards.map((read) => (read.ok ? read.value.card : null));
    expect(bea && again && safetyNumber(bea, again)).toBe(THEIR_NUMBER);
  });

  it('has thirty digits in groups of five, the same on both sides', async () => {
    const bea = (await somePerson('Bea')).signed.card;
    const number = safetyNumber(ann.signed.card, bea);
    expect(number).toMatch(/^\d{30}$/);
    expect(safetyNumber(bea, ann.signed.card)).toBe(number);
    expect(inGroups(number)).toHaveLength(6);
    expect(inGroups(number).join('')).toBe(number);
  });

  it('is another for every key that is another, and the same for another name or log', async () => {
    const [bea, cas] = await Promise.all(['Bea', 'Cas'].map(async (name) => (await somePerson(name)).signed.card)) as [Card, Card];
    const number = safetyNumber(ann.signed.card, bea);
    for (const key of ['identity', 'label', 'recipient'] as const) expect(safetyNumber(ann.signed.card, { ...bea, [key]: cas[key] }), key).not.toBe(number);
    expect(safetyNumber(ann.signed.card, { ...bea, name: 'Beatrice', log: cas.log, issued: cas.issued })).toBe(number);
  });
});
