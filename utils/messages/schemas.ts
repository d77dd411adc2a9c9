import * as z from 'zod/mini';

import { MOST_AT_ONCE } from '@/utils/domain/act';
import { GUIDE_SAID } from '@/utils/domain/guide';
import { MOST_ASKED, MOST_READ } from '@/utils/domain/shield';

import type { SenderKind } from './sender';
import type { BackgroundCalls } from './types';

z.config({ jitless: true });

const text = (most: number) => z.string().check(z.maxLength(most));

const pointing = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('pointer') }),
  z.strictObject({ how: z.literal('focus') }),
  z.strictObject({ how: z.literal('bar') }),
  z.strictObject({ how: z.literal('key'), key: text(500) }),
  z.strictObject({ how: z.literal('picker') }),
  z.strictObject({ how: z.literal('region') }),
]);

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const mark = z.string().check(z.regex(/^data-[a-z]{10}$/));
const sites = z.array(text(20)).check(z.maxLength(20));
const who = z.strictObject({ userId: z.nullable(text(300)), handle: z.nullable(text(300)) });
const host = z.string().check(z.regex(/^[\w.-]{1,253}(:\d{1,5})?$/));
const tabId = z.int().check(z.nonnegative());

/** What each message must look like, and who may send it. Anything else is dropped unread. */
export const CALLS: Record<keyof BackgroundCalls, { shape: z.ZodMiniType; from: readonly SenderKind[] }> = {
  capture: { shape: z.strictObject({ type: z.literal('capture'), pointing, wordsOnly: z.boolean() }), from: ['site', 'armed'] },
  undo: { shape: z.strictObject({ type: z.literal('undo'), token: id }), from: ['site', 'armed'] },
  show: { shape: z.strictObject({ type: z.literal('show') }), from: ['site', 'armed'] },
  bar: { shape: z.strictObject({ type: z.literal('bar') }), from: ['site'] },
  learn: { shape: z.strictObject({ type: z.literal('learn') }), from: ['site', 'armed'] },
  learnInTab: { shape: z.strictObject({ type: z.literal('learnInTab'), tabId }), from: ['own-page'] },
  saveInTab: {
    shape: z.strictObject({ type: z.literal('saveInTab'), tabId, keys: z.array(text(500)).check(z.maxLength(500)), wordsOnly: z.boolean() }),
    from: ['own-page'],
  },
  pickInTab: {
    shape: z.strictObject({ type: z.literal('pickInTab'), tabId, how: z.enum(['picker', 'region', 'screen']), wordsOnly: z.boolean() }),
    from: ['own-page'],
  },
  'act.command': { shape: z.strictObject({ type: z.literal('act.command'), id, command: z.enum(['go', 'pause', 'stop']) }), from: ['own-page'] },
  'act.ties': {
    shape: z.strictObject({
      type: z.literal('act.ties'), site: text(20), host,
      senders: z.array(z.strictObject({ userId: text(300), evidence: z.array(id).check(z.maxLength(50)) })).check(z.maxLength(MOST_AT_ONCE)),
    }),
    from: ['own-page'],
  },
  'guide.command': { shape: z.strictObject({ type: z.literal('guide.command'), id, command: z.enum(['open', 'did', 'not-done', 'skip']) }), from: ['own-page'] },
  'guide.said': {
    shape: z.strictObject({ type: z.literal('guide.said'), token: id, said: z.enum(GUIDE_SAID), userId: z.nullable(text(300)), handle: z.nullable(text(300)) }),
    from: ['site'],
  },
  settle: { shape: z.strictObject({ type: z.literal('settle') }), from: ['own-page'] },
  inView: { shape: z.strictObject({ type: z.literal('inView'), tabId }), from: ['own-page'] },
  outline: { shape: z.strictObject({ type: z.literal('outline'), tabId }), from: ['own-page'] },
  'stitch.start': { shape: z.strictObject({ type: z.literal('stitch.start'), tabId, what: z.enum(['page', 'thread', 'element']) }), from: ['own-page'] },
  'stitch.state': { shape: z.strictObject({ type: z.literal('stitch.state') }), from: ['own-page'] },
  'stitch.stop': { shape: z.strictObject({ type: z.literal('stitch.stop') }), from: ['own-page', 'site', 'armed'] },
  'shield.start': { shape: z.strictObject({ type: z.literal('shield.start'), mark, sites }), from: ['site'] },
  'shield.ask': {
    shape: z.strictObject({
      type: z.literal('shield.ask'), senders: z.array(who).check(z.maxLength(MOST_ASKED)),
      posts: z.array(z.strictObject({ who, words: text(MOST_READ) })).check(z.maxLength(MOST_ASKED)),
    }),
    from: ['site'],
  },
  'shield.frames': { shape: z.strictObject({ type: z.literal('shield.frames'), mark, sites }), from: ['site'] },
  'shield.end': { shape: z.strictObject({ type: z.literal('shield.end'), mark, sites }), from: ['site'] },
  'sweep.start': {
    shape: z.strictObject({ type: z.literal('sweep.start'), tabId, pictures: z.boolean(), sensitiveAsWords: z.boolean() }),
    from: ['own-page'],
  },
  'sweep.command': {
    shape: z.strictObject({ type: z.literal('sweep.command'), command: z.enum(['pause', 'resume', 'stop']), id: z.optional(id), tabId: z.optional(tabId) }),
    from: ['own-page', 'site', 'armed'],
  },
  'sweep.state': { shape: z.strictObject({ type: z.literal('sweep.state'), tabId: z.nullable(tabId) }), from: ['own-page'] },
};
