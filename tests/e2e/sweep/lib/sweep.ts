import type { ItemHead } from '../../../../utils/domain/item.ts';
import type { SweepView } from '../../../../utils/domain/sweep.ts';
import type { Vault } from '../../../../utils/vault/types.ts';
import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';
import { until } from '../../lib/session.ts';

type Api = { runtime: { sendMessage(message: unknown): Promise<unknown> }; tabs: { query(about: object): Promise<{ id?: number; url?: string }[]> } };
type World = { browser?: Api; chrome?: Api };

/** As our own page asks the background, so that the sender's rule holds here too. */
export const askFrom = <A>(desk: Tab, message: Record<string, unknown>): Promise<A> =>
  desk.evaluate((body) => {
    const api = (globalThis as unknown as World).browser ?? (globalThis as unknown as World).chrome;
    return (api as Api).runtime.sendMessage(body);
  }, message) as Promise<A>;

export const tabIdOf = (desk: Tab, part: string): Promise<number> =>
  desk.evaluate(async (wanted) => {
    const api = (globalThis as unknown as World).browser ?? (globalThis as unknown as World).chrome;
    return (await (api as Api).tabs.query({})).find(({ url }) => url?.includes(wanted))?.id ?? -1;
  }, part);

export async function startSweep(desk: Tab, part: string, wish: { pictures: boolean; sensitiveAsWords?: boolean }): Promise<string> {
  const tabId = await tabIdOf(desk, part);
  const answer = await askFrom<{ id: string | null; problem: string | null }>(desk, { type: 'sweep.start', tabId, sensitiveAsWords: true, ...wish });
  if (answer.id === null || answer.id === undefined) throw new Error(`not begun: ${JSON.stringify(answer)}`);
  return answer.id;
}

export const sweeps = async (desk: Tab): Promise<SweepView[]> => (await askFrom<{ sweeps: SweepView[] }>(desk, { type: 'sweep.state', tabId: null })).sweeps;

export async function sweepOf(desk: Tab, id: string): Promise<SweepView> {
  const found = (await sweeps(desk)).find((one) => one.id === id);
  if (!found) throw new Error(`no sweep ${id}`);
  return found;
}

export const command = (desk: Tab, id: string, what: 'pause' | 'resume' | 'stop', tabId?: number): Promise<{ state: string | null; problem: string | null }> =>
  askFrom(desk, { type: 'sweep.command', id, command: what, ...(tabId === undefined ? {} : { tabId }) });

export async function untilSweep(desk: Tab, id: string, holds: (sweep: SweepView) => boolean, what: string, ms = 120_000): Promise<SweepView> {
  let last: SweepView | null = null;
  await until(async () => holds((last = await sweepOf(desk, id))), what, ms).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${JSON.stringify(last)}`);
  });
  return last as unknown as SweepView;
}

/** Every head in the vault, or of one run. */
export const headsOf = async (driver: Driver, run: string | null = null): Promise<ItemHead[]> => {
  const all = JSON.parse(await driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const heads: ItemHead[] = [];
    for await (const batch of vault.heads()) heads.push(...batch);
    return JSON.stringify(heads);
  })) as ItemHead[];
  return run === null ? all : all.filter((head) => head.run === run);
};
