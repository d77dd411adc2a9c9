import { Dexie } from 'dexie';

import { randomId } from '@/utils/domain/ids';

/** How often, and how long after the one before (ms): the browser compacts behind our back and tells nobody when it is done. */
const ROUNDS = [200, 400, 800];

/**
 * Deletes databases so that their rows are in no file any more, and answers only then.
 *
 * Firefox keeps each database in a file of its own: gone with it. Chromium keeps all in one LevelDB, deletes by markers and
 * compacts the deleted range: but rows that were written and deleted between two flushes land together in one file of the
 * deepest level, which a compaction of that range leaves as it is (seen: the wrapped key stood there for good). A later,
 * higher file that overlaps it merges it for real. So small databases, made before and deleted after, one by one, each
 * cause such a file: its keys reach from the first (names of databases) past the deleted rows. A last one (`cap`) keeps
 * the old file's range overlapping theirs. Measured by `tests/e2e/adversarial/delete.spec.ts`.
 */
export async function forgetDatabases(names: string[]): Promise<void> {
  if (names.length === 0) return;
  if (!navigator.userAgent.includes('Chrome/')) {
    for (const name of names) await Dexie.delete(name);
    return;
  }
  const scraps: string[] = [];
  for (let i = 0; i <= ROUNDS.length; i++) scraps.push(await makeScrap());
  for (const name of names) await Dexie.delete(name);
  for (const pause of ROUNDS) {
    await new Promise((done) => setTimeout(done, pause));
    await Dexie.delete(scraps.shift() as string);
  }
  await Dexie.delete(scraps.shift() as string);
}

/** What a crash leaves of these is dropped at the next unlock, which goes through the same rounds again. */
async function makeScrap(): Promise<string> {
  const db = new Dexie(`s-${randomId()}`, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ rows: 'k' });
  await db.open();
  await db.table('rows').put({ k: 0 });
  db.close();
  return db.name;
}
