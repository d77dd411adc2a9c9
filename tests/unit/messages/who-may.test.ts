import { describe, expect, it, vi } from 'vitest';

import { CALLS } from '@/utils/messages/schemas';
import { senderKind, type Known, type Sender, type SenderKind } from '@/utils/messages/sender';
import { answer, type Handlers } from '@/utils/messages/server';

const OWN = 'chrome-extension://ours';
const known: Known = {
  extensionId: 'ours',
  ownOrigin: OWN,
  isGranted: (origin) => origin === 'https://x.com',
  armed: (tabId) => (tabId === 7 ? { origin: 'https://pond.example', documentId: 'doc-7' } : null),
};

const site = { id: 'ours', origin: 'https://x.com', url: 'https://x.com/home', frameId: 0, documentId: 'doc-1', tab: { id: 3 } };
const armed = { id: 'ours', origin: 'https://pond.example', url: 'https://pond.example/a', frameId: 0, documentId: 'doc-7', tab: { id: 7 } };

/** Every kind of sender there is, and everything that is nearly one. */
const SENDERS: [name: string, sender: Sender, kind: SenderKind][] = [
  ['our page in a tab', { id: 'ours', origin: OWN, url: `${OWN}/dashboard.html`, frameId: 0, tab: { id: 1 } }, 'own-page'],
  ['our popup', { id: 'ours', origin: OWN, url: `${OWN}/popup.html` }, 'own-page'],
  ['our page inside a frame', { id: 'ours', origin: OWN, url: `${OWN}/dashboard.html`, frameId: 4, tab: { id: 3 } }, 'none'],
  ['a site that she granted', site, 'site'],
  ['the same site without a tab', { ...site, tab: undefined }, 'none'],
  ['a frame of a granted site', { ...site, frameId: 2 }, 'none'],
  ['a granted site by its address alone', { ...site, origin: 'https://other.example' }, 'none'],
  ['a site whose name only begins alike', { ...site, origin: 'https://x.com.example' }, 'none'],
  ['a granted host without https', { ...site, origin: 'http://x.com' }, 'none'],
  ['an opaque origin', { ...site, origin: 'null' }, 'none'],
  ['no origin at all', { ...site, origin: undefined }, 'none'],
  ['a file', { ...site, origin: 'file://' }, 'none'],
  ['another extension', { ...site, id: 'theirs' }, 'none'],
  ['another extension under our origin', { id: 'theirs', origin: OWN, frameId: 0 }, 'none'],
  ['a page without an id', { origin: 'https://x.com', frameId: 0, tab: { id: 3 } }, 'none'],
  ['the document that she pressed on', armed, 'armed'],
  ['where the browser names no documents', { ...armed, documentId: undefined }, 'armed'],
  ['the next document in that tab', { ...armed, documentId: 'doc-8' }, 'none'],
  ['another origin in that tab', { ...armed, origin: 'https://mire.example' }, 'none'],
  ['that origin in another tab', { ...armed, tab: { id: 8 } }, 'none'],
  ['a frame in that tab', { ...armed, frameId: 1 }, 'none'],
];

const TOKEN = '0'.repeat(32);
/** A right payload of each message: the type makes a new message fail here until it is thought of. */
const RIGHT: Record<keyof Handlers, Record<string, unknown>> = {
  capture: { pointing: { how: 'pointer' }, wordsOnly: false },
  undo: { token: TOKEN },
  show: {},
  bar: {},
  learn: {},
  learnInTab: { tabId: 3 },
  saveInTab: { tabId: 3, keys: ['1'], wordsOnly: true },
  pickInTab: { tabId: 3, how: 'picker', wordsOnly: false },
  'act.command': { id: TOKEN, command: 'go' },
  'act.ties': { site: 'mastodon', host: 'practice.example', senders: [{ userId: '42', evidence: [TOKEN] }] },
  'guide.command': { id: TOKEN, command: 'open' },
  'guide.said': { token: TOKEN, said: 'did', userId: null, handle: 'loud' },
  settle: {},
  inView: { tabId: 3 },
  outline: { tabId: 3 },
  'stitch.start': { tabId: 3, what: 'page' },
  'stitch.state': {},
  'stitch.stop': {},
  'shield.start': { mark: 'data-abcdefghij', sites: ['x'] },
  'shield.ask': { senders: [{ userId: '1', handle: null }], posts: [{ who: { userId: null, handle: 'mire' }, words: 'words' }] },
  'shield.frames': { mark: 'data-abcdefghij', sites: ['youtube'] },
  'shield.end': { mark: 'data-abcdefghij', sites: ['x'] },
  'sweep.start': { tabId: 3, pictures: true, sensitiveAsWords: true },
  'sweep.command': { command: 'pause' },
  'sweep.state': { tabId: null },
};
/** Written down a second time on purpose: who may send what. */
const ALLOWED: Record<keyof Handlers, readonly SenderKind[]> = {
  capture: ['site', 'armed'], undo: ['site', 'armed'], show: ['site', 'armed'], bar: ['site'], learn: ['site', 'armed'], learnInTab: ['own-page'],
  saveInTab: ['own-page'], pickInTab: ['own-page'], 'act.command': ['own-page'], 'act.ties': ['own-page'], 'guide.command': ['own-page'], 'guide.said': ['site'], settle: ['own-page'], inView: ['own-page'], outline: ['own-page'],
  'stitch.start': ['own-page'], 'stitch.state': ['own-page'], 'stitch.stop': ['own-page', 'site', 'armed'],
  'shield.start': ['site'], 'shield.ask': ['site'], 'shield.frames': ['site'], 'shield.end': ['site'],
  'sweep.start': ['own-page'], 'sweep.command': ['own-page', 'site', 'armed'], 'sweep.state': ['own-page'],
};
const TYPES = Object.keys(RIGHT) as (keyof Handlers)[];

function handlersThatCount(): { handlers: Handlers; calls: string[] } {
  const calls: string[] = [];
  const handlers = Object.fromEntries(TYPES.map((type) => [type, () => { calls.push(type); return Promise.resolve('done'); }]));
  return { handlers: handlers as unknown as Handlers, calls };
}

const send = async (message: unknown, sender: Sender): Promise<{ got: unknown; calls: string[] }> => {
  const { handlers, calls } = handlersThatCount();
  return { got: await answer(message, sender, () => Promise.resolve(known), handlers), calls };
};

describe('who a sender is', () => {
  it.each(SENDERS)('%s', (_, sender, kind) => expect(senderKind(sender, known)).toBe(kind));
});

describe('every sender with every message', () => {
  it('has a right payload for each message that there is', () => expect(Object.keys(CALLS).sort()).toEqual([...TYPES].sort()));

  it.each(SENDERS)('%s: only what it may', async (_, sender, kind) => {
    for (const type of TYPES) {
      const { got, calls } = await send({ ...RIGHT[type], type }, sender);
      const may = ALLOWED[type].includes(kind);
      expect({ type, got, calls }).toEqual({ type, got: may ? 'done' : { refused: 'not-allowed' }, calls: may ? [type] : [] });
    }
  });
});

describe('wrong payloads from the right sender', () => {
  const WRONG: [string, unknown][] = [
    ['nothing', null], ['text', 'capture'], ['a number', 4], ['an array', ['capture']], ['no type', {}], ['a type that is no text', { type: 1 }],
    ['an unknown type', { type: 'unlock' }], ['a name of every object', { type: 'constructor' }], ['the prototype', { type: '__proto__' }],
    ['a field too few', { type: 'capture', wordsOnly: false }],
    ['a field too many', { type: 'capture', ...RIGHT.capture, number: 3 }],
    ['an origin of its own', { type: 'capture', ...RIGHT.capture, origin: 'https://x.com' }],
    ['an unknown pointing', { type: 'capture', pointing: { how: 'all' }, wordsOnly: false }],
    ['a menu, which only the browser may open', { type: 'capture', pointing: { how: 'menu', linkUrl: null, selection: null }, wordsOnly: false }],
    ['a key too long', { type: 'capture', pointing: { how: 'key', key: 'k'.repeat(501) }, wordsOnly: false }],
    ['words for yes', { type: 'capture', pointing: { how: 'pointer' }, wordsOnly: 'yes' }],
    ['a token that is none', { type: 'undo', token: '../keys' }],
    ['a token too long', { type: 'undo', token: `${TOKEN}0` }],
  ];
  it.each(WRONG)('%s is dropped unread', async (_, message) => {
    const { got, calls } = await send(message, site);
    expect(got).toEqual({ refused: 'bad-message' });
    expect(calls).toEqual([]);
  });

  it.each([['a tab below zero', { tabId: -1 }], ['half a tab', { tabId: 1.5 }], ['no tab', {}]])('our own page with %s', async (_, body) => {
    expect((await send({ type: 'inView', ...body }, SENDERS[0]![1])).got).toEqual({ refused: 'bad-message' });
  });

  it('more keys than a page can hold', async () => {
    const keys = Array.from({ length: 501 }, String);
    expect((await send({ type: 'saveInTab', tabId: 1, keys, wordsOnly: false }, SENDERS[0]![1])).got).toEqual({ refused: 'bad-message' });
  });

  it.each([
    ['every host', { host: '*.example' }], ['a path behind the host', { host: 'practice.example/home' }],
    ['more people than are asked about at once', { senders: Array.from({ length: 26 }, () => ({ userId: '42', evidence: [TOKEN] })) }], ['a person without an id', { senders: [{ userId: null, evidence: [TOKEN] }] }],
  ])('whom she follows, asked of %s', async (_, wrong) => {
    expect((await send({ type: 'act.ties', ...RIGHT['act.ties'], ...wrong }, SENDERS[0]![1])).got).toEqual({ refused: 'bad-message' });
  });

  it('says a code and nothing of the error when a handler breaks', async () => {
    const { handlers } = handlersThatCount();
    handlers.bar = () => Promise.reject(new Error('secret words at line 3'));
    expect(await answer({ type: 'bar' }, site, () => Promise.resolve(known), handlers)).toEqual({ refused: 'failed' });
  });

  it('asks afresh for each message what is granted', async () => {
    const ask = vi.fn(() => Promise.resolve(known));
    const { handlers } = handlersThatCount();
    await answer({ type: 'bar' }, site, ask, handlers);
    const gone: Known = { ...known, isGranted: () => false };
    ask.mockResolvedValue(gone);
    expect(await answer({ type: 'bar' }, site, ask, handlers)).toEqual({ refused: 'not-allowed' });
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
