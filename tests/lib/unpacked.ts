import { createHash } from 'node:crypto';
import { makeZip } from 'client-zip';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { concat, fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import type { SigningKey } from '@/utils/crypto/sign';
import { writeBagInfo, parseBagInfo, writeManifest } from '@/utils/custody/bag';
import { jcs } from '@/utils/custody/jcs';
import { bodyHash } from '@/utils/custody/line';
import { writeAllowedSigners, writePem } from '@/utils/custody/keyfiles';
import { originOf, writeCheckpoint } from '@/utils/custody/note';
import { writeSshsig } from '@/utils/custody/sshsig';
import { leafHash, rootOf } from '@/utils/custody/tree';
import { fromHex, toHex } from '@/utils/domain/ids';
import type { LoggedEntry } from '@/utils/domain/log';
import type { EvidenceRecord } from '@/utils/domain/record';
import { collect } from './collect';


/** A package as a map from path (below the top folder) to bytes, for taking apart and putting together again. */
export interface Unpacked {
  folder: string;
  files: Map<string, Bytes>;
}

export async function unpack(zip: Bytes): Promise<Unpacked> {
  const files = new Map<string, Bytes>();
  let folder = '';
  for (const entry of await new ZipReader(new BlobReader(new Blob([zip])), { useWebWorkers: false }).getEntries()) {
    if (entry.directory) continue;
    folder = entry.filename.split('/')[0] ?? '';
    files.set(entry.filename.slice(folder.length + 1), new Uint8Array(await entry.getData(new Uint8ArrayWriter())));
  }
  return { folder, files };
}

export const repack = ({ folder, files }: Unpacked): Promise<Bytes> =>
  collect(makeZip([...files].map(([path, input]) => ({ name: `${folder}/${path}`, input }))) as ReadableStream<Bytes>);

export const copy = ({ folder, files }: Unpacked): Unpacked => ({ folder, files: new Map(files) });

export const read = (at: Unpacked, path: string): Bytes => {
  const bytes = at.files.get(path);
  if (bytes === undefined) throw new Error(`no ${path}`);
  return bytes;
};
export const readText = (at: Unpacked, path: string): string => fromUtf8(read(at, path));
export const write = (at: Unpacked, path: string, text: string): void => void at.files.set(path, utf8(text));
export const edit = (at: Unpacked, path: string, change: (text: string) => string): void => {
  const before = readText(at, path);
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${path}`);
  write(at, path, after);
};
export const flipByte = (bytes: Bytes, at: number): Bytes => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

const sum = (algorithm: string, bytes: Bytes): string => createHash(algorithm).update(bytes).digest('hex');

/** What a forger with the whole source code can do: make every sum, line, tree and signature anew under a key of their own. */
export async function reseal(at: Unpacked, key: SigningKey): Promise<void> {
  const entries = readText(at, 'data/log/lines.jsonl').trimEnd().split('\n').map((row) => JSON.parse(row) as LoggedEntry);
  const leaves = readText(at, 'data/log/leaves.txt').trimEnd().split('\n').map(fromHex);
  for (const path of [...at.files.keys()].filter((p) => p.endsWith('/record.json'))) resealRecord(at, path, entries);
  for (const entry of entries) {
    if (entry.body) entry.line.body = bodyHash(entry.body.salt, entry.body.body);
    leaves[entry.line.seq] = leafHash(entry.line);
  }
  write(at, 'data/log/lines.jsonl', entries.map((entry) => `${jcs(entry)}\n`).join(''));
  write(at, 'data/log/leaves.txt', leaves.map((leaf) => `${toHex(leaf)}\n`).join(''));
  write(at, 'seal/checkpoint.txt', await writeCheckpoint(key, leaves.length, rootOf(leaves)));
  await resign(at, key);
}

function resealRecord(at: Unpacked, path: string, entries: LoggedEntry[]): void {
  const record = JSON.parse(readText(at, path)) as EvidenceRecord;
  for (const file of [...record.parts, ...record.files]) {
    const bytes = at.files.get(path.replace('record.json', file.path));
    if (bytes) Object.assign(file, { sha256: sum('sha256', bytes), bytes: bytes.length });
  }
  const before = sum('sha256', read(at, path));
  write(at, path, jcs(record));
  const after = sum('sha256', read(at, path));
  for (const { line, body } of entries) if (line.type === 'capture' && line.itemId === record.id && body) body.body['record'] = after;
  for (const made of ['data/report.html', 'data/log.csv']) write(at, made, readText(at, made).replaceAll(before, after));
}

/** New crate sums, bag and seals over whatever the payload is now. */
export async function resign(at: Unpacked, key: SigningKey): Promise<void> {
  const payload = (): [string, Bytes][] => [...at.files].filter(([path]) => path.startsWith('data/'));
  const crate = JSON.parse(readText(at, 'data/ro-crate-metadata.json')) as { '@graph': Record<string, unknown>[] };
  for (const node of crate['@graph']) {
    const bytes = at.files.get(`data/${String(node['@id'])}`);
    if (node['sha256'] && bytes) Object.assign(node, { contentSize: String(bytes.length), sha256: sum('sha256', bytes) });
  }
  write(at, 'data/ro-crate-metadata.json', `${JSON.stringify(crate, null, 1)}\n`);
  for (const algorithm of ['sha256', 'sha512']) write(at, `manifest-${algorithm}.txt`, writeManifest(new Map(payload().map(([path, bytes]) => [path, sum(algorithm, bytes)]))));
  const info = parseBagInfo(readText(at, 'bag-info.txt'));
  if (!info) throw new Error('no bag-info');
  write(at, 'bag-info.txt', writeBagInfo({ ...info, bytes: payload().reduce((n, [, b]) => n + b.length, 0), count: payload().length }));
  write(at, 'seal/public-key.pem', writePem(key.publicKey));
  write(at, 'seal/allowed_signers', writeAllowedSigners(originOf(key.publicKey), key.publicKey));
  const made = ['tagmanifest-sha256.txt', 'seal/tagmanifest-sha256.txt.ed25519', 'seal/tagmanifest-sha256.txt.sig'];
  const tags = [...at.files].filter(([path]) => !path.startsWith('data/') && !made.includes(path));
  write(at, 'tagmanifest-sha256.txt', writeManifest(new Map(tags.map(([path, bytes]) => [path, sum('sha256', bytes)]))));
  const signed = read(at, 'tagmanifest-sha256.txt');
  at.files.set('seal/tagmanifest-sha256.txt.ed25519', concat(await key.sign(signed)));
  write(at, 'seal/tagmanifest-sha256.txt.sig', await writeSshsig(key, 'holdfast-evidence', signed));
}
