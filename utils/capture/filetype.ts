import type { Bytes } from '@/utils/crypto/bytes';

/** Pictures are known by their first bytes; what only has a picture's name is none. */
const PICTURES: readonly { type: string; ending: string; at: number; bytes: readonly number[] }[] = [
  { type: 'image/png', ending: 'png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', ending: 'jpg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', ending: 'gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', ending: 'webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
];

/** Endings that a package may carry: nothing that runs when it is opened (no HTML, SVG, script, macro). */
const OTHERS: Record<string, string> = {
  pdf: 'application/pdf', txt: 'text/plain', json: 'application/json', eml: 'message/rfc822', odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', heic: 'image/heic', mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac',
  ogg: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac', amr: 'audio/amr', mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', '3gp': 'video/3gpp',
};

/** How a file is kept: by what it is where that can be seen, else by a known ending of its name, else as bytes. */
export function fileType(name: string, bytes: Bytes): { type: string; ending: string } {
  const picture = PICTURES.find(({ at, bytes: wanted }) => wanted.every((byte, i) => bytes[at + i] === byte));
  if (picture) return { type: picture.type, ending: picture.ending };
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(OTHERS, ending) ? OTHERS[ending] : undefined;
  return type === undefined ? { type: 'application/octet-stream', ending: 'bin' } : { type, ending };
}
