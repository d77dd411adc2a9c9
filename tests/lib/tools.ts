import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  code: number;
  out: string;
}

/** Runs a command of the system in a folder; what it prints on both channels comes back together. */
export function run(command: string, args: string[], options: { cwd?: string; input?: Uint8Array } = {}): Ran {
  const done = spawnSync(command, args, { ...options, encoding: 'utf8', timeout: 120_000 });
  if (done.error) throw done.error;
  return { code: done.status ?? -1, out: done.stdout + done.stderr };
}

/** True when the command can be found: Debian has all of them, other machines may not. */
export function has(command: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
