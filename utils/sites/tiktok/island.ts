import type { PageFacts } from '../site';
import { onceATurn } from '../turn';
import * as selectors from './selectors';

/** What the page's own data says of one video. It stays behind when the page moves on: use it only where it is the same video. */
export interface Island {
  id: string;
  desc: string | null;
  /** Seconds since 1970, a little after the time in the id. */
  createTime: number | null;
  author: { id: string | null; handle: string | null; name: string | null };
}

type Json = Record<string, unknown>;
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const string = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Read once while its words are the same. */
export function island({ doc }: PageFacts): Island | null {
  const text = words(doc);
  if (text !== last?.text) last = { text, island: text ? parse(text) : null };
  return last.island;
}

const words = onceATurn((doc) => doc.querySelector(selectors.island)?.textContent ?? null);

let last: { text: string | null; island: Island | null } | null = null;

function parse(text: string): Island | null {
  try {
    const scope = object(object(JSON.parse(text))['__DEFAULT_SCOPE__']);
    const item = object(object(object(scope[selectors.islandPart])['itemInfo'])['itemStruct']);
    const author = object(item['author']);
    const id = string(item['id']);
    const created = Number(item['createTime']);
    if (!id) return null;
    return {
      id,
      desc: string(item['desc']),
      createTime: created > 0 ? created : null,
      author: { id: string(author['id']), handle: string(author['uniqueId']), name: string(author['nickname']) },
    };
  } catch {
    return null;
  }
}
