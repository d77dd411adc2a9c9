import { describe, expect, it } from 'vitest';

import { blankPost, type Post } from '@/utils/domain/post';
import type { Reason, ShieldMode } from '@/utils/domain/shield';
import { decide, type Facts, nameOf } from '@/utils/page/shield/decide';
import { tables } from '@/utils/page/shield/words';

const by = (handle: string | null, more: Partial<Post> = {}, viewer: string | null = null): Facts => ({ kind: 'post', post: { ...blankPost(), handle, ...more }, viewer });
const told = (all: Record<string, Reason | null>) => new Map(Object.entries(all).map(([handle, reason]) => [nameOf({ userId: null, handle }), reason]));
const now = (facts: Facts, mode: ShieldMode, all: Record<string, Reason | null>) => decide(facts, mode, told(all));
const quotes = { quoted: { ...blankPost(), handle: 'mire' } };
const answers = { inReplyTo: { id: null, handle: 'mire', permalink: null } };

describe('what is decided of a post', () => {
  it('waits, covered, and asks, while its sender is not known', () =>
    expect(now(by('pond'), 'light', {})).toEqual({ now: 'wait', ask: [{ userId: null, handle: 'pond' }] }));
  it('waits and asks nothing while there is nothing to tell it by', () => expect(now({ kind: 'empty' }, 'light', {})).toEqual({ now: 'wait', ask: [] }));
  it('is clear for a sender who is clear', () => expect(now(by('pond'), 'light', { pond: null })).toEqual({ now: 'clear' }));
  it('is covered with who and why', () => expect(now(by('Mire'), 'light', { mire: 'saved' })).toEqual({ now: 'cover', why: 'saved', who: 'Mire' }));
  it('is covered when it quotes one of them, before the other sender is known', () =>
    expect(now(by('pond', quotes), 'light', { mire: 'quiet' })).toEqual({ now: 'cover', why: 'quiet', who: 'mire' }));
  it('waits for the quoted sender too', () => expect(now(by('pond', quotes), 'light', { pond: null })).toMatchObject({ now: 'wait', ask: [{ handle: 'mire' }] }));
  it('is covered as an answer to one of them in strong mode only', () => {
    expect(now(by('pond', answers), 'light', { pond: null, mire: 'saved' })).toEqual({ now: 'clear' });
    expect(now(by('pond', answers), 'strong', { pond: null, mire: 'saved' })).toMatchObject({ now: 'cover', why: 'saved' });
  });
  it('is covered in strong mode when nobody can tell whose it is', () => {
    expect(now(by(null, { text: 'words' }), 'light', {})).toEqual({ now: 'clear' });
    expect(now(by(null, { text: 'words' }), 'strong', {})).toEqual({ now: 'cover', why: 'unread', who: null });
  });
  it('is never covered as her own, but for what she quotes', () => {
    expect(now(by('Afi', {}, 'afi'), 'strong', { afi: 'saved' })).toEqual({ now: 'clear' });
    expect(now(by('afi', quotes, 'afi'), 'light', { mire: 'saved' })).toMatchObject({ now: 'cover' });
    expect(now(by(null, { direction: 'outgoing' }), 'strong', {})).toEqual({ now: 'clear' });
  });
  it('is clear where it is none, and when the shield is off', () => {
    expect(now({ kind: 'other' }, 'strong', {})).toEqual({ now: 'clear' });
    expect(now(by('mire'), 'off', { mire: 'saved' })).toEqual({ now: 'clear' });
  });
});

it('has the same words in both languages, none empty', () => {
  const flat = (table: (typeof tables)['en']) => [table.hold, ...Object.values(table.why)];
  expect(Object.keys(tables.fr.why)).toEqual(Object.keys(tables.en.why));
  expect([...flat(tables.en), ...flat(tables.fr)].every((words) => words.trim() !== '')).toBe(true);
});
