import '@/tests/lib/vault-env';

import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { collect } from '@/tests/lib/collect';
import { forgetAll, must } from '@/tests/lib/empty-vault';
import { makeSource } from '@/tests/lib/source';
import { contactOf, person, type Person } from '@/tests/lib/two-persons';
import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { keyFromSeed } from '@/utils/crypto/sign';
import { cosign } from '@/utils/custody/cosign';
import { parseCheckpoint, writeCheckpoint } from '@/utils/custody/note';
import { rootOf } from '@/utils/custody/tree';
import type { Contact, Given, Held, HeldItem, Scope, Taken } from '@/utils/domain/handoff';
import { fromBase64, randomId, toBase64 } from '@/utils/domain/ids';
import { contactRow, contactsOf } from '@/utils/handoff/book';
import { signCard } from '@/utils/handoff/card';
import { sealEnvelope } from '@/utils/handoff/envelope/seal';
import { handoverParts } from '@/utils/handoff/handover/build';
import { give, revoke, type GivenFile } from '@/utils/handoff/handover/give';
import { isOver, letGo, takeIn } from '@/utils/handoff/handover/hold';
import { introduce, type Me } from '@/utils/handoff/person';
import { openVault } from '@/utils/vault';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const vault = openVault();
const WORDS: Scope = { words: true, pictures: true, intimate: false, grounds: false };
const NOW = new Date('2026-11-22T10:00:00.000Z');
let ally: Person;
let stranger: Person;
beforeAll(async () => { [ally, stranger] = await Promise.all([person('Sorrel'), person('Nobody')]); });

const asMe = ({ card, key, label, age }: Person): Me => ({ signed: card, identity: key, label, age });
const open = async (contact: Contact, passphrase: string | null = null): Promise<void> => {
  await forgetAll();
  must(await vault.create(passphrase));
  must(await vault.shelve({ put: [contactRow(contact)] }));
};
const all = async <T>(kind: 'given' | 'held' | 'held-item' | 'taken') => must(await vault.shelf<T>(kind));
const write = async (file: GivenFile): Promise<Bytes> => collect(file.stream);
const take = (bytes: Bytes, more = {}) => takeIn(vault, asMe(ally), new Blob([bytes]), { now: NOW, ...more });

/** Real posts in her vault, as a capture leaves them. */
async function save(words: string[]): Promise<string[]> {
  const { items } = await makeSource(words.map((text, i) => ({ text, handle: `sender${i}` })));
  const ids: string[] = [];
  for (const { head, view, open: read } of items) {
    const record = JSON.parse(fromUtf8(view.recordBytes)) as { parts: { path: string }[]; files: { path: string }[] };
    const files = await Promise.all([...record.parts, ...record.files].map(async ({ path }) => ({ path, bytes: await read(path) })));
    const { number: _number, ...rest } = head;
    ids.push(must(await vault.add({ head: rest, record: view.recordBytes, files })).id);
  }
  return ids;
}

/** Everything that she made in her own vault, before the ally's is opened in its place. */
interface Hers { me: Me; files: Record<'first' | 'second' | 'revoked' | 'other', Bytes>; contact: Contact; ids: string[]; given: Given[]; history: string[] }
let hers: Hers;
beforeAll(async () => {
  await open(contactOf(ally), 'four plain words here');
  const me = must(await introduce(vault, 'Wren'));
  const ids = await save(['You will be sorry.', 'Nobody asked you.', 'Go and hide.']);
  const [to] = must(await contactsOf(vault));
  const order = { to: [to?.id ?? ''], purpose: 'Sort by form', rules: 'Only in the office.', scope: WORDS, ends: null };
  const first = must(await give(vault, me, { ...order, items: ids.slice(0, 2) }, { now: NOW }));
  const files = { first: await write(first) } as Hers['files'];
  const second = must(await give(vault, me, { ...order, items: ids.slice(1), ends: new Date('2026-12-01T10:00:00.000Z') }, { now: NOW }));
  files.second = await write(second);
  files.revoked = await write(must(await revoke(vault, me, first.id, { now: NOW })));
  const stopped = must(await give(vault, me, { ...order, items: ids }, { now: NOW }));
  await stopped.stream.cancel();
  await stopped.drop();
  const [contact] = must(await contactsOf(vault));
  const given = (await all<Given>('given')).map(({ data }) => data);
  const history = must(await vault.history(ids[1] ?? '')).map(({ line, body }) => `${line.type} ${JSON.stringify(body?.body)}`);
  expect(must(await vault.check()).map(({ id }) => id)).toEqual([]);
  hers = { me, files, contact: contact as Contact, ids, given, history };
});

describe('giving', () => {
  it('keeps a record of each in the log and on the shelf, and none of what was stopped', () => {
    expect(hers.given.map(({ sequence, items, ends, revoked }) => [sequence, items.length, ends !== null, revoked !== null])).toEqual([[1, 2, false, true], [2, 2, true, false]]);
    expect(hers.history.filter((line) => line.startsWith('handoff'))).toHaveLength(3);
    expect(hers.history.join('\n')).not.toMatch(/Sorrel|office|Sort by form/);
    expect(hers.contact).toMatchObject({ sent: 4 });
    expect(parseCheckpoint(hers.contact.shown ?? '')?.size).toBeGreaterThan(parseCheckpoint(hers.given[0]?.checkpoint ?? '')?.size ?? 0);
  });

  it('gives nothing to whom she did not compare, or whose key is another now', async () => {
    for (const more of [{ compared: null }, { changed: stranger.card }, { card: null, recipient: ally.recipient }]) {
      const contact = contactOf(ally, more);
      await open(contact);
      const ids = await save(['x']);
      const me = asMe(stranger);
      const before = must(await vault.history(ids[0] ?? '')).length;
      expect(await give(vault, me, { to: [contact.id], items: ids, purpose: '', rules: '', scope: WORDS, ends: null }, { now: NOW })).toMatchObject({ ok: false, error: 'not-compared' });
      expect(must(await vault.history(ids[0] ?? ''))).toHaveLength(before);
    }
  });
});

describe('taking in', () => {
  const her = (): Contact => contactOf({ ...ally, name: 'Wren', card: hers.me.signed });
  beforeEach(async () => open(her()));

  it('keeps all of it, apart from the own posts, and knows it again', async () => {
    const done: number[] = [];
    const taken = must(await take(hers.files.first, { progress: (n: number) => done.push(n) }));
    if (taken.kind !== 'held') throw new Error(taken.kind);
    expect(taken.held).toMatchObject({ purpose: 'Sort by form', rules: 'Only in the office.', scope: WORDS, log: 'first', sequence: 1, ends: null, revoked: null });
    expect(done).toEqual([2]);
    const items = await all<HeldItem>('held-item');
    expect(items.map(({ data }) => [data.number, data.text, data.held, data.item])).toEqual([[1, 'You will be sorry.', taken.id, hers.ids[0]], [2, 'Nobody asked you.', taken.id, hers.ids[1]]]);
    expect(items[0]?.files.map(({ name }) => name)).toContain('crop.png');
    expect(must(await vault.shelfFile(items[0]?.id ?? '', 'crop.png'))).toHaveLength(items[0]?.files.find(({ name }) => name === 'crop.png')?.bytes ?? -1);
    expect(must(await vault.count())).toBe(0);
    expect(await take(hers.files.first)).toMatchObject({ ok: false, error: 'seen' });
    expect(await all('held')).toHaveLength(1);
    expect(must(await vault.check()).map(({ id }) => id)).toEqual(['no-passphrase']);
  });

  it('proves that her log went on, and that may be cosigned', async () => {
    must(await take(hers.files.first));
    const second = must(await take(hers.files.second));
    if (second.kind !== 'held') throw new Error(second.kind);
    expect(second.held).toMatchObject({ log: 'continues', ends: '2026-12-01T10:00:00.000Z' });
    const [, last] = await all<Taken>('taken');
    expect(await cosign(ally.key, last?.data.checkpoint ?? '', fromBase64(hers.me.signed.card.log), second.held.checkpoint, [], NOW)).toMatchObject({ ok: true });
  });

  it('in another order comes to the same', async () => {
    must(await take(hers.files.second));
    const first = must(await take(hers.files.first));
    expect(first).toMatchObject({ kind: 'held', held: { log: 'continues' } });
    expect((await all<HeldItem>('held-item')).map(({ data }) => data.item)).toEqual([hers.ids[1], hers.ids[2], hers.ids[0], hers.ids[1]]);
  });

  it('takes nothing from a log that does not go on: what comes after it is held to what was seen before', async () => {
    const keys = await keyFromSeed(new Uint8Array(32).fill(3));
    const card = await signCard({ ...hers.me.signed.card, log: toBase64(keys.publicKey) }, hers.me.identity);
    await open({ ...her(), card });
    const source = await makeSource([{}], [{}, {}], new Uint8Array(32).fill(3));
    const send = async (leaves: Bytes[], sequence: number): Promise<unknown> => {
      const log = { ...source.log, leaves, checkpoint: await writeCheckpoint(keys, leaves.length, rootOf(leaves)) };
      const parts = handoverParts({ ...source, log }, { purpose: '', rules: '', scope: WORDS, shown: shown.splice(0, shown.length, ...shown, log.checkpoint) });
      const answer = await take(await collect(await sealEnvelope({
        kind: 'handover', id: randomId(), identity: hers.me.identity, to: [ally.me], seal: { recipients: [ally.recipient] }, sequence, made: NOW, ends: null, parts,
      })));
      return answer.ok && answer.value.kind === 'held' ? answer.value.held.log : answer;
    };
    const shown: string[] = [];
    const more = (n: number): Bytes[] => [...source.log.leaves, ...source.log.leaves.slice(0, n)];
    const own = source.items[0]?.entries.map(({ line }) => line.seq) ?? [];
    const other = (n: number): Bytes[] => more(n).map((leaf, i) => (i < source.log.leaves.length && !own.includes(i) ? rootOf([leaf, leaf]) : leaf));
    expect([await send(more(0), 1), await send(more(1), 2), await send(other(2), 3), await send(other(3), 4), await send(more(4), 5)]).toEqual(['first', 'continues', 'rewritten', 'rewritten', 'continues']);
  });

  it('is refused after its end, and what is held is asked to be deleted then', async () => {
    expect(await take(hers.files.second, { now: new Date('2026-12-01T10:00:00.000Z') })).toMatchObject({ ok: false, error: 'ended' });
    const taken = must(await take(hers.files.second));
    if (taken.kind !== 'held') throw new Error(taken.kind);
    expect([isOver(taken.held, NOW), isOver(taken.held, new Date('2026-12-01T10:00:00.000Z'))]).toEqual([false, true]);
  });

  it('hears her request to delete, before the hand-over or after it; deleting leaves nothing that opens', async () => {
    const first = must(await take(hers.files.first));
    if (first.kind !== 'held') throw new Error(first.kind);
    expect(must(await take(hers.files.revoked))).toEqual({ kind: 'asked', held: [first.id] });
    expect((await all<Held>('held'))[0]?.data.revoked).toBe(NOW.toISOString());
    must(await letGo(vault, first.id));
    expect([await all('held'), await all('held-item')]).toEqual([[], []]);
    expect(await take(hers.files.first)).toMatchObject({ ok: false, error: 'seen' });
    await open(her());
    expect(must(await take(hers.files.revoked))).toEqual({ kind: 'asked', held: [] });
    expect(await take(hers.files.first)).toMatchObject({ ok: false, error: 'revoked' });
  });

  it('leaves nothing behind when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await take(hers.files.first, { signal: stop.signal })).toMatchObject({ ok: false, error: 'stopped' });
    expect([await all('held'), await all('held-item'), await all('taken')]).toEqual([[], [], []]);
    must(await take(hers.files.first));
  });

  it('takes one file in once, from two windows at once', async () => {
    const answers = await Promise.all([take(hers.files.first), take(hers.files.first)]);
    expect(answers.map((answer) => (answer.ok ? 'held' : answer.error)).sort()).toEqual(['held', 'seen']);
    expect(await all('held')).toHaveLength(1);
    expect(await all('held-item')).toHaveLength(2);
  });
});
