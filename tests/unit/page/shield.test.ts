import { describe, expect, it } from 'vitest';

import { blankPost, type Post } from '@/utils/domain/post';
import type { ReadReason, Reason, ShieldMode } from '@/utils/domain/shield';
import { decide, decideAtOnce, type Facts, nameOf, readName } from '@/utils/page/shield/decide';
import { tables } from '@/utils/page/shield/words';

const by = (handle: string | null, more: Partial<Post> = {}, viewer: string | null = null): Facts => ({ kind: 'post', post: { ...blankPost(), handle, ...more }, viewer });
const told = (all: Record<string, Reason | null>) => new Map(Object.entries(all).map(([handle, reason]) => [nameOf({ userId: null, handle }), reason]));
/** `said` of every post that is asked about: by default nothing. */
const now = (facts: Facts, mode: ShieldMode, all: Record<string, Reason | null>, said: ReadReason | null = null) =>
  decide(facts, mode, { senders: told(all), posts: { get: () => said } as unknown as ReadonlyMap<string, ReadReason | null> });
const whole = { now: 'clear', media: true };
const quotes = { quoted: { ...blankPost(), handle: 'mire' } };
const answers = { inReplyTo: { id: null, handle: 'mire', permalink: null } };

describe('what is decided of a post', () => {
  it('waits, covered, and asks, while its sender is not known', () =>
    expect(now(by('pond'), 'light', {})).toEqual({ now: 'wait', ask: [{ userId: null, handle: 'pond' }], read: null }));
  it('waits and asks nothing while there is nothing to tell it by', () => expect(now({ kind: 'empty' }, 'light', {})).toEqual({ now: 'wait', ask: [], read: null }));
  it('is clear for a sender who is clear', () => expect(now(by('pond'), 'light', { pond: null })).toEqual(whole));
  it('is covered with who and why', () => expect(now(by('Mire'), 'light', { mire: 'saved' })).toEqual({ now: 'cover', why: 'saved', who: 'Mire' }));
  it('is covered when it quotes one of them, before the other sender is known', () =>
    expect(now(by('pond', quotes), 'light', { mire: 'quiet' })).toEqual({ now: 'cover', why: 'quiet', who: 'mire' }));
  it('waits for the quoted sender too', () => expect(now(by('pond', quotes), 'light', { pond: null })).toMatchObject({ now: 'wait', ask: [{ handle: 'mire' }] }));
  it('is covered as an answer to one of them in strong mode only', () => {
    expect(now(by('pond', answers), 'light', { pond: null, mire: 'saved' })).toEqual(whole);
    expect(now(by('pond', answers), 'strong', { pond: null, mire: 'saved' })).toMatchObject({ now: 'cover', why: 'saved' });
  });
  it('is covered in strong mode when nobody can tell whose it is', () => {
    expect(now(by(null, { text: 'words' }), 'light', {})).toEqual(whole);
    expect(now(by(null, { text: 'words' }), 'strong', {})).toEqual({ now: 'cover', why: 'unread', who: null });
  });
  it('is asked about by its words in strong mode, at once with its sender, and waits', () => {
    const facts = by('pond', { title: 'Of ponds', text: 'words', contentWarning: 'frogs', quoted: { ...blankPost(), handle: 'reed', text: 'what it quotes' } });
    const waiting = decide(facts, 'strong', { senders: told({ pond: null }), posts: new Map() });
    const read = { who: { userId: null, handle: 'pond' }, words: 'Of ponds\nfrogs\nwords\nwhat it quotes' };
    expect(waiting).toEqual({ now: 'wait', ask: [{ userId: null, handle: 'reed' }], read });
    const both = told({ pond: null, reed: null });
    expect(decide(facts, 'strong', { senders: both, posts: new Map([[readName(read), 'word']]) })).toEqual({ now: 'cover', why: 'word', who: 'pond' });
    expect(decide(facts, 'light', { senders: both, posts: new Map() })).toEqual(whole);
  });
  it('goes by what its words were found to be: a sign covers, a stranger’s pictures wait, and nothing means nothing', () => {
    expect(now(by('pond'), 'strong', { pond: null }, 'sign')).toEqual({ now: 'cover', why: 'sign', who: 'pond' });
    expect(now(by('pond'), 'strong', { pond: null }, 'media')).toEqual({ now: 'clear', media: false });
    expect(now(by('pond'), 'strong', { pond: null }, null)).toEqual(whole);
  });
  it('is not read by words where the page tells that she follows the sender, nor where it is her own', () => {
    expect(now({ ...by('pond'), followed: true } as Facts, 'strong', { pond: null }, 'sign')).toEqual(whole);
    expect(now({ ...by('mire'), followed: true } as Facts, 'strong', { mire: 'saved' }, 'sign')).toMatchObject({ now: 'cover', why: 'saved' });
    expect(now(by('afi', {}, 'afi'), 'strong', {}, 'word')).toEqual(whole);
  });
  it('is never covered as her own, but for what she quotes', () => {
    expect(now(by('Afi', {}, 'afi'), 'strong', { afi: 'saved' })).toEqual(whole);
    expect(now(by('afi', quotes, 'afi'), 'light', { mire: 'saved' })).toMatchObject({ now: 'cover' });
    expect(now(by(null, { direction: 'outgoing' }), 'strong', {})).toEqual(whole);
  });
  it('is clear where it is none, and when the shield is off', () => {
    expect(now({ kind: 'other' }, 'strong', {})).toEqual(whole);
    expect(now(by('mire'), 'off', { mire: 'saved' })).toEqual(whole);
  });
});

describe('what is decided by who speaks', () => {
  const who = (handle: string | null, userId: string | null = null) => ({ userId, handle });
  const atOnce = (handle: string | null, all: Record<string, Reason | null>, more: { quoted?: string; own?: boolean; viewer?: string } = {}) =>
    decideAtOnce({ sender: who(handle), quoted: more.quoted === undefined ? null : who(more.quoted), own: more.own ?? false }, more.viewer ?? null, { senders: told(all), posts: new Map() });
  it('waits and asks for whom it does not know, of the sender and of whom they quote', () => {
    expect(atOnce('pond', {})).toEqual({ now: 'wait', ask: [who('pond')], read: null });
    expect(atOnce('pond', { pond: null }, { quoted: 'reed' })).toEqual({ now: 'wait', ask: [who('reed')], read: null });
  });
  it('is clear where all are, and where nobody can tell', () => {
    expect(atOnce('pond', { pond: null, reed: null }, { quoted: 'reed' })).toEqual(whole);
    expect(atOnce(null, {})).toEqual(whole);
  });
  it('is read before it is covered, also for whom it quotes while its sender is not known', () => {
    expect(atOnce('Mire', { mire: 'saved' })).toBe('read');
    expect(atOnce('pond', { mire: 'quiet' }, { quoted: 'mire' })).toBe('read');
  });
  it('never asks about her, only about whom she quotes', () => {
    expect(atOnce('Afi', { afi: 'saved' }, { viewer: 'afi' })).toEqual(whole);
    expect(atOnce(null, { mire: 'saved' }, { own: true, quoted: 'mire' })).toBe('read');
  });
  it('goes by number and name together', () =>
    expect(decideAtOnce({ sender: who('pond', '7'), quoted: null, own: false }, null, { senders: told({ pond: null }), posts: new Map() })).toEqual({ now: 'wait', ask: [who('pond', '7')], read: null }));
  it('says of every post what reading it whole would say', () => {
    for (const [handle, all, quoted] of [['pond', { pond: null }, undefined], ['pond', {}, undefined], ['pond', { pond: null, reed: null }, 'reed'], [null, {}, undefined]] as const) {
      const post = by(handle, quoted === undefined ? {} : { quoted: { ...blankPost(), handle: quoted } });
      expect(atOnce(handle, all, quoted === undefined ? {} : { quoted })).toEqual(now(post, 'light', all));
    }
  });
});

it('has the same words in both languages, none empty', () => {
  const flat = (table: (typeof tables)['en']) => [table.hold, ...Object.values(table.why)];
  expect(Object.keys(tables.fr.why)).toEqual(Object.keys(tables.en.why));
  expect([...flat(tables.en), ...flat(tables.fr)].every((words) => words.trim() !== '')).toBe(true);
});
