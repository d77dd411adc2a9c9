import type { MediaItem } from '@/utils/domain/post';

/** One message or post as a download states it. Nothing of it was seen by us. */
export interface Said {
  kind: 'message' | 'post' | 'comment';
  /** Account number where there is one, else the name: who is told from whom by it. */
  sender: string | null;
  userId: string | null;
  handle: string | null;
  name: string | null;
  id: string | null;
  /** Milliseconds since the epoch. */
  at: number | null;
  text: string | null;
  media: MediaItem[];
}

/** How one kind of file in a download is read. */
export interface Kind {
  platform: 'x' | 'facebook' | 'instagram' | 'meta';
  file: RegExp;
  /** Paths of what is wanted besides the entries, e.g. a conversation's number: it holds for the entries after it. */
  about: readonly string[];
  entries: readonly string[];
  /** What a file says of a conversation by its own path, or null. */
  conversation(path: string): string | null;
  /** Null: the entry is no message (somebody joined, a name was changed). */
  read(value: unknown): Said | null;
}

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const textIn = (value: unknown, key: string): string | null => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : null;
};
export const listIn = (value: unknown, key: string): unknown[] => {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};
export const timeOf = (value: string | number | null): number | null => {
  const at = value === null ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(at) ? null : at;
};
export const mediaItem = (kind: MediaItem['kind'], url: string | null): MediaItem => ({ kind, url, poster: null, alt: null, width: 0, height: 0 });
