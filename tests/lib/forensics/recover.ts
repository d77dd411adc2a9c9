import { createDecipheriv, hkdfSync } from 'node:crypto';
import { Decrypter } from 'age-encryption';

import { chunksOf, type Chunk } from './profile.ts';
import { sealedJson, wrapped32 } from './trial.ts';

/**
 * What somebody with a copy of the files and the passphrase can do who does not care for live databases: every byte of
 * every file, of every old row and freed page, is tried as the beginning of a box. Deliberately knows nothing of how
 * the browsers lay rows out, so that no layout can hide one.
 */
export interface Recovered {
  /** How many different keyrings lay in the files, and how many opened with the passphrase. */
  keyrings: number;
  opened: number;
  /** Places where the item's wrapped key stood and opened. */
  keys: string[];
  /** Places where a sealed block of the item opened, with its first words. */
  blocks: { where: string; place: string; text: string; whole: boolean }[];
  /** Items saved while locked whose age file opened. */
  inbox: string[];
}

interface Ring { identity: string; dataKey: Buffer }

const AGE = Buffer.from('age-encryption.org/v1\n');
/** The keyring's JSON is 200 to 300 bytes; under scrypt the whole box is shorter than this. */
const LONGEST_KEYRING = 700;

/** `itemId`: an item's, or a slice's. `ours` tells which files may hold the vault: trying every byte of a whole profile would take minutes. */
export async function recover(dir: string, passphrase: string, itemId: string, ours: (path: string) => boolean): Promise<Recovered> {
  const [found] = await recoverEach(dir, passphrase, [itemId], ours);
  return found as Recovered;
}

export async function recoverEach(dir: string, passphrase: string, ids: readonly string[], ours: (path: string) => boolean): Promise<Recovered[]> {
  const chunks = [...chunksOf(dir, ours)];
  const { rings, seen } = await ringsIn(chunks, passphrase);
  const all = ids.map((): Recovered => ({ keyrings: seen, opened: rings.length, keys: [], blocks: [], inbox: [] }));
  for (const ring of rings) {
    const keys = wrappedKeys(chunks, ring.dataKey, ids);
    const opened = await openInbox(chunks, ring.identity);
    for (const [n, id] of ids.entries()) {
      const [found, own] = [all[n] as Recovered, keys.filter(({ place }) => place === `key:${id}`)];
      found.keys.push(...own.map(({ where }) => where));
      const different = new Map(own.map(({ key }) => [key.toString('hex'), key]));
      for (const key of different.values()) found.blocks.push(...openBlocks(chunks, key, [`head:${id}`, `body:${id}`, `slice:${id}`]));
      found.inbox.push(...opened.filter(({ rest, fileKey }) => beginsWith(rest, fileKey, id)).map(({ where }) => where));
    }
  }
  return all;
}

const isRing = (text: string): boolean => text.includes('"dataKey"') && text.includes('"identity"');

async function ringsIn(chunks: Chunk[], passphrase: string): Promise<{ rings: Ring[]; seen: number }> {
  const rings = new Map<string, Ring>();
  const tried = new Set<string>();
  const take = (text: string): void => {
    const json = JSON.parse(text) as { identity: string; dataKey: string };
    rings.set(json.dataKey, { identity: json.identity, dataKey: Buffer.from(json.dataKey, 'base64') });
  };
  for (const { bytes } of chunks) {
    for (const at of places(bytes, AGE)) {
      const box = bytes.subarray(at, at + LONGEST_KEYRING);
      const header = box.toString('latin1');
      if (!header.includes('-> scrypt ') || tried.has(header.slice(0, 120))) continue;
      tried.add(header.slice(0, 120));
      const text = await withPassphrase(box, passphrase);
      if (text !== null && isRing(text)) take(text);
    }
    // Without a passphrase the keyring lies there in clear.
    for (const at of places(bytes, Buffer.from('{"seed":"'))) {
      const text = bytes.subarray(at, at + LONGEST_KEYRING).toString('latin1');
      const end = text.indexOf('"}');
      if (end > 0 && isRing(text.slice(0, end + 2))) take(text.slice(0, end + 2));
    }
  }
  return { rings: [...rings.values()], seen: tried.size };
}

/** Nobody tells where the box ends: the payload is one chunk, so only the right end opens. */
async function withPassphrase(box: Buffer, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize('NFC'));
  const start = headerEnd(box);
  if (start === null) return null;
  let fileKey: Uint8Array;
  try {
    fileKey = await decrypter.decryptHeader(box.subarray(0, start));
  } catch {
    return null;
  }
  return payload(box.subarray(start), Buffer.from(fileKey));
}

/** After `\n--- ` and 43 characters of MAC, the line's end. */
function headerEnd(box: Buffer): number | null {
  const mac = box.indexOf('\n--- ');
  const end = mac < 0 ? -1 : box.indexOf('\n', mac + 1);
  return end < 0 ? null : end + 1;
}

/** Salt (16 bytes), then one ChaCha20-Poly1305 chunk; the key by HKDF as in the age specification. */
function payload(rest: Buffer, fileKey: Buffer): string | null {
  const key = Buffer.from(hkdfSync('sha256', fileKey, rest.subarray(0, 16), 'payload', 32));
  const nonce = Buffer.alloc(12);
  nonce[11] = 1;
  for (let length = 100; length <= rest.length - 32; length++) {
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
    decipher.setAuthTag(rest.subarray(16 + length, 32 + length));
    try {
      return Buffer.concat([decipher.update(rest.subarray(16, 16 + length)), decipher.final()]).toString();
    } catch { /* another end */ }
  }
  return null;
}

function* places(bytes: Buffer, needle: Buffer): Generator<number> {
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) yield at;
}

function wrappedKeys(chunks: Chunk[], dataKey: Buffer, ids: readonly string[]): { where: string; place: string; key: Buffer }[] {
  return chunks.flatMap(({ where, bytes }) =>
    [...wrapped32(bytes, dataKey, ids.map((id) => `key:${id}`))].map(({ at, place, plain }) => ({ where: `${where}@${at}`, place, key: plain })));
}

function openBlocks(chunks: Chunk[], key: Buffer, at: readonly string[]): Recovered['blocks'] {
  return chunks.flatMap(({ where, bytes }) => [...sealedJson(bytes, key, at)].map(({ at: byte, place, text, whole }) => ({ where: `${where}@${byte}`, place, text, whole })));
}

/** age files to the vault's own recipient: the header opens even where the rest of the file is torn. */
async function openInbox(chunks: Chunk[], identity: string): Promise<{ where: string; rest: Buffer; fileKey: Buffer }[]> {
  const found: { where: string; rest: Buffer; fileKey: Buffer }[] = [];
  for (const { where, bytes } of chunks) {
    for (const at of places(bytes, AGE)) {
      const box = bytes.subarray(at);
      const start = headerEnd(box.subarray(0, 400));
      if (start === null || !box.toString('latin1', 0, start).includes('-> X25519 ')) continue;
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const fileKey = await decrypter.decryptHeader(box.subarray(0, start)).catch(() => null);
      if (fileKey !== null) found.push({ where: `${where}@${at}`, rest: box.subarray(start), fileKey: Buffer.from(fileKey) });
    }
  }
  return found;
}

/** The envelope begins with its JSON, which names the item; its first bytes are read without the tag. */
function beginsWith(rest: Buffer, fileKey: Buffer, itemId: string): boolean {
  const key = Buffer.from(hkdfSync('sha256', fileKey, rest.subarray(0, 16), 'payload', 32));
  for (const last of [0, 1]) {
    // ChaCha20 with a 16-byte IV: block counter (little endian), then the nonce; the payload begins at block 1.
    const iv = Buffer.alloc(16);
    iv[0] = 1;
    iv[15] = last;
    if (createDecipheriv('chacha20', key, iv).update(rest.subarray(16, 2000)).includes(itemId)) return true;
  }
  return false;
}
