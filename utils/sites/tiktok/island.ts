import type { PageFacts } from '../site';
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

export function island({ doc }: PageFacts): Island | null {
  const text = doc.querySelector(selectors.island)?.textContent;
  if (!text) return null;
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
