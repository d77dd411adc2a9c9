import { describe, expect, it } from 'vitest';

import { type Kept, placeOf, readFor, reasonFor, shieldIndex } from '@/utils/act/shield';
import type { Entry, Run, Step } from '@/utils/domain/act';
import type { ItemHead } from '@/utils/domain/item';
import { modeFor, shieldSetting } from '@/utils/domain/shield';

const head = (more: Partial<ItemHead>): ItemHead => ({
  id: '1', number: 1, site: 'x', handle: null, displayName: null, userId: null, postId: null, permalink: null, address: 'https://x.com/home', savedAt: '', postedAt: null,
  text: 'words', note: null, parsed: true, hasPicture: false, wordsOnly: true, savedWhileLocked: false, pending: false, ...more,
});
const entry = (handle: string, userId: string | null, step: Step): Entry => ({
  sender: { site: 'x', host: 'x.com', userId, handle, displayName: null, evidence: ['1'], post: null }, step,
});
const run = (entries: Entry[], way: Run['way'] = 'do'): Run => ({
  verb: 'mute', way, site: 'x', host: 'x.com', entries, begun: '', paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null,
});
const done: Step = { state: 'done', at: 1, userId: null, already: false, undo: null, answer: '200' };
const ask = (heads: ItemHead[], runs: Run[], handle: string | null, userId: string | null = null, host = 'x.com') => reasonFor(shieldIndex(heads, runs), host, { handle, userId });

describe('whom the shield covers', () => {
  it('is nobody who was never saved and never quieted', () => expect(ask([head({ handle: 'mire' })], [], 'pond')).toBeNull());
  it('is a saved sender, whatever the case of the name', () => expect(ask([head({ handle: 'Mire' })], [], 'mIRE')).toBe('saved'));
  it('is a saved sender under a new name, by the id', () => expect(ask([head({ handle: 'mire', userId: '7' })], [], 'mire2', '7')).toBe('saved'));
  it('is no stranger who took the name over', () => expect(ask([head({ handle: 'mire', userId: '7' })], [], 'mire', '8')).toBeNull());
  it('is the same account at the platform’s other address', () => expect(ask([head({ handle: 'mire' })], [], 'mire', null, 'mobile.twitter.com')).toBe('saved'));
  it('is not one of the same name on another platform', () => expect(ask([head({ handle: 'mire' })], [], 'mire', null, 'bsky.app')).toBeNull());
  it('is a federated name wherever it is seen', () =>
    expect(ask([head({ handle: 'mire@loud.example', address: 'https://a.example/home' })], [], 'mire@loud.example', null, 'b.example')).toBe('saved'));
  it('does not take another instance’s account number for its own', () =>
    expect(ask([head({ handle: 'mire@a.example', userId: '7', address: 'https://a.example/home' })], [], 'calm@b.example', '7', 'b.example')).toBeNull());
  it('is a quieted sender, and says so', () => expect(ask([head({ handle: 'mire' })], [run([entry('mire', null, done)])], 'mire')).toBe('quiet'));
  it('goes by the latest act: what was undone is only saved', () =>
    expect(ask([], [run([entry('mire', null, done)], 'undo'), run([entry('mire', null, done)])], 'mire')).toBe('saved'));
  it.each(['self', 'ally', 'own-list', 'followed'] as const)('is nobody whom an act spared as %s, saved or not', (why) =>
    expect(ask([head({ handle: 'mire' })], [run([entry('mire', null, { state: 'spared', why })])], 'mire')).toBeNull());
  it('an act that was not done covers nobody by itself', () => expect(ask([], [run([entry('mire', null, { state: 'waiting' })])], 'mire')).toBeNull());
  it('leaves out what is damaged', () => expect(ask([head({ handle: 'mire', damaged: true })], [], 'mire')).toBeNull());
  it('knows hosts by their platform', () => expect([placeOf('old.reddit.com'), placeOf('www.pond.example'), placeOf('notx.com')]).toEqual(['reddit', 'pond.example', 'notx.com']));
});

describe('what else she keeps', () => {
  const kept = (more: Partial<Kept>): Kept => ({ listed: [], friends: [], ...more });
  const of = (index: ReturnType<typeof shieldIndex>, handle: string, host = 'x.com') => reasonFor(index, host, { handle, userId: null });
  it('covers whom she put on a list, unless she follows or trusts them', () => {
    const index = shieldIndex([], [], kept({ listed: [{ host: 'x.com', handle: 'Mire', userId: null }, { host: 'x', handle: 'pond', userId: null }], friends: [{ host: 'x', handle: 'pond', userId: null }] }));
    expect([of(index, 'mire'), of(index, 'pond'), of(index, 'mire', 'bsky.app')]).toEqual(['listed', null, null]);
  });
  it('never covers an ally, saved or quieted', () =>
    expect(of(shieldIndex([head({ handle: 'mire' })], [run([entry('mire', null, done)])], kept({ friends: [{ host: 'x', handle: 'mire', userId: null }] })), 'mire')).toBeNull());
});

describe('what a post says', () => {
  const readers = { holdsWord: (text: string) => text.includes('frog'), holdsSign: (text: string) => text.includes('behind you') };
  const index = shieldIndex([head({ handle: 'mire' })], [run([entry('reed', null, { state: 'spared', why: 'followed' })])], { listed: [], friends: [{ host: 'x', handle: 'heron', userId: '9' }] });
  const read = (handle: string | null, words: string, userId: string | null = null) => readFor(index, 'x.com', { who: { userId, handle }, words }, readers);
  it('covers a stranger’s post by her words, and by a sign; her words go first', () =>
    expect([read('pond', 'a frog'), read('pond', 'right behind you'), read('pond', 'a frog behind you')]).toEqual(['word', 'sign', 'word']));
  it('is no matter for a stranger without either, but for pictures', () => expect(read('pond', 'table 3 says otherwise')).toBe('media'));
  it.each([['reed', 'whom she follows', null], ['heron', 'an ally', '9'], ['heron2', 'an ally under a new name', '9']])('never covers %s: %s', (handle, _, id) => expect(read(handle, 'a frog behind you', id)).toBeNull());
  it('is not asked of whoever is covered anyway', () => expect(read('mire', 'a frog')).toBeNull());
  it('covers a stranger with a friend’s name', () => expect(read('heron', 'a frog', '8')).toBe('word'));
});

describe('the setting', () => {
  it.each([undefined, null, 'strong', 7, { all: 'loud' }, { all: {}, sites: 'x' }])('is off for what is no setting: %j', (kept) =>
    expect(shieldSetting(kept)).toEqual({ all: 'off', sites: {}, locked: 'cover' }));
  it('of one site goes before that of all', () => {
    const set = shieldSetting({ all: 'light', sites: { 'x.com': 'off', 'bsky.app': 'strong', 'pond.example': 'loud' }, locked: 'off' });
    expect(['x.com', 'bsky.app', 'pond.example', 'toString'].map((host) => modeFor(set, host))).toEqual(['off', 'strong', 'light', 'light']);
    expect(set.locked).toBe('off');
  });
});
