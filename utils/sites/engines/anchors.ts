import type { Anchors } from '../site';
import type { Ask, Engine } from './engine';
import { engines } from './selectors';

/** Where a value stands, and in which attribute. */
const place = (self: string, [, at, get]: Ask): string => {
  const here = at.replace(/\[(\w+)[$*^~]?="[^"]*\{id\}[^"]*"\]/g, '[$1]') || self;
  return get === '#text' ? here : `:is(${here})[${get}]`;
};
const places = (asks: (engine: Engine) => readonly Ask[]): string[] => engines.flatMap((engine) => asks(engine).map((ask) => place(engine.post, ask)));
const quotes = engines.flatMap(({ quote }) => (quote ? [quote.at, quote.text, ...[...quote.handle, ...quote.id, ...quote.userId].map((ask) => place(quote.at, ask))] : []).filter(Boolean));
/** What makes an engine known at all, and a post of it one. */
const posts = engines.flatMap((engine) => [engine.post, `:root :is(${engine.page})`, ...engine.text.map(([, at]) => at), engine.title?.[0] ?? [], engine.head ?? []].flat());
const servers = engines.flatMap(({ federated }) => (typeof federated === 'object' ? [`[${federated[0]}]`] : []));

/** What an element's own id begins with, where a post is known without. */
const numbered = ['[id^="item-"]', '[id^="entry-"]', '[id^="post-"]', '[id*="/"]'];

/** What each value hangs on: while all of a value's anchors stand, it must be read. An engine's posts are the first anchor of all. Only tests need this. */
export const anchors: Anchors = {
  post: [...posts, '[id]'],
  id: [...posts, '[id]', ...numbered, ...places((engine) => engine.id)],
  handle: [...posts, ...servers, '[id]', ...numbered, ...places((engine) => engine.handle)],
  displayName: [...posts, 'img[alt]', ...places((engine) => engine.displayName)],
  permalink: [...posts, '[id]', ...places((engine) => [...engine.permalink, ...engine.id])],
  postedAt: [...posts, ...places((engine) => [...engine.time, ...engine.id])],
  text: [...posts, 'img[alt]', ...engines.map((engine) => engine.notText)],
  quoted: [...posts, ...quotes],
  media: [...posts, ...engines.map((engine) => engine.media).filter(Boolean)],
  userId: [...posts, ...places((engine) => engine.userId)],
};
