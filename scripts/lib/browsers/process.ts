import { readFileSync, readdirSync } from 'node:fs';

/** Ids of `root` and all below it, children last. Linux only (`/proc`); elsewhere just `root`. */
export function family(root: number): number[] {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      } catch { /* it ended meanwhile */ }
    }
  } catch { return [root]; }
  const found = [root];
  for (const id of found) for (const [child, parent] of parents) if (parent === id) found.push(child);
  return found;
}

/** Ids of processes whose command line holds `text`; made for a profile folder, which only one browser has. */
export function withArgument(text: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
    if (id === process.pid) return false;
    try { return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0').some((part) => part.includes(text)); } catch { return false; }
  });
}

/** SIGKILL to all, then waits until none is left (at most 5 s). */
export async function killAll(ids: number[]): Promise<void> {
  for (const id of ids) try { process.kill(id, 'SIGKILL'); } catch { /* already gone */ }
  const lives = (id: number): boolean => {
    try { return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${id}/stat`, 'utf8')); } catch { return false; }
  };
  for (let i = 0; i < 100 && ids.some(lives); i++) await new Promise((resolve) => setTimeout(resolve, 50));
}
