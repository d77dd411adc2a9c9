import type { Anchors } from '../site';
import { authorHint, engines, entry, quoted, type Ask, type Engine } from './selectors';

const places = (asks: (engine: Engine) => readonly Ask[]): string[] => engines.flatMap((engine) => asks(engine).map(([, at]) => at.replaceAll('{id}', '')).filter(Boolean));
const posts = engines.flatMap((engine) => [engine.post, `:root :is(${engine.page})`]);
const marked = [entry, authorHint, quoted, '[class*="quote" i]'];

/** What each value hangs on: while all of a value's anchors stand, it must be read. An engine's posts are the first anchor of all. Only tests need this. */
export const anchors: Anchors = {
  post: [...posts, ...marked, ...engines.flatMap((engine) => engine.text.map(([, at]) => at))],
  id: [...posts, ...marked, '[id*="-"]', ...places((engine) => engine.id)],
  handle: [...posts, ...marked, ...places((engine) => engine.handle)],
  displayName: [...posts, ...marked, ...places((engine) => engine.displayName)],
  permalink: [...posts, ...marked, ...places((engine) => engine.permalink)],
  postedAt: [...posts, ...marked, ...places((engine) => engine.time)],
  text: [...posts, ...marked, ...engines.flatMap((engine) => [engine.notText, ...engine.text.map(([, at]) => at)])],
  quoted: [...posts, ...engines.flatMap((engine) => (engine.quote ? [engine.quote.at, engine.quote.text] : []))],
  media: [...posts, ...marked, ...engines.flatMap((engine) => [engine.media, ...engine.text.map(([, at]) => at)])],
  userId: [...posts, ...places((engine) => engine.userId)],
};
