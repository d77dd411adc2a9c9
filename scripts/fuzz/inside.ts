import { deflateRawSync } from 'node:zlib';
import { concat, fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import { jcs, jcsBytes, type Json } from '@/utils/custody/jcs';
import { crc32 } from '@/utils/custody/crc32';
import { bodyHash } from '@/utils/custody/line';
import { sumOf } from '@/utils/custody/sum';
import type { LabelOp } from '@/utils/domain/handoff';
import type { LoggedEntry } from '@/utils/domain/log';
import type { EvidenceRecord } from '@/utils/domain/record';
import { FOLDER, HEAD, SIGNATURE } from '@/utils/handoff/envelope/format';
import type { Opening } from '@/utils/handoff/envelope/open';
import type { Person } from '@/tests/lib/two-persons';
import { mutateLabels } from './labels.ts';
import { mutateOutside } from './outside.ts';
import type { Dice } from './random.ts';
import { signedEntries, zipOf, type Base, type Signed, type World } from './world.ts';

/** What is sealed again: an archive, to whom, and what is different on the device that reads it. */
export interface Made { zip: Bytes | ReadableStream<Bytes>; to?: Person; opening?: Partial<Opening> }

type Change = (base: Base, dice: Dice, world: World) => Promise<Made>;

const signed = async (base: Base, change: Partial<Signed>): Promise<Made> => ({ zip: zipOf(await signedEntries(base, { head: {}, by: base.sender, parts: base.parts, ...change })) });
const put = (base: Base, name: string, bytes: Bytes): Map<string, Bytes> => new Map(base.parts).set(name, bytes);

/** Parts that say nothing but what other signatures say: whoever signs the envelope cannot change them. */
const boundParts = ({ kind, parts }: Base): string[] => [...parts.keys()].filter((name) => kind === 'return' || (kind === 'handover' && name !== 'body.json'));
const jsonParts = ({ parts }: Base): string[] => [...parts.keys()].filter((name) => name.endsWith('.json'));

/** Who signs again: for anything that only the sender may say, somebody else whose key is as good. */
const someoneElse = (dice: Dice, { other, stranger }: World): Person => dice.one([other, other, stranger]);

const partByte: Change = async (base, dice, world) => {
  const own = boundParts(base);
  const byOwn = own.length > 0 && dice.next() < 0.6;
  const name = dice.one(byOwn ? own : [...base.parts.keys()]);
  const parts = put(base, name, mutateOutside(base.parts.get(name) as Bytes, base.zip, dice));
  return signed(base, { parts, by: byOwn ? base.sender : someoneElse(dice, world) });
};

/** Parts altered under the old head and signature. */
const unsigned: Change = async (base, dice) => {
  const name = dice.one([...base.parts.keys(), HEAD]);
  const entries = await signedEntries(base, { head: {}, by: base.sender, parts: base.parts });
  return { zip: zipOf(entries.map((entry) => (entry.name === `${FOLDER}/${name}` ? { ...entry, input: mutateOutside(entry.input as Bytes, base.zip, dice) } : entry))) };
};

const rawZip: Change = async (base, dice) => ({ zip: mutateOutside(base.zip, base.file, dice) });

const swapped: Change = async (base, dice) => {
  const names = [...base.parts.keys()];
  const [a, b] = [dice.one(names), dice.one(names)];
  const parts = new Map(base.parts).set(a, base.parts.get(b) as Bytes).set(b, base.parts.get(a) as Bytes);
  return signed(base, { parts });
};

const fewer: Change = async (base, dice) => {
  const parts = new Map(base.parts);
  // A file of a record may be left out by whoever gives; nothing else may.
  const needed = [...parts.keys()].filter((name) => !/\.png$|post\.json$|cosignature\.txt$/.test(name));
  parts.delete(dice.one(needed));
  return signed(base, { parts });
};

const more: Change = async (base, dice) => {
  const name = dice.one(['more.json', 'items/0001/more.json', 'items/0003/record.json', 'items/0001/log/line-99.tlog-proof', 'items/0001/viewer.json']);
  const listed = dice.next() < 0.7;
  const extra = dice.one([utf8('{}'), base.parts.values().next().value as Bytes]);
  return listed ? signed(base, { parts: put(base, name, extra) }) : signed(base, { more: [{ name, input: extra }] });
};

const HEADS: readonly ((base: Base, world: World) => Record<string, unknown>)[] = [
  (_, { stranger }) => ({ to: [stranger.me] }), () => ({ to: [] }), (base) => ({ to: [base.reader.me, base.reader.me] }),
  () => ({ ends: '2026-11-22T10:00:00.000Z' }), () => ({ ends: '1970-01-01T00:00:00.000Z' }), () => ({ ends: '2026-11-31T00:00:00.000Z' }), () => ({ ends: 'never' }),
  () => ({ sequence: 1 }), () => ({ sequence: 0 }), () => ({ sequence: 2 ** 53 }), () => ({ sequence: -2 }), () => ({ sequence: 1.5 }), () => ({ sequence: '3' }), () => ({ sequence: 1e308 }),
  ({ opening }) => ({ id: opening.seen[0]?.envelope }), () => ({ id: '../up' }), () => ({ v: 2 }), () => ({ kind: 'gift' }), () => ({ more: true }), () => ({ made: 'today' }),
  ({ kind }) => ({ kind: kind === 'return' ? 'handover' : 'return' }), ({ kind }) => ({ kind: kind === 'revoke' ? 'handover' : 'revoke' }),
  (_, { other }) => ({ from: other.me }), () => ({ parts: [] }), () => ({ parts: null }), () => ({ parts: [{ name: '../x', size: 1, sha256: '0'.repeat(64) }] }),
  ({ parts }) => ({ parts: [...parts.keys()].map((name) => ({ name, size: 2 ** 40, sha256: '0'.repeat(64) })) }),
];
const heads: Change = async (base, dice, world) => signed(base, { head: dice.one(HEADS)(base, world) });

/** Signed by somebody else whose number was compared, or by nobody known, under their own name or hers. */
const otherHand: Change = async (base, dice, world) => signed(base, { by: someoneElse(dice, world), ...(dice.next() < 0.3 && { head: { from: base.sender.me } }) });

/** Everything anew and fitting, as a forger with the whole source can make it, but under a signature of another head. */
const oldSignature: Change = async (base, dice, { stranger }) => {
  const before = await signedEntries(base, { head: {}, by: base.sender, parts: base.parts });
  const head = dice.one([{ ends: null }, { sequence: 12 }, { made: '2026-11-21T10:00:00.000Z' }, { to: [base.reader.me, stranger.me] }]);
  const entries = await signedEntries(base, { head, by: base.sender, parts: base.parts });
  const kept = before.find(({ name }) => name.endsWith(SIGNATURE)) as (typeof before)[number];
  return { zip: zipOf(entries.map((entry) => (entry.name === kept.name ? kept : entry))) };
};

/** One post's words, its record and its line made anew so that they fit each other, by somebody who has all keys but the log's tree. */
const rewritten: Change = async (base, dice, world) => {
  if (base.kind !== 'handover') return labels(base, dice, world);
  const parts = new Map(base.parts);
  const json = <T>(name: string): T => JSON.parse(fromUtf8(parts.get(name) as Bytes)) as T;
  const folder = dice.one(['items/0001/', 'items/0002/']);
  const post = json<{ post: { text: string } }>(`${folder}post.json`);
  post.post.text = dice.one(['Thank you for writing this.', 'x', '']);
  const postBytes = jcsBytes(post);
  const record = json<EvidenceRecord>(`${folder}record.json`);
  for (const part of record.parts) if (part.name === 'post') Object.assign(part, { bytes: postBytes.length, sha256: await sumOf(postBytes) });
  const recordBytes = jcsBytes(record);
  const entries = json<LoggedEntry[]>(`${folder}log/lines.json`);
  for (const { line, body } of entries) {
    if (line.type !== 'capture' || body === null) continue;
    body.body['record'] = await sumOf(recordBytes);
    line.body = bodyHash(body.salt, body.body);
  }
  parts.set(`${folder}post.json`, postBytes).set(`${folder}record.json`, recordBytes).set(`${folder}log/lines.json`, jcsBytes(entries));
  return signed(base, { parts });
};

const replay: Change = async (base, dice) => ({ zip: base.zip, opening: { seen: [{ from: base.sender.me, ...dice.one([{ envelope: base.head.id, sequence: 7 }, { envelope: '0'.repeat(32), sequence: base.head.sequence }]) }] } });

/** Sent on, as it is, to somebody who also has her among their people. */
const forwarded: Change = async (base, _, { stranger }) => ({ zip: base.zip, to: stranger, opening: { identities: [stranger.age], me: stranger.me, seen: [] } });

const DEEP = [utf8('['.repeat(200_000)), utf8(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), utf8(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`)];
const deep: Change = async (base, dice) => {
  const name = dice.one([...jsonParts(base), HEAD]);
  const bytes = dice.one(DEEP);
  return name === HEAD ? signed(base, { head: bytes }) : signed(base, { parts: put(base, name, bytes) });
};

const otherType = (value: Json): Json => {
  if (typeof value === 'string') return 7;
  if (typeof value === 'number') return '7';
  if (typeof value === 'boolean') return 'yes';
  if (value === null) return 7;
  return Array.isArray(value) ? { 0: value[0] ?? null } : [value];
};

/** One value, anywhere, in another type. */
function mistyped(value: Json, dice: Dice): Json {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (children.length === 0 || dice.next() < 0.15) return otherType(value);
  const [key, child] = dice.one(children);
  const changed = mistyped(child as Json, dice);
  return Array.isArray(value) ? value.map((one, i) => (String(i) === key ? changed : one)) : { ...(value as Record<string, Json>), [key]: changed };
}

const types: Change = async (base, dice) => {
  const name = dice.one(jsonParts(base));
  return signed(base, { parts: put(base, name, jcsBytes(mistyped(JSON.parse(fromUtf8(base.parts.get(name) as Bytes)) as Json, dice))) });
};

const FORMS: readonly ((text: string) => string)[] = [
  (text) => ` ${text}`, (text) => `${text}\n`, (text) => text.replace(':', ': '), (text) => `\ufeff${text}`, (text) => text.replace(/^([[{])/, '$1 '), (text) => text.slice(0, -1), (text) => `${text}${text}`,
  (text) => text.replace('"v":1', '"v":1,"v":1'), (text) => text.replace(/"(\w)/, '"\\u0000$1'), (text) => text.replace(/:1([,}])/, ':1.0$1').concat(' '),
];
const forms: Change = async (base, dice) => {
  const name = dice.one(jsonParts(base));
  return signed(base, { parts: put(base, name, utf8(dice.one(FORMS)(fromUtf8(base.parts.get(name) as Bytes)))) });
};

const NAMES = ['../up.txt', '/etc/x', 'a\\..\\b', 'c:/x', 'x/../../y', './x', 'x//y', 'nul\u0000l', 'HEAD.JSON', `${'n'.repeat(300)}`, 'x/', '\u202egnp.x', 'caf\u00e9', ''];
const names: Change = async (base, dice) => {
  const name = dice.one(NAMES);
  if (dice.next() < 0.5) return signed(base, { more: [{ name, input: utf8('x') }] });
  return signed(base, { parts: put(base, name === '' ? ' ' : name, utf8('x')) });
};

/** One file more, packed a thousand to one, with sizes as they are or as a liar states them. */
const bomb: Change = async (base, dice) => {
  const plain = new Uint8Array(1_000_000);
  const packed = new Uint8Array(deflateRawSync(plain));
  const entries = await signedEntries(base, { head: {}, by: base.sender, parts: put(base, 'items/0001/crop.png', plain) });
  const stated = dice.one([plain.length, packed.length, 10, 0xffff_fffe]);
  return { zip: byHand(entries.map(({ name, input }) => (name.endsWith('0001/crop.png') ? { name, bytes: packed, size: stated, method: 8, crc: crc32(plain) } : { name, bytes: input as Bytes }))) };
};

interface Stated { name: string; bytes: Bytes; size?: number; method?: number; crc?: number }

/** A ZIP that states whatever it is told. */
function byHand(files: readonly Stated[]): Bytes {
  const local: Bytes[] = [];
  const central: Bytes[] = [];
  let at = 0;
  for (const { name, bytes, size = bytes.length, method = 0, crc = crc32(bytes) } of files) {
    const title = utf8(name);
    const common = new DataView(new ArrayBuffer(26));
    [[0, 20], [2, 0], [4, method], [6, 0], [8, 0x21]].forEach(([offset, value]) => common.setUint16(offset as number, value as number, true));
    [[10, crc >>> 0], [14, bytes.length], [18, size]].forEach(([offset, value]) => common.setUint32(offset as number, value as number, true));
    common.setUint16(22, title.length, true);
    const shared = new Uint8Array(common.buffer);
    const tail = new DataView(new ArrayBuffer(14));
    tail.setUint32(10, at, true);
    local.push(utf8('PK\u0003\u0004'), shared, title, bytes);
    central.push(utf8('PK\u0001\u0002'), Uint8Array.of(20, 0), shared, new Uint8Array(tail.buffer), title);
    at += 4 + 26 + title.length + bytes.length;
  }
  const table = concat(...central);
  const end = new DataView(new ArrayBuffer(18));
  [[4, files.length], [6, files.length]].forEach(([offset, value]) => end.setUint16(offset as number, value as number, true));
  end.setUint32(8, table.length, true);
  end.setUint32(12, at, true);
  return concat(...local, table, utf8('PK\u0005\u0006'), new Uint8Array(end.buffer));
}

const labels: Change = async (base, dice, world) => {
  if (base.kind !== 'return') return types(base, dice, world);
  const body = JSON.parse(fromUtf8(base.parts.get('ops.json') as Bytes)) as { ops: LabelOp[] };
  const ops = await mutateLabels(body.ops, dice, world);
  return signed(base, { parts: put(base, 'ops.json', utf8(jcs({ ...body, ops }))) });
};

/** By name; those that come often stand twice. */
const CHANGES: Readonly<Record<string, Change>> = {
  partByte, partByte2: partByte, unsigned, rawZip, swapped, fewer, more, heads, heads2: heads, otherHand, oldSignature, rewritten, replay, forwarded, deep, types, types2: types, forms, names, bomb, labels, labels2: labels,
};

export async function mutateInside(base: Base, dice: Dice, world: World): Promise<Made & { how: string }> {
  const how = dice.one(Object.keys(CHANGES));
  return { ...(await (CHANGES[how] as Change)(base, dice, world)), how };
}
