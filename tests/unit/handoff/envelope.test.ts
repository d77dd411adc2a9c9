import { makeZip } from 'client-zip';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { has, inFolder, run } from '@/tests/lib/tools';
import { contactOf, person, type Person } from '@/tests/lib/two-persons';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { encryptTo } from '@/utils/custody/encrypt';
import { writePem } from '@/utils/custody/keyfiles';
import type { Contact, EnvelopeHead } from '@/utils/domain/handoff';
import { randomId } from '@/utils/domain/ids';
import { Refused, STAGES, type Stage } from '@/utils/handoff/envelope/format';
import { openEnvelope, type Opening } from '@/utils/handoff/envelope/open';
import { envelopeName, sealEnvelope, type Sealing } from '@/utils/handoff/envelope/seal';

const MADE = new Date('2026-03-05T10:00:00.000Z');
let her: Person;
let ally: Person;
let stranger: Person;
beforeAll(async () => {
  [her, ally, stranger] = await Promise.all(['Wren', 'Sorrel', 'Nobody'].map((name) => person(name))) as [Person, Person, Person];
});

const PARTS = [{ name: 'body.json', bytes: utf8('{"words":"kelp"}') }, { name: 'items/0001/note.txt', bytes: utf8('a grey lamp') }];
const seal = async (more: Partial<Sealing> = {}): Promise<Bytes> => collect(await sealEnvelope({
  kind: 'handover', id: randomId(), identity: her.key, to: [ally.me], seal: { recipients: [ally.recipient, her.recipient] }, sequence: 1, made: MADE, ends: null, parts: PARTS, ...more,
}));

const opening = (more: Partial<Opening> = {}): Opening => ({ identities: [ally.age], me: ally.me, contacts: [contactOf(her)], seen: [], now: new Date('2026-03-06T10:00:00.000Z'), ...more });

/** The code it was refused with, and the last stage that was reached. */
async function refusal(file: Bytes, more: Partial<Opening> = {}): Promise<[string, Stage | undefined]> {
  let last: Stage | undefined;
  try {
    await openEnvelope(new Blob([file]), opening({ reached: (stage) => { last = stage; }, ...more }));
    return ['taken in', last];
  } catch (error) {
    if (error instanceof Refused) return [error.code, last];
    throw error;
  }
}

/** Any files at all in an age file for the ally. */
const pack = async (files: Record<string, Bytes | string>, folder = 'notes/'): Promise<Bytes> =>
  collect(await encryptTo(makeZip(Object.entries(files).map(([name, input]) => ({ name: folder + name, input }))) as ReadableStream<Bytes>, { recipients: [ally.recipient] }));

describe('an envelope', () => {
  it('opens for whom it names, in stages, with every part as it was', async () => {
    const stages: Stage[] = [];
    const envelope = await openEnvelope(new Blob([await seal()]), opening({ reached: (stage) => stages.push(stage) }));
    expect(envelope.head).toMatchObject({ kind: 'handover', from: her.me, to: [ally.me], sequence: 1, made: MADE.toISOString(), ends: null });
    expect(envelope.contact.name).toBe('Wren');
    expect(await envelope.readJson('body.json')).toEqual({ words: 'kelp' });
    expect(await envelope.read('items/0001/note.txt')).toEqual(PARTS[1]?.bytes);
    expect(stages).toEqual(STAGES.slice(0, -1));
  });

  it('has a name that says a day and no more', () => expect(envelopeName(MADE)).toBe('notes-2026-03-05.age'));

  it('is refused with a reason', async () => {
    const file = await seal();
    const { head } = await openEnvelope(new Blob([file]), opening());
    const known = (more: Partial<Contact>): Partial<Opening> => ({ contacts: [contactOf(her, more)] });
    expect(await refusal(utf8('hello'))).toEqual(['not-ours', 'age']);
    expect(await refusal(file, { limits: { ...(await import('@/utils/handoff/envelope/format')).ENVELOPE_LIMITS, ageBytes: 100 } })).toEqual(['too-big', 'age']);
    expect(await refusal(file, { identities: [stranger.age] })).toEqual(['not-for-me', 'age']);
    expect(await refusal(file.slice(0, -9))).toEqual(['damaged-file', 'age']);
    expect(await refusal(file.map((byte, i) => (i === file.length - 40 ? byte ^ 1 : byte)))).toEqual(['damaged-file', 'age']);
    expect(await refusal(file, { contacts: [contactOf(stranger)] })).toEqual(['unknown-sender', 'sender']);
    expect(await refusal(file, { me: her.me })).toEqual(['own', 'sender']);
    expect(await refusal(file, known({ compared: null }))).toEqual(['not-compared', 'sender']);
    expect(await refusal(file, known({ changed: stranger.card }))).toEqual(['key-changed', 'sender']);
    expect(await refusal(file, { contacts: [contactOf(stranger, { changed: her.card })] })).toEqual(['key-changed', 'sender']);
    expect(await refusal(await seal({ to: [stranger.me] }))).toEqual(['not-named', 'named']);
    expect(await refusal(await seal({ ends: new Date('2026-03-06T10:00:00.000Z') }))).toEqual(['ended', 'ended']);
    expect(await refusal(file, { seen: [{ from: her.me, envelope: head.id, sequence: 1 }] })).toEqual(['seen', 'sequence']);
    expect(await refusal(await seal(), { seen: [{ from: her.me, envelope: head.id, sequence: 1 }] })).toEqual(['seen', 'sequence']);
    expect(await refusal(await seal({ sequence: 2 }), { seen: [{ from: her.me, envelope: head.id, sequence: 1 }, { from: stranger.me, envelope: randomId(), sequence: 2 }] })).toEqual(['taken in', 'parts']);
  });

  it('is refused where its inside is not what was signed', async () => {
    const inside: Record<string, Bytes> = {};
    const { head, read } = await openEnvelope(new Blob([await seal()]), opening());
    const { signedBytes } = await import('@/utils/handoff/envelope/format');
    const { jcsBytes } = await import('@/utils/custody/jcs');
    for (const { name } of head.parts) inside[name] = await read(name);
    const signed = async (changed: unknown, raw?: Bytes): Promise<Record<string, Bytes>> => {
      const bytes = raw ?? jcsBytes(changed);
      return { ...inside, 'head.json': bytes, 'from.key': her.key.publicKey, 'head.sig': await her.key.sign(signedBytes(bytes)) };
    };
    const whole = await signed(head);
    expect(await refusal(await pack(whole))).toEqual(['taken in', 'parts']);
    expect(await refusal(await pack({ ...whole, 'head.json': jcsBytes({ ...head, sequence: 2 }) }))).toEqual(['bad-signature', 'signature']);
    expect(await refusal(await pack({ ...whole, 'from.key': stranger.key.publicKey }))).toEqual(['unknown-sender', 'sender']);
    expect(await refusal(await pack({ ...whole, 'from.key': stranger.key.publicKey }), { contacts: [contactOf(her), contactOf(stranger)] })).toEqual(['bad-signature', 'signature']);
    expect(await refusal(await pack({ ...whole, 'body.json': utf8('{"words":"hemp"}') }))).toEqual(['parts-differ', 'parts']);
    expect(await refusal(await pack({ ...whole, 'more.json': '{}' }))).toEqual(['parts-differ', 'parts']);
    expect(await refusal(await pack(whole, 'other/'))).toEqual(['archive', 'zip']);
    expect(await refusal(await pack({ ...whole, '../up.txt': 'x' }))).toEqual(['unsafe-names', 'zip']);
    const { 'items/0001/note.txt': left, ...fewer } = whole;
    expect(left).toBeDefined();
    expect(await refusal(await pack(fewer))).toEqual(['parts-differ', 'parts']);
    const bad = async (changed: Partial<Record<keyof EnvelopeHead | 'x', unknown>>) => refusal(await pack(await signed({ ...head, ...changed })));
    expect(await bad({ from: stranger.me })).toEqual(['bad-head', 'head']);
    expect(await bad({ x: 1 })).toEqual(['bad-head', 'head']);
    expect(await bad({ sequence: 2 ** 53 })).toEqual(['bad-head', 'head']);
    expect(await bad({ parts: [...head.parts, ...head.parts] })).toEqual(['bad-head', 'head']);
    expect(await bad({ parts: head.parts.map((part) => ({ ...part, name: `../${part.name}` })) })).toEqual(['bad-head', 'head']);
    expect(await refusal(await pack(await signed(null, utf8('['.repeat(200_000)))))).toEqual(['bad-head', 'head']);
    expect(await refusal(await pack(await signed(null, utf8(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))))).toEqual(['bad-head', 'head']);
    expect(await refusal(await pack(await signed(null, utf8(JSON.stringify(head, null, 1)))))).toEqual(['bad-head', 'head']);
  });
});

const missing = ['age', 'unzip', 'openssl', 'sha256sum'].filter((tool) => !has(tool));
describe.skipIf(missing.length > 0)('an envelope, by programs that nobody here wrote', () => {
  it('opens with age for the ally and for herself, reads with unzip, and its signature holds with openssl', () =>
    inFolder(async (at) => {
      const sh = (command: string) => run('sh', ['-c', command], { cwd: at });
      writeFileSync(join(at, 'x.age'), await seal());
      writeFileSync(join(at, 'ally.txt'), ally.age);
      writeFileSync(join(at, 'her.txt'), her.age);
      writeFileSync(join(at, 'other.txt'), stranger.age);
      writeFileSync(join(at, 'her.pem'), writePem(her.key.publicKey));
      expect(sh('age -d -i other.txt x.age > none.zip').code).not.toBe(0);
      expect(sh('age -d -i her.txt x.age > x.zip && age -d -i ally.txt x.age | cmp - x.zip').code).toBe(0);
      expect(sh('unzip -tq x.zip')).toMatchObject({ code: 0, out: expect.stringContaining('No errors detected') as string });
      expect(sh('unzip -q x.zip').code).toBe(0);
      expect(readdirSync(join(at, 'notes'))).toEqual(['body.json', 'from.key', 'head.json', 'head.sig', 'items']);
      const check = '(printf "holdfast/envelope/v1\\n"; cat notes/head.json) > signed && openssl pkeyutl -verify -pubin -inkey her.pem -rawin -in signed -sigfile notes/head.sig';
      expect(sh(check)).toMatchObject({ code: 0, out: expect.stringContaining('Signature Verified Successfully') as string });
      const head = JSON.parse(readFileSync(join(at, 'notes/head.json'), 'utf8')) as EnvelopeHead;
      writeFileSync(join(at, 'sums'), head.parts.map(({ name, sha256 }) => `${sha256}  notes/${name}\n`).join(''));
      expect(sh('sha256sum --strict --quiet -c sums')).toEqual({ code: 0, out: '' });
      expect(sh(`sed -i s/handover/handower/ notes/head.json; ${check}`).code).not.toBe(0);
    }));

  it('that age and zip made opens here', () =>
    inFolder(async (at) => {
      writeFileSync(join(at, 'x.age'), await seal());
      writeFileSync(join(at, 'ally.txt'), ally.age);
      expect(run('sh', ['-c', `age -d -i ally.txt x.age | age -r ${ally.recipient} > y.age`], { cwd: at }).code).toBe(0);
      expect(await refusal(new Uint8Array(readFileSync(join(at, 'y.age'))))).toEqual(['taken in', 'parts']);
    }));
});
