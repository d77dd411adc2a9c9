import type { MediaItem } from '@/utils/domain/post';

import { isObject, listIn, mediaItem, textIn, timeOf, type Kind, type Said } from './said';
import { OWNER } from './x';

/**
 * Meta writes each byte of UTF-8 as a character of its own (`Ã©` for `é`): put together again where all of it fits,
 * else left as it stands. The entry's own bytes stay as they are.
 */
export function mended(text: string | null): string | null {
  if (text === null || !/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  } catch {
    return text;
  }
}

const MEDIA: readonly (readonly [string, MediaItem['kind']])[] = [['photos', 'image'], ['videos', 'video'], ['gifs', 'gif'], ['audio_files', 'audio'], ['files', 'image']];

/** A conversation's folder, `inbox/name_1234567890`: its number tells two of the same name apart. */
const FOLDER = /(?:^|\/)messages\/(inbox|filtered_threads|message_requests|archived_threads|e2ee_cutover|legacy_threads)\/([^/]+)\/message_\d+\.json$/;

export const metaMessages: Kind = {
  platform: 'meta',
  file: FOLDER,
  about: ['/participants'],
  entries: ['/messages/*'],
  conversation: (path) => { const found = FOLDER.exec(path); return found ? `${found[1]}/${found[2]}` : null; },
  read(value) {
    if (!isObject(value)) return null;
    const name = mended(textIn(value, 'sender_name'));
    const at = typeof value['timestamp_ms'] === 'number' ? value['timestamp_ms'] : null;
    if (name === null && at === null) return null;
    const media = MEDIA.flatMap(([key, kind]) => listIn(value, key).map((one) => mediaItem(kind, mended(textIn(one, 'uri')))));
    return { kind: 'message', sender: name, userId: null, handle: null, name, id: null, at: timeOf(at), text: mended(textIn(value, 'content')), media };
  },
};

/** Comments that she wrote herself. */
export const metaComments: Kind = {
  platform: 'meta',
  file: /(?:^|\/)comments(?:_and_reactions)?\/(?:comments|post_comments(?:_\d+)?|reels_comments)\.json$/,
  about: [],
  entries: ['/comments_v2/*', '/comments/*', '/comments_media_comments/*', '/comments_reels_comments/*', '/*'],
  conversation: () => 'own-comments',
  read(value): Said | null {
    if (!isObject(value)) return null;
    const inner = listIn(value, 'data').map((one) => (isObject(one) ? one['comment'] : null)).find(isObject);
    const map = isObject(value['string_map_data']) ? value['string_map_data'] : null;
    const text = textIn(inner, 'comment') ?? textIn(map?.['Comment'], 'value');
    const seconds = inner?.['timestamp'] ?? value['timestamp'] ?? (isObject(map?.['Time']) ? map['Time']['timestamp'] : null);
    if (text === null) return null;
    return { kind: 'comment', sender: OWNER, userId: null, handle: null, name: mended(textIn(inner, 'author')), id: null, at: typeof seconds === 'number' ? timeOf(seconds * 1000) : null, text: mended(text), media: [] };
  },
};

/** Names in a conversation's list of people. */
export const participantsOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => mended(textIn(one, 'name')) ?? []) : []);
