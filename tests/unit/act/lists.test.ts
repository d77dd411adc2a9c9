import { describe, expect, it } from 'vitest';

import { keptFor } from '@/utils/act/kept';
import { MOST_ACCOUNTS, MOST_BYTES, readList, writeList, type ListForm } from '@/utils/act/list-file';
import { dropList, meet, MOST_LISTS, takenLists, takeList, type TakenList } from '@/utils/act/lists';
import { runsOf } from '@/utils/act/senders';
import { reasonFor, shieldIndex } from '@/utils/act/shield';
import { spareFor } from '@/utils/act/spare';
import type { Sender } from '@/utils/domain/act';
import { fakeVault } from '@/tests/lib/fake-vault';

const DID = `did:plc:${'a2'.repeat(12)}`;
const OTHER = `did:plc:${'b3'.repeat(12)}`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readList(bytes(text));
const names = (text: string) => { const answer = read(text); return answer.ok ? answer.value.accounts.map(({ handle, userId }) => userId ?? handle) : answer.error; };
const sender = (more: Partial<Sender> = {}): Sender => ({ site: 'mastodon', host: 'practice.example', userId: '7', handle: 'loud@gravel.example', displayName: null, evidence: ['a'], post: null, ...more });

describe('reading a list', () => {
  it('Mastodon\'s own mutes, blocks, and one with a byte order mark and Windows line ends', () => {
    expect(names('Account address,Hide notifications\nloud@gravel.example,true\nTin_Whistle@loud.example,false\n')).toEqual(['loud@gravel.example', 'tin_whistle@loud.example']);
    expect(names('loud@gravel.example\nmarrow@hills.example\n')).toEqual(['loud@gravel.example', 'marrow@hills.example']);
    expect(names('\ufeff"Account address"\r\n"@loud@gravel.example"\r\n')).toEqual(['loud@gravel.example']);
  });

  it('Bluesky accounts as CSV, as JSON, and as the platform itself answers', () => {
    expect(read(`did,handle\n${DID},loud.example\n,tin.whistle.example\n`)).toEqual({ ok: true, value: { site: 'bluesky', unread: 0, accounts: [{ site: 'bluesky', userId: DID, handle: 'loud.example' }, { site: 'bluesky', userId: null, handle: 'tin.whistle.example' }] } });
    expect(names(JSON.stringify([{ did: DID, handle: 'loud.example' }, { handle: 'tin.whistle.example' }, { did: 'did:plc:short' }]))).toEqual([DID, 'tin.whistle.example']);
    expect(names(JSON.stringify({ list: { name: 'x' }, items: [{ subject: { did: OTHER, handle: 'handle.invalid.' } }] }))).toEqual([OTHER]);
  });

  it('what names no account is counted, and each account comes once', () => {
    const answer = read('Account address\nloud@gravel.example\nLOUD@gravel.example\nnot an address\n=cmd|x@gravel.example\n\u202eloud@gravel.example\n');
    expect(answer).toMatchObject({ ok: true, value: { unread: 3, accounts: [{ handle: 'loud@gravel.example' }] } });
  });

  it.each<[string, Uint8Array, string]>([
    ['a file that is too large', new Uint8Array(MOST_BYTES + 1).fill(97), 'too-large'],
    ['bytes that are no text', Uint8Array.from([0xff, 0xfe, 0x00, 0x41]), 'not-text'],
    ['an empty file', new Uint8Array(), 'no-accounts'],
    ['a page', bytes('<!doctype html><script>alert(1)</script>'), 'no-accounts'],
    ['JSON cut short', bytes('[{"did":"did:plc:'), 'no-accounts'],
    ['brackets as deep as the file is long', bytes('['.repeat(MOST_BYTES)), 'no-accounts'],
    ['a member that every object has', bytes('{"__proto__":[{"handle":"loud.example"}],"constructor":1}'), 'no-accounts'],
    ['quotes that never end', bytes(`"${'a,'.repeat(900_000)}`), 'no-accounts'],
    ['more accounts than a list may hold', bytes(Array.from({ length: MOST_ACCOUNTS + 1 }, (_, i) => `loud${i}@gravel.example`).join('\n')), 'too-many'],
  ])('%s is refused', (_what, file, fault) => {
    expect(readList(file)).toEqual({ ok: false, error: fault });
  });

  it('a name made to take long to look at is looked at quickly', () => {
    const began = performance.now();
    read(Array.from({ length: 2_000 }, () => `${'a.'.repeat(150)}@${'a-'.repeat(150)}`).join('\n'));
    read(Array.from({ length: 2_000 }, () => `${'a-'.repeat(120)}.`).join('\n'));
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('writing a list', () => {
  const all = [sender(), sender({ handle: 'local', userId: '8' }), sender({ handle: '=HYPERLINK("x")@gravel.example' }), sender({ handle: null })];

  it('is read back by the same names', () => {
    const mutes = writeList('mastodon-mutes', all);
    expect(mutes).toMatchObject({ text: 'Account address,Hide notifications\nloud@gravel.example,true\nlocal@practice.example,true\n', count: 2, left: 2 });
    expect(names(mutes.text)).toEqual(['loud@gravel.example', 'local@practice.example']);
    expect(names(writeList('mastodon-blocks', all).text)).toEqual(['loud@gravel.example', 'local@practice.example']);
    const blue = [sender({ site: 'bluesky', userId: DID, handle: 'Loud.example' }), sender({ site: 'bluesky', userId: OTHER, handle: null }), sender({ site: 'bluesky', userId: null, handle: 'x.example' })];
    for (const form of ['bluesky-csv', 'bluesky-json'] as const) {
      expect(names(writeList(form, blue).text)).toEqual([DID, OTHER]);
      expect(writeList(form, blue)).toMatchObject({ count: 2, left: 1 });
    }
  });

  it.each<ListForm>(['mastodon-mutes', 'mastodon-blocks', 'bluesky-csv'])('no cell of %s can begin a formula, whatever a name is', (form) => {
    const hostile = ['=1+1', '+x', '-x', '@x', '\t=x', '＝x', '"=x', '=x@gravel.example', '-x@gravel.example', '@x@gravel.example', '=x.example', '-x.example', 'a@b.example\n=1', 'a,=1@b.example'];
    const { text } = writeList(form, hostile.flatMap((handle) => [sender({ handle, userId: handle }), sender({ handle, userId: DID })]));
    for (const cell of text.split(/[\n,]/)) expect(cell).not.toMatch(/^[\s"']*[=+\-@＝＋－＠\t]/);
  });
});

describe('what a list is to her', () => {
  const blue = sender({ site: 'bluesky', host: 'bsky.app', userId: DID, handle: 'loud.example' });

  it('whom she saved, by id or by name; whom she spares; and nobody of the others', () => {
    const list = [{ site: 'bluesky', userId: DID, handle: 'renamed.example' }, { site: 'bluesky', userId: OTHER, handle: 'loud.example' }, { site: 'bluesky', userId: null, handle: 'anna.example' }];
    const spare = spareFor([{ site: 'bluesky', host: null, userId: null, handle: 'anna.example', note: null }], []);
    expect(meet(list, [blue], spare).map(({ is }) => is)).toEqual(['saved', 'unknown', 'spared']);
    expect(meet([{ site: 'mastodon', userId: null, handle: 'loud@gravel.example' }], [sender({ userId: null })], spare)[0]?.sender?.evidence).toEqual(['a']);
    expect(meet([{ site: 'mastodon', userId: null, handle: 'local@practice.example' }], [sender({ handle: 'local' })], spare)[0]?.is).toBe('saved');
  });

  it('nothing acts on an account because a list names it: without a saved post it is never in a run', () => {
    const met = meet([{ site: 'bluesky', userId: OTHER, handle: null }], [blue], spareFor([], []));
    expect(met.filter(({ sender: one }) => one !== null)).toEqual([]);
    const asSender = sender({ site: 'bluesky', host: 'bsky.app', userId: OTHER, handle: null, evidence: [] });
    expect(runsOf([asSender], 'mute', spareFor([], []), { begun: '', reason: null, until: null })[0]?.entries[0]?.step).toEqual({ state: 'spared', why: 'no-evidence' });
  });

  it('the shield covers whom a list names, and no ally or person on her own list', async () => {
    const vault = fakeVault();
    const list: TakenList = { site: 'mastodon', accounts: [{ site: 'mastodon', userId: null, handle: 'loud@gravel.example' }], reason: null, until: null, taken: '2026-05-03T10:00:00.000Z' };
    expect((await takeList(vault, list)).ok).toBe(true);
    const covered = async () => reasonFor(shieldIndex([], [], await keptFor(vault)), 'practice.example', { userId: '7', handle: 'loud@gravel.example' });
    expect(await covered()).toBe('listed');
    const [kept] = await takenLists(vault);
    expect(kept?.data).toEqual(list);
    await dropList(vault, kept?.id ?? '');
    expect(await covered()).toBe(null);
  });

  it('there are no more lists than there may be', async () => {
    const vault = fakeVault();
    const list: TakenList = { site: 'mastodon', accounts: [], reason: null, until: null, taken: '' };
    for (let i = 0; i < MOST_LISTS; i++) expect((await takeList(vault, list)).ok).toBe(true);
    expect(await takeList(vault, list)).toMatchObject({ ok: false, error: 'already-there' });
  });
});
