import { makeZip } from 'client-zip';
import { sha256 } from '@/utils/crypto/hash';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { toHex } from '@/utils/domain/ids';
import type { PackageSource } from '@/utils/domain/source';
import { Aside, gather, readAhead } from './ahead';
import { BAGIT, folderOf, writeBagInfo, writeManifest } from './bag';
import { writeCrate, type PayloadFile } from './crate';
import { writeCsv } from './csv';
import { howTo } from './howto';
import { jcs, jcsBytes } from './jcs';
import { writeAllowedSigners, writePem } from './keyfiles';
import { parseCheckpoint, verifyNote } from './note';
import { itemFiles, PackageError, type Choice, type Payload } from './package-item';
import { sliceFiles } from './package-slices';
import { itemFolder, NAMESPACE, type PackedItem, type PackedWhole } from './pack-model';
import { writeReport } from './report';
import { ENGLISH, type ReportWords } from './report-words';
import { writeSshsig } from './sshsig';
import { sumOf } from './sum';
import { rootOf, sameHash } from './tree';

export { PackageError } from './package-item';

export interface PackageOptions extends Choice {
  words?: ReportWords;
  now?: Date;
  /** For a name that must be known before the package is begun; else a random one. */
  uuid?: string;
  /** Ends the stream with the signal's reason: what was written so far is no package. */
  signal?: AbortSignal;
  /** Bytes of files packed so far; items done, of how many. */
  progress?: (at: { bytes: number; items: number; of: number }) => void;
}

export interface PackageStream {
  stream: ReadableStream<Bytes>;
  /** `evidence-<id>`: the one top folder. */
  folder: string;
  /** For the plain archive, named as the folder. */
  zipName: string;
  /** For the encrypted one: says nothing of what it is. */
  ageName: string;
}

/**
 * Writes the chosen items as one ZIP: an RO-Crate inside a BagIt bag, signed (`HOW-TO-VERIFY.txt` in it tells the rest).
 * Files are read as the stream is read, no more than a few megabytes ahead of it. Errors, `PackageError` among them, end the stream.
 */
export function writePackage(source: PackageSource, options: PackageOptions): PackageStream {
  const uuid = options.uuid ?? crypto.randomUUID();
  const folder = folderOf(uuid);
  const now = options.now ?? new Date();
  const lastModified = asLocal(now);
  async function* entries() {
    for await (const { path, bytes } of readAhead(files(source, options, uuid, now), MOST_AHEAD)) {
      options.signal?.throwIfAborted();
      yield { name: `${folder}/${path}`, input: bytes, lastModified };
    }
  }
  const stream = gather(makeZip(entries()) as ReadableStream<Bytes>, PIECE);
  const ageName = `copy-${toHex(crypto.getRandomValues(new Uint8Array(3)))}.age`;
  return { stream, folder, zipName: `${folder}.zip`, ageName };
}

/** Bytes of files that are read, or wait for their sums, before they are wanted. */
const MOST_AHEAD = 8 << 20;
const PIECE = 1 << 16;

/** ZIP's times have no zone and are written by the local clock: shifted, they are UTC and do not tell where she is. */
const asLocal = (time: Date): Date => new Date(time.getTime() + time.getTimezoneOffset() * 60_000);

const text = (path: string, content: string): { path: string; bytes: Bytes } => ({ path, bytes: utf8(content) });

async function* files(source: PackageSource, options: PackageOptions, uuid: string, now: Date): AsyncGenerator<{ path: string; bytes: Bytes }> {
  await checkSource(source);
  const bag = new Bag();
  const { origin } = source.log;
  yield bag.tag(text('bagit.txt', BAGIT));
  yield bag.tag(text('HOW-TO-VERIFY.txt', howTo(folderOf(uuid), origin)));

  const whole: PackedWhole = {
    id: folderOf(uuid).slice('evidence-'.length), uuid, exportedAt: now.toISOString(), origin, keyFingerprint: await sha256(source.publicKey), logSize: source.log.leaves.length,
    software: `Holdfast ${source.extensionVersion}`, items: [], slices: [],
  };
  const chosen = [...source.items].sort((a, b) => a.head.number - b.head.number);
  for (const [i, item] of chosen.entries()) {
    const position = i + 1;
    const folder = itemFolder(position);
    const walk = itemFiles(item, folder, position, options);
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) yield await bag.payload(step.value);
    whole.items.push(step.value);
    yield await bag.payload({ path: `${folder}/derivatives.json`, type: 'application/json', bytes: jcsBytes(step.value.derived) });
    options.progress?.({ bytes: bag.bytes, items: position, of: chosen.length });
  }
  const walk = sliceFiles(source.slices);
  let step = await walk.next();
  for (; !step.done; step = await walk.next()) yield await bag.payload(step.value);
  whole.slices = step.value;
  yield await bag.payload({ path: 'log/lines.jsonl', type: 'application/jsonl', bytes: utf8(lines([...whole.items, ...whole.slices])) });
  yield await bag.payload({ path: 'log/leaves.txt', type: 'text/plain', bytes: utf8(source.log.leaves.map((leaf) => `${toHex(leaf)}\n`).join('')) });
  yield await bag.payload({ path: 'log.csv', type: 'text/csv', bytes: utf8(writeCsv(whole.items)) });
  yield await bag.payload({ path: 'report.html', type: 'text/html', bytes: utf8(writeReport(whole, options.words ?? ENGLISH)) });
  yield await bag.payload({ path: 'ro-crate-metadata.json', type: 'application/ld+json', bytes: utf8(writeCrate(whole, bag.listed)) });

  yield bag.tag(text('bag-info.txt', writeBagInfo({ software: whole.software, date: whole.exportedAt.slice(0, 10), uuid, bytes: bag.bytes, count: bag.listed.length })));
  yield bag.tag(text('manifest-sha256.txt', writeManifest(bag.sha256)));
  yield bag.tag(text('manifest-sha512.txt', writeManifest(await bag.longSums())));
  yield bag.tag(text('seal/public-key.pem', writePem(source.publicKey)));
  yield bag.tag(text('seal/allowed_signers', writeAllowedSigners(origin, source.publicKey)));
  yield bag.tag(text('seal/checkpoint.txt', source.log.checkpoint));
  const tags = text('tagmanifest-sha256.txt', writeManifest(await bag.tagHashes()));
  yield tags;
  yield { path: 'seal/tagmanifest-sha256.txt.ed25519', bytes: await source.sign(tags.bytes) };
  yield text('seal/tagmanifest-sha256.txt.sig', await writeSshsig(source, NAMESPACE, tags.bytes));
}

/** A package that would fail its own check is not begun. */
async function checkSource({ items, log, publicKey }: PackageSource): Promise<void> {
  if (items.length === 0) throw new PackageError('nothing-chosen', 'no item');
  const checkpoint = parseCheckpoint(log.checkpoint);
  const holds = checkpoint !== null && checkpoint.origin === log.origin && checkpoint.size === log.leaves.length && sameHash(checkpoint.root, rootOf(log.leaves));
  if (!holds || !(await verifyNote(log.checkpoint, log.origin, publicKey))) throw new PackageError('damaged-log', 'the checkpoint does not fit the log');
}

const lines = (items: readonly Pick<PackedItem, 'entries'>[]): string =>
  items.flatMap((item) => item.entries).sort((a, b) => a.line.seq - b.line.seq).map((entry) => `${jcs(entry)}\n`).join('');

/** Keeps the sums of what has gone into the archive. */
class Bag {
  readonly sha256 = new Map<string, string>();
  private readonly sha512 = new Map<string, string>();
  readonly listed: PayloadFile[] = [];
  bytes = 0;
  private readonly tags = new Map<string, Bytes>();

  private readonly sums = new Aside(MOST_AHEAD);

  async payload({ path, type, bytes, sha256: known }: Payload): Promise<{ path: string; bytes: Bytes }> {
    await this.sums.room(bytes.length);
    this.sums.add(bytes.length, this.long(`data/${path}`, bytes));
    const short = known ?? (await sumOf(bytes));
    this.sha256.set(`data/${path}`, short);
    this.listed.push({ path, type, bytes: bytes.length, sha256: short });
    this.bytes += bytes.length;
    return { path: `data/${path}`, bytes };
  }

  private async long(path: string, bytes: Bytes): Promise<void> {
    this.sha512.set(path, toHex(new Uint8Array(await crypto.subtle.digest('SHA-512', bytes))));
  }

  /** Once every sum is there. */
  async longSums(): Promise<Map<string, string>> {
    await this.sums.done();
    return this.sha512;
  }

  tag(file: { path: string; bytes: Bytes }): { path: string; bytes: Bytes } {
    this.tags.set(file.path, file.bytes);
    return file;
  }

  async tagHashes(): Promise<Map<string, string>> {
    const hashes = new Map<string, string>();
    for (const [path, bytes] of this.tags) hashes.set(path, await sha256(bytes));
    return hashes;
  }
}
