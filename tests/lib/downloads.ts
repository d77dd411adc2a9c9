import { crc32 } from 'node:zlib';

import { makeZip } from 'client-zip';

import { utf8, type Bytes } from '@/utils/crypto/bytes';

type Input = string | Bytes;

const AT = new Date(2026, 2, 2, 12);

/** A stored ZIP of these files, as a `File`. */
export async function zipOf(files: Record<string, Input>, name = 'download.zip'): Promise<File> {
  const entries = Object.entries(files).map(([path, input]) => ({ name: path, input: typeof input === 'string' ? utf8(input) : input, lastModified: AT }));
  return new File([await new Response(makeZip(entries)).arrayBuffer()], name);
}

/** As Meta writes text: every byte of UTF-8 a character of its own. */
export const asMeta = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

const ytd = (name: string, value: unknown): string => `window.YTD.${name}.part0 = ${JSON.stringify(value, null, 2)}`;
const dm = (id: string, sender: string, at: string, text: string, more = {}) => ({ messageCreate: { recipientId: '1001', reactions: [], urls: [], text, mediaUrls: [], senderId: sender, id, createdAt: at, ...more } });

/** Hers is account 1001. */
export const xDownload = (): Record<string, Input> => ({
  'data/manifest.js': 'window.__THAR_CONFIG = {"archiveInfo":{"generationDate":"2026-03-02T00:00:00.000Z"}}',
  'data/account.js': ytd('account', [{ account: { username: 'wren', accountId: '1001', accountDisplayName: 'Wren' } }]),
  'data/direct-messages.js': ytd('direct_messages', [
    { dmConversation: { conversationId: '1001-2002', messages: [
      dm('93', '2002', '2026-02-03T10:00:00.000Z', 'I know your street. "}]},{ [ \\ canary'), dm('92', '1001', '2026-02-02T10:00:00.000Z', 'Stop it.'),
      { joinConversation: { initiatingUserId: '2002', createdAt: '2026-02-01T09:00:00.000Z' } }, dm('91', '2002', '2026-02-01T10:00:00.000Z', 'You will see 🔥', { mediaUrls: ['https://ton.twitter.com/dm/91/a.jpg'] }),
    ] } },
    { dmConversation: { conversationId: '1001-3003', messages: [dm('81', '3003', '2026-01-05T10:00:00.000Z', 'Go away.')] } },
  ]),
  'data/direct-messages-group.js': ytd('direct_messages_group', [{ dmConversation: { conversationId: '777', messages: [dm('71', '2002', '2026-01-06T10:00:00.000Z', 'Throw her out.'), dm('72', '4004', '2026-01-07T10:00:00.000Z', 'Yes.')] } }]),
  'data/tweets.js': ytd('tweets', [{ tweet: { id_str: '55', full_text: 'My own words.', created_at: 'Mon Feb 02 10:00:00 +0000 2026' } }]),
  'data/like.js': ytd('like', [{ like: { tweetId: '1', fullText: 'x' } }]),
  'data/tweets_media/1-a.jpg': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
});

export const metaDownload = (): Record<string, Input> => {
  const inbox = 'your_facebook_activity/messages/inbox';
  const message = (sender: string, at: number, content: string, more = {}) => ({ sender_name: asMeta(sender), timestamp_ms: at, content: asMeta(content), is_geoblocked_for_viewer: false, ...more });
  const people = (...names: string[]) => names.map((name) => ({ name: asMeta(name) }));
  return {
    [`${inbox}/rook_10/message_1.json`]: JSON.stringify({ participants: people('Rook Élan', 'Wren'), messages: [message('Rook Élan', 1_770_000_000_000, 'Tu vas voir, là 🔥'), message('Wren', 1_770_000_060_000, 'Stop.')], title: 'Rook', thread_path: 'inbox/rook_10' }),
    [`${inbox}/owls_11/message_1.json`]: JSON.stringify({ participants: people('Rook Élan', 'Wren', 'Old Owl'), messages: [message('Old Owl', 1_770_100_000_000, 'Out with her.', { photos: [{ uri: `${inbox}/owls_11/photos/1.jpg`, creation_timestamp: 1 }] })], title: 'Owls' }),
    'your_facebook_activity/messages/message_requests/jay_12/message_1.json': JSON.stringify({ participants: people('Jay', 'Wren'), messages: [message('Jay', 1_770_200_000_000, 'Answer me.')] }),
    'your_facebook_activity/comments_and_reactions/comments.json': JSON.stringify({ comments_v2: [{ timestamp: 1_770_000_000, data: [{ comment: { timestamp: 1_770_000_000, comment: asMeta('Ça suffit.'), author: 'Wren' } }], title: 'x' }] }),
    [`${inbox}/owls_11/photos/1.jpg`]: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
    [`${inbox}/web_13/message_1.html`]: '<html><script>alert(1)</script></html>',
  };
};

/** A stored ZIP with one file of X's messages, as many megabytes long, that is nowhere whole in memory: its bytes are made as they are asked for. */
export function largeDownload(blocks: number): { file: File; count: number; perBlock: number; blocks: number; last: number } {
  const last = Date.UTC(2026, 0, 1) + 999_000;
  const perBlock = 1000;
  const one = (i: number) => `,{"messageCreate":{"senderId":"${2000 + (i % 2)}","id":"${i}","text":"${'words '.repeat(140)}","createdAt":"${new Date(i === perBlock - 1 ? last : Date.UTC(2026, 0, 1)).toISOString()}"}}`;
  const block = utf8(Array.from({ length: perBlock }, (_, i) => one(i)).join('')).slice();
  const padded = new Uint8Array(Math.max(1_000_000, block.length)).fill(0x20);
  padded.set(block);
  const [head, tail] = [utf8('window.YTD.direct_messages.part0 = [{"dmConversation":{"conversationId":"1-2","messages":[{}'), utf8(']}}]')];
  const size = head.length + blocks * padded.length + tail.length;
  let sum = crc32(head);
  for (let i = 0; i < blocks; i++) sum = crc32(padded, sum);
  sum = crc32(tail, sum);

  const name = utf8('data/direct-messages.js');
  const header = (signature: number, more: number): Bytes => {
    const bytes = new Uint8Array(more + name.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, signature, true);
    const at = signature === 0x04034b50 ? 4 : 6;
    view.setUint16(4, 20, true);
    view.setUint16(at, 20, true);
    view.setUint32(at + 6, 0x5c620000, true);
    view.setUint32(at + 10, sum, true);
    view.setUint32(at + 14, size, true);
    view.setUint32(at + 18, size, true);
    view.setUint16(at + 22, name.length, true);
    bytes.set(name, more);
    return bytes;
  };
  const local = header(0x04034b50, 30);
  const central = header(0x02014b50, 46);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, 1, true);
  view.setUint16(10, 1, true);
  view.setUint32(12, central.length, true);
  view.setUint32(16, local.length + size, true);

  const segments: { start: number; bytes: (at: number, length: number) => Bytes; length: number }[] = [];
  let start = 0;
  const add = (length: number, bytes: (at: number, length: number) => Bytes): void => { segments.push({ start, length, bytes }); start += length; };
  for (const bytes of [local, head]) add(bytes.length, (at, length) => bytes.slice(at, at + length));
  add(blocks * padded.length, (at, length) => {
    const out = new Uint8Array(length);
    for (let i = 0; i < length;) {
      const from = (at + i) % padded.length;
      const some = padded.subarray(from, Math.min(padded.length, from + length - i));
      out.set(some, i);
      i += some.length;
    }
    return out;
  });
  for (const bytes of [tail, central, end]) add(bytes.length, (at, length) => bytes.slice(at, at + length));
  const total = start;
  const bytesOf = (from: number, to: number): Bytes => {
    const out = new Uint8Array(Math.max(0, Math.min(to, total) - from));
    for (const { start: begin, length, bytes } of segments) {
      const [a, b] = [Math.max(from, begin), Math.min(to, begin + length)];
      if (a < b) out.set(bytes(a - begin, b - a), a - from);
    }
    return out;
  };
  const file = Object.assign(new File([], 'large.zip'), {
    slice: (from = 0, to = total) => new Blob([bytesOf(from, to)]),
    stream: () => {
      let at = 0;
      return new ReadableStream({ pull: (out) => { if (at >= total) return out.close(); out.enqueue(bytesOf(at, at + 65_536)); at += 65_536; } });
    },
  });
  Object.defineProperty(file, 'size', { value: total });
  return { file, count: blocks * perBlock, perBlock, blocks, last };
}
