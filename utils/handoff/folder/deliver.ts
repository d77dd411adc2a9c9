import type { FolderCalls, FolderTrouble } from '@/utils/domain/folder';
import { FOLDER_PART } from '@/utils/domain/folder';
import type { FolderRow } from '@/utils/domain/handoff';
import { randomId, toBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

/** What sending needs of the world. `save` is sealed and on disk before it answers; false: locked or full. */
export interface Sending {
  path: string;
  folder: FolderCalls;
  bytes(): Promise<Uint8Array | null>;
  save(row: FolderRow): Promise<boolean>;
  wait(ms: number): Promise<void>;
  progress(sent: number, of: number): void;
}

export type SendProblem = FolderTrouble | 'vault';

const MOST_TRIES = 4;
const AGAIN_MS = 2_000;
/** A server that was killed may come back; the others need her. */
const PASSING: ReadonlySet<SendProblem> = new Set(['no-answer', 'server']);

export const folderName = (): string => `${randomId()}.age`;

/**
 * Puts one sealed file there, once. Its name is written down before anything is sent, so that whoever goes on after a
 * death looks at that name first: whole, it is there; cut off, it is sent anew under another name and the rest taken
 * away; nothing of others is ever written over.
 */
export async function deliver(row: FolderRow, sending: Sending): Promise<Result<FolderRow, SendProblem>> {
  let now = row;
  let problem: SendProblem = 'no-answer';
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (tries > 0) await sending.wait(AGAIN_MS * tries);
    const once = await attempt(now, sending);
    if (once.ok) return once;
    problem = once.error;
    if (problem === 'exists' || problem === 'differs') {
      // A cut-off one of ours, or (2^-128) another's: under `exists` nothing of ours was written.
      const old = now.name;
      now = { ...now, name: folderName(), tried: false };
      if (!(await sending.save(now))) return fail('vault');
      if (problem === 'differs') await sending.folder.remove({ path: sending.path, name: old });
    } else if (PASSING.has(problem)) now = { ...now, tried: true };
    else return once;
  }
  return fail(problem);
}

async function attempt(row: FolderRow, { path, folder, bytes, save, progress }: Sending): Promise<Result<FolderRow, SendProblem>> {
  const { name, sha256 } = row;
  if (row.tried) {
    const there = await folder.check({ path, name, sha256 });
    if (!there.ok) return there;
    if (there.value === 'whole') return settle(row, save);
    if (there.value === 'differs') return fail('differs');
  }
  const whole = await bytes();
  if (whole === null || !(await save({ ...row, tried: true }))) return fail('vault');
  for (let from = 0; from === 0 || from < whole.length; from += FOLDER_PART) {
    const held = await folder.hold({ name, part: toBase64(whole.subarray(from, from + FOLDER_PART)), first: from === 0 });
    if (!held.ok) return held;
    progress(Math.min(from + FOLDER_PART, whole.length), whole.length);
  }
  const put = await folder.put({ path, name, sha256 });
  return put.ok ? settle(row, save) : put;
}

async function settle(row: FolderRow, save: Sending['save']): Promise<Result<FolderRow, SendProblem>> {
  const there: FolderRow = { ...row, tried: true, state: 'there' };
  return (await save(there)) ? ok(there) : fail('vault');
}
