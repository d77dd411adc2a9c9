import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { makeSource, type BuiltSource, type ItemSpec } from '@/tests/lib/source';
import { has, inFolder, run } from '@/tests/lib/tools';
import { contactOf, person, type Person } from '@/tests/lib/two-persons';
import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { keyFromSeed } from '@/utils/crypto/sign';
import { signContinues } from '@/utils/custody/continue';
import { newLine } from '@/utils/custody/line';
import { originOf, writeCheckpoint } from '@/utils/custody/note';
import { jcs, jcsBytes } from '@/utils/custody/jcs';
import { rootOf } from '@/utils/custody/tree';
import type { LoggedEntry } from '@/utils/domain/log';
import type { Scope } from '@/utils/domain/handoff';
import { randomId, toBase64 } from '@/utils/domain/ids';
import { cardBytes } from '@/utils/handoff/card';
import { Refused } from '@/utils/handoff/envelope/format';
import { openEnvelope, type Envelope } from '@/utils/handoff/envelope/open';
import { sealEnvelope, type NewPart } from '@/utils/handoff/envelope/seal';
import { handoverParts, type Giving } from '@/utils/handoff/handover/build';
import type { HandoverBody } from '@/utils/handoff/handover/body';
import { readHandover } from '@/utils/handoff/handover/read';

const WORDS: Scope = { words: true, pictures: false, intimate: false, grounds: false };
const CHOSEN: ItemSpec[] = [{ text: 'You will be sorry, curlew.', note: 'note-canary', derived: true }, { text: 'Nobody asked you, briar.', handle: 'briar' }];
const OTHERS: ItemSpec[] = [{ text: 'other-canary', handle: 'other-handle', note: 'other-note' }, {}];

let source: BuiltSource;
let her: Person;
let ally: Person;
beforeAll(async () => {
  source = await makeSource(CHOSEN, OTHERS);
  her = await person('Wren', source.key);
  ally = await person('Sorrel');
});

const giving = (more: Partial<Giving> = {}): Giving => ({ purpose: 'Sort by form', rules: 'Only in the office, please.', scope: WORDS, shown: [], ...more });

async function envelope(parts: AsyncIterable<NewPart> | Iterable<NewPart>, sequence = 1): Promise<Envelope> {
  const file = await collect(await sealEnvelope({
    kind: 'handover', id: randomId(), identity: her.key, to: [ally.me], seal: { recipients: [ally.recipient, her.recipient] }, sequence, made: new Date(), ends: null, parts,
  }));
  return openEnvelope(new Blob([file]), { identities: [ally.age], me: ally.me, contacts: [contactOf(her)], seen: [], now: new Date() });
}

async function partsOf(from: BuiltSource, more: Partial<Giving> = {}): Promise<Map<string, Bytes>> {
  const parts = new Map<string, Bytes>();
  for await (const { name, bytes } of handoverParts(from, giving(more))) parts.set(name, bytes);
  return parts;
}

const again = (parts: Map<string, Bytes>): Promise<Envelope> => envelope([...parts].map(([name, bytes]) => ({ name, bytes })));
const refused = async (work: Promise<unknown>): Promise<string> => work.then(() => 'taken in', (error: unknown) => { if (error instanceof Refused) return error.code; throw error; });

/** Her log some days later: the same lines, and more. */
async function later(from: BuiltSource, change: (leaves: Bytes[]) => Bytes[] = (leaves) => leaves): Promise<BuiltSource> {
  const more = Array.from({ length: 5 }, (_, i) => newLine({ seq: from.log.leaves.length + i, type: 'act', time: '2026-03-04T10:20:30.123Z', itemId: null, body: {} }).leaf);
  const leaves = change([...from.log.leaves, ...more]);
  return { ...from, log: { ...from.log, leaves, checkpoint: await writeCheckpoint(from.key, leaves.length, rootOf(leaves)) } };
}

describe('a hand-over', () => {
  it('comes in as it was given: words by default, each held against the log', async () => {
    const { body, items, log } = await readHandover(await envelope(handoverParts(source, giving())), null);
    expect(log).toBe('first');
    expect(body).toMatchObject({ purpose: 'Sort by form', rules: 'Only in the office, please.', scope: WORDS, checkpoint: source.log.checkpoint });
    expect(items.map(({ item }) => [item.number, item.text, item.handle, item.savedAt])).toEqual([
      [1, 'You will be sorry, curlew.', 'rowan', '2026-03-01T10:20:30.123Z'], [2, 'Nobody asked you, briar.', 'briar', '2026-03-01T10:20:30.123Z'],
    ]);
    expect(items.flatMap(({ item }) => item.files.map(({ path }) => path))).toEqual(['record.json', 'post.json', 'record.json', 'post.json']);
  });

  it('holds nothing that was not chosen, by every byte of it', async () => {
    const canaries = ['note-canary', 'viewer-canary', 'environment-canary', 'operator-canary', 'Nairobi', 'other-canary', 'other-handle', 'other-note', 'rude-ground'];
    const everything = (parts: Map<string, Bytes>): string => [...parts].map(([name, bytes]) => name + new TextDecoder('latin1').decode(bytes)).join('\n');
    const grounds = new Map([[source.items[0]?.head.id ?? '', ['rude-ground']]]);
    const all = everything(await partsOf(source, { scope: { words: true, pictures: true, intimate: true, grounds: false }, grounds }));
    expect(canaries.filter((word) => all.includes(word))).toEqual([]);
    expect(all).toContain('curlew');
    expect(all).not.toContain('original.png\u0089');
    const none = await partsOf(source, { scope: { ...WORDS, words: false }, grounds });
    expect(everything(none)).not.toContain('curlew');
    expect([...none.keys()].filter((name) => /post|context|\.png|html/.test(name))).toEqual([]);
    expect(everything(await partsOf(source, { scope: { ...WORDS, grounds: true }, grounds }))).toContain('rude-ground');
  });

  it('sends pictures of the post only, and of what is marked intimate only by a choice of its own', async () => {
    const pictures = { ...WORDS, pictures: true };
    const png = async (from: BuiltSource, scope: Scope): Promise<string[]> => [...(await partsOf(from, { scope })).keys()].filter((name) => name.endsWith('.png'));
    expect(await png(source, pictures)).toEqual(['items/0001/crop.png', 'items/0001/thumb.png', 'items/0002/crop.png']);
    const marked = { ...source, items: source.items.map((item, i) => (i === 0 ? { ...item, head: { ...item.head, mark: 'intimate' as const } } : item)) };
    expect(await png(marked, pictures)).toEqual(['items/0002/crop.png']);
    expect(await png(marked, { ...pictures, intimate: true })).toHaveLength(3);
    const { items } = await readHandover(await again(await partsOf(source, { scope: pictures })), null);
    expect(items[0]?.item.files.map(({ path }) => path)).toEqual(['record.json', 'post.json', 'crop.png', 'thumb.png']);
    const smuggled = await partsOf(source, { scope: pictures });
    smuggled.set('body.json', (await partsOf(source)).get('body.json') as Bytes);
    expect(await refused(readHandover(await again(smuggled), null))).toBe('bad-record');
  });

  it('without words still tells who, where and when', async () => {
    const { items } = await readHandover(await again(await partsOf(source, { scope: { ...WORDS, words: false } })), null);
    expect(items[1]?.item).toMatchObject({ number: 2, handle: 'briar', address: 'https://practice.example/@briar/1002', text: null });
  });

  it('goes on from what the ally saw, whichever file of hers arrived', async () => {
    const next = await later(source);
    const after = await later(next);
    const parts = await partsOf(after, { shown: [next.log.checkpoint, source.log.checkpoint, 'of an older log'] });
    for (const seen of [source.log.checkpoint, next.log.checkpoint, after.log.checkpoint]) expect((await readHandover(await again(parts), seen)).log).toBe('continues');
    expect((await readHandover(await again(await partsOf(after)), source.log.checkpoint)).log).toBe('unproven');
    expect((await readHandover(await again(await partsOf(source)), after.log.checkpoint)).log).toBe('unproven');
  });

  it('tells when her log is another than the one seen', async () => {
    const lines = source.items.flatMap(({ entries }) => entries.map(({ line }) => line.seq));
    const forgotten = Array.from({ length: source.log.leaves.length }, (_, i) => i).find((i) => !lines.includes(i)) ?? -1;
    const rewritten = await later(source, (leaves) => leaves.map((leaf, i) => (i === forgotten ? rootOf([leaf, leaf]) : leaf)));
    const parts = await partsOf(rewritten, { shown: [source.log.checkpoint] });
    expect((await readHandover(await again(parts), source.log.checkpoint)).log).toBe('rewritten');
  });

  it('knows a restored log by both keys, and a rewritten one that says the same', async () => {
    const next = await keyFromSeed(new Uint8Array(32).fill(9));
    const card = { ...her.card.card, log: toBase64(next.publicKey), issued: '2026-04-01T08:00:00.000Z' };
    const renewed = { card, sig: toBase64(await her.key.sign(cardBytes(card))) };
    const common = source.log.leaves.length;
    const restored = async (by = source.key, trunk = source.log.leaves): Promise<BuiltSource> => {
      const statement = await signContinues(by, next, common, rootOf(source.log.leaves));
      const made = newLine({ seq: common, type: 'continue', time: '2026-03-05T10:20:30.123Z', itemId: null, body: { ...statement } });
      const leaves = [...trunk, made.leaf];
      return { ...source, key: next, log: { leaves, checkpoint: await writeCheckpoint(next, leaves.length, rootOf(leaves)), origin: originOf(next.publicKey), continued: [{ line: made.line, body: made.body }] } };
    };
    const stands = async (from: BuiltSource, seen: string, change: Partial<HandoverBody> = {}): Promise<string> => {
      const parts = await partsOf(from, { shown: [source.log.checkpoint] });
      const body = JSON.parse(fromUtf8(parts.get('body.json') as Bytes)) as HandoverBody;
      parts.set('body.json', jcsBytes({ ...body, ...change }));
      const file = await collect(await sealEnvelope({
        kind: 'handover', id: randomId(), identity: her.key, to: [ally.me], seal: { recipients: [ally.recipient] }, sequence: 1, made: new Date(), ends: null, parts: [...parts].map(([name, bytes]) => ({ name, bytes })),
      }));
      const envelope = await openEnvelope(new Blob([file]), { identities: [ally.age], me: ally.me, contacts: [contactOf({ ...her, card: renewed })], seen: [], now: new Date() });
      return (await readHandover(envelope, seen)).log;
    };
    const whole = await restored();
    const after = await later(source);
    expect(await stands(whole, source.log.checkpoint)).toBe('restored');
    expect(await stands(whole, after.log.checkpoint)).toBe('restored-less');
    expect(await stands(whole, source.log.checkpoint, { since: [] })).toBe('rewritten');
    expect(await stands(whole, source.log.checkpoint, { restored: [] })).toBe('rewritten');
    expect(await stands(await restored(ally.key), source.log.checkpoint)).toBe('rewritten');
    const lines = source.items.flatMap(({ entries }) => entries.map(({ line }) => line.seq));
    const forgotten = Array.from({ length: common }, (_, i) => i).find((i) => !lines.includes(i)) ?? -1;
    const other = await restored(source.key, source.log.leaves.map((leaf, i) => (i === forgotten ? rootOf([leaf, leaf]) : leaf)));
    for (const seen of [source.log.checkpoint, after.log.checkpoint]) expect(await stands(other, seen)).toBe('rewritten');
  });

  it('is refused when any of it is not what the log says, whoever signed the envelope', async () => {
    const whole = await partsOf(source);
    const change = async (name: string, by: (text: string) => string): Promise<string> => {
      const before = fromUtf8(whole.get(name) as Bytes);
      const after = by(before);
      expect(after).not.toBe(before);
      return refused(readHandover(await again(new Map(whole).set(name, new TextEncoder().encode(after))), null));
    };
    const lines = 'items/0001/log/lines.json';
    const proof = [...whole.keys()].find((name) => name.startsWith('items/0001/log/line-')) ?? '';
    expect(await change('items/0001/post.json', (text) => text.replace('sorry', 'happy'))).toBe('bad-record');
    expect(await change('items/0001/record.json', (text) => text.replace('mastodon', 'mastodom'))).toBe('bad-record');
    expect(await change(lines, (text) => text.replace('10:20:30.123Z', '10:20:30.124Z'))).toBe('bad-record');
    expect(await change(lines, (text) => jcs((JSON.parse(text) as LoggedEntry[]).map((entry) => ({ ...entry, body: null }))))).toBe('bad-record');
    expect(await change(lines, () => '[]')).toBe('bad-record');
    expect(await change(lines, () => '[null]')).toBe('bad-record');
    expect(await change(proof, (text) => text.replace(/index \d+/, 'index 0'))).toBe('bad-record');
    expect(await change('body.json', (text) => text.replace('briar', 'brian'))).toBe('bad-record');
    expect(await change('body.json', (text) => text.replace('"v":1', '"v":2'))).toBe('bad-body');
    expect(await change('body.json', (text) => text.replace(source.items[0]?.head.id ?? '', source.items[1]?.head.id ?? ''))).toBe('bad-body');
    const other = await writeCheckpoint(ally.key, source.log.leaves.length, rootOf(source.log.leaves));
    expect(await change('body.json', (text) => jcs({ ...(JSON.parse(text) as object), checkpoint: other }))).toBe('bad-log');
    expect(await refused(readHandover(await again(new Map(whole).set('items/0003/record.json', whole.get('items/0001/record.json') as Bytes)), null))).toBe('bad-body');
    whole.delete('items/0001/record.json');
    expect(await refused(readHandover(await again(whole), null))).toBe('bad-record');
  });

  it.skipIf(!has('python3') || !has('openssl'))('proves each line to a script of another making', () =>
    inFolder(async (at) => {
      const parts = await partsOf(source);
      const rows = JSON.parse(fromUtf8(parts.get('items/0002/log/lines.json') as Bytes)) as LoggedEntry[];
      for (const { line } of rows) {
        writeFileSync(join(at, 'proof'), parts.get(`items/0002/log/line-${line.seq}.tlog-proof`) as Bytes);
        writeFileSync(join(at, 'line'), jcs(line));
        expect(run('python3', [resolve('tests/custody/check_log.py'), 'inclusion', 'proof', 'line'], { cwd: at })).toEqual({ code: 0, out: '' });
      }
      expect(rows.length).toBeGreaterThan(0);
    }));
});
