import { fromUtf8, type Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { decryptWith } from '@/utils/custody/encrypt';
import type { BackupEnd, BackupItem, BackupJob, BackupRules, BackupShelf, BackupStart } from '@/utils/domain/backup';
import type { Contact, ShelfKind } from '@/utils/domain/handoff';
import { fail, ok, type Result } from '@/utils/domain/result';
import { NotRestored, Restoring } from '@/utils/vault/restore';
import type { VaultProblem } from '@/utils/vault/types';

import { readEnd, readItem, readJobs, readKeys, readLines, readRules, readShelfRow, readSliceRow, readStart } from './backup-schema';
import { readTar, TarError, type TarFile } from './tar';

/** `wrong-words`: the file is an age file, and this passphrase is not its own. */
export type RestoreProblem = VaultProblem | 'not-a-backup' | 'wrong-words' | 'damaged-backup' | 'newer-backup' | 'stopped';

const AGE = 'age-encryption.org/v1\n-> scrypt ';
const MOST = 2 ** 30;
/** Posts are written so many bytes at a time, or so many at once. */
const BATCH = { bytes: 8 << 20, items: 50 };

async function openBackup(file: Blob, passphrase: string): Promise<Result<AsyncGenerator<TarFile>, RestoreProblem>> {
  if ((await file.slice(0, AGE.length).text()) !== AGE) return fail('not-a-backup');
  try {
    return ok(readTar(await decryptWith(file, { identities: [], passphrases: [passphrase] }), MOST));
  } catch (error) {
    return fail(error instanceof Error && /no identity matched/i.test(error.message) ? 'wrong-words' : 'damaged-backup');
  }
}

async function* untilStart(files: AsyncGenerator<TarFile>): AsyncGenerator<TarFile, BackupStart> {
  for (;;) {
    const { done, value } = await files.next();
    if (done) throw new TarError('no beginning');
    yield value;
    if (value.path === 'backup.json') return readStart(value.bytes);
  }
}

/** What a backup says of itself at its beginning; nothing is written. */
export async function lookInto(file: Blob, passphrase: string): Promise<Result<BackupStart, RestoreProblem>> {
  const files = await openBackup(file, passphrase);
  if (!files.ok) return files;
  try {
    const begins = untilStart(files.value);
    for (;;) {
      const { done, value } = await begins.next();
      if (done) return value.schema === 'holdfast/backup/v1' ? ok(value) : fail('newer-backup');
    }
  } catch {
    return fail('damaged-backup');
  } finally {
    await files.value.return(undefined);
  }
}

export interface Restored { made: string; items: number; left: number[] }

/**
 * A whole backup into a profile that has no vault, under `next` (null: not locked). All or nothing: each file against its sum, the log
 * against its checkpoint, the posts against their number, and only then it is the vault.
 */
export async function restoreBackup(
  { file, passphrase, next, signal }: { file: Blob; passphrase: string; next: string | null; signal: AbortSignal },
  progress?: (done: number, of: number) => void,
): Promise<Result<Restored, RestoreProblem>> {
  const files = await openBackup(file, passphrase);
  if (!files.ok) return files;
  const reading = new Reading(progress);
  try {
    for await (const one of files.value) {
      signal.throwIfAborted();
      const problem = await reading.take(one);
      if (problem !== null) return await reading.stop(problem);
    }
    const ended = await reading.finish(next);
    return ended.ok ? ended : await reading.stop(ended.error);
  } catch (error) {
    if (signal.aborted) return reading.stop('stopped');
    return reading.stop(writeFailed(error) ?? 'damaged-backup');
  }
}

/** What the disk said, as far as it was the disk. */
function writeFailed(error: unknown): VaultProblem | null {
  const names = [error, (error as { inner?: unknown }).inner].map((one) => (one instanceof Error || one instanceof DOMException ? one.name : ''));
  if (names.some((name) => name.startsWith('QuotaExceeded'))) return 'full-disk';
  return names.some((name) => ['AbortError', 'DatabaseClosedError', 'UnknownError', 'TransactionInactiveError'].includes(name)) ? 'failed' : null;
}

/** One file after another, as they come. Throws on what is not as a backup is. */
class Reading {
  private target: Restoring | null = null;
  private start: BackupStart | null = null;
  private end: BackupEnd | null = null;
  private jobs: BackupJob[] = [];
  private rules: BackupRules = { rules: [], files: [] };
  private readonly sums = new Map<string, string>();
  private summed = false;
  /** The thing whose files follow, and what becomes of it when they are all here. */
  private open: { paths: { path: string; bytes: number }[]; files: Bytes[]; done: (files: Bytes[]) => Promise<void> } | null = null;
  private batch: { about: BackupItem; files: Bytes[] }[] = [];
  private held = 0;
  private readonly seen = new Set<string>();

  private readonly progress: ((done: number, of: number) => void) | undefined;
  constructor(progress?: (done: number, of: number) => void) {
    this.progress = progress;
  }

  async take({ path, bytes }: TarFile): Promise<RestoreProblem | null> {
    if (this.summed) throw new NotRestored('something after the sums');
    if (path === 'SHA256SUMS') return this.compare(bytes);
    this.sums.set(path, await sha256(bytes));
    if (this.open) return this.follow(path, bytes);
    if (path === 'HOW-TO-OPEN.txt') return null;
    if (path === 'backup.json') {
      this.start = readStart(bytes);
      return this.start.schema === 'holdfast/backup/v1' ? null : 'newer-backup';
    }
    if (path === 'keys.json') {
      const begun = await Restoring.begin(readKeys(bytes));
      if (!begun.ok) return begun.error;
      this.target = begun.value;
      return null;
    }
    if (this.end) throw new NotRestored('something after the end');
    if (path === 'end.json') this.end = readEnd(bytes);
    else if (path === 'jobs.json') this.jobs = readJobs(bytes);
    else if (path === 'rules.json') this.rules = readRules(bytes);
    else await this.thing(path, bytes);
    return null;
  }

  private async thing(path: string, bytes: Bytes): Promise<void> {
    const target = this.target;
    const [kind = '', id = '', name = ''] = path.split('/');
    if (target === null) throw new NotRestored('no keys');
    if (kind === 'log') {
      await this.flush();
      return target.lines(readLines(bytes));
    }
    if (!/^[0-9a-f]{32}$/.test(id)) throw new NotRestored(path);
    if (kind === 'items' && name === 'item.json') {
      const about = readItem(bytes);
      if (about.head.id !== id) throw new NotRestored(path);
      return this.wait(about.files.map((file) => ({ ...file, path: `items/${id}/${file.path}` })), async (files) => this.item(about, files));
    }
    if (kind === 'slices' && name === 'slice.json') {
      const about = readSliceRow(bytes);
      return this.wait([{ path: `slices/${id}/picture.png`, bytes: about.bytes }], ([png]) => target.slice(id, about.slice, png as Bytes));
    }
    if (kind === 'shelf' && name === 'row.json') {
      const { files, ...row } = readShelfRow(bytes);
      return this.wait(files.map((file, i) => ({ path: `shelf/${id}/${i}`, bytes: file.bytes })), (all) => target.shelf(id, { ...row, kind: row.kind as ShelfKind, data: asSent(row), files: all.map((one, i) => ({ name: files[i]?.name ?? '', bytes: one })) }));
    }
    throw new NotRestored(path);
  }

  private async wait(paths: { path: string; bytes: number }[], done: (files: Bytes[]) => Promise<void>): Promise<void> {
    if (paths.length === 0) await done([]);
    else this.open = { paths, files: [], done };
  }

  private async follow(path: string, bytes: Bytes): Promise<null> {
    const { open } = this;
    const wanted = open?.paths[open.files.length];
    if (!open || wanted?.path !== path || wanted.bytes !== bytes.length) throw new NotRestored(path);
    open.files.push(bytes);
    if (open.files.length === open.paths.length) {
      this.open = null;
      await open.done(open.files);
    }
    return null;
  }

  private async item(about: BackupItem, files: Bytes[]): Promise<void> {
    this.batch.push({ about, files });
    this.held += files.reduce((sum, file) => sum + file.length, 0);
    this.seen.add(about.head.id);
    if (this.held >= BATCH.bytes || this.batch.length >= BATCH.items) await this.flush();
  }

  private async flush(): Promise<void> {
    if (this.batch.length === 0) return;
    await this.target?.items(this.batch);
    [this.batch, this.held] = [[], 0];
    this.progress?.(this.seen.size, Math.max(this.start?.items ?? 0, this.seen.size));
  }

  private compare(bytes: Bytes): null {
    const told = [...this.sums].map(([path, hash]) => `${hash}  ${path}\n`).join('');
    if (this.open || fromUtf8(bytes) !== told) throw new NotRestored('sums');
    this.summed = true;
    return null;
  }

  async finish(next: string | null): Promise<Result<Restored, RestoreProblem>> {
    await this.flush();
    const { target, start, end } = this;
    if (!this.summed || target === null || start === null || end === null) return fail('damaged-backup');
    const done = await target.finish(end, this.jobs.flatMap(asRestored), this.rules, next);
    return done.ok ? ok({ made: start.made, items: end.items, left: end.left }) : done;
  }

  async stop(problem: RestoreProblem): Promise<{ ok: false; error: RestoreProblem }> {
    await this.target?.abort();
    return fail(problem);
  }
}

/** What went out after the backup is not in it: the next to go must bear a number that nobody has seen. */
const SKIP = 1_000;
const asSent = ({ kind, data }: Pick<BackupShelf, 'kind' | 'data'>): unknown =>
  kind === 'contact' ? { ...(data as Contact), sent: (Number((data as Contact).sent) || 0) + SKIP } : data;

/** Nothing goes on by itself in another browser: what was being muted waits for her, a sweep that had not ended is at its end. */
function asRestored(job: BackupJob): BackupJob[] {
  if (job.kind === 'sweep') return ['done', 'stopped'].includes(job.state) ? [job] : [];
  return [{ ...job, state: job.state === 'running' ? 'paused' : job.state }];
}
