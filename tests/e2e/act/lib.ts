import type { Answer, Arrived, Driver } from '../../../scripts/lib/browsers/index.ts';
import type { Outcome, Sender, Verb, Way } from '../../../utils/domain/act.ts';

export type Scripted = (request: Arrived) => Answer;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({ status, type: 'application/json; charset=utf-8', body: JSON.stringify(body), headers });

/** One call in the tab of that host, as the background makes it: `act.js` in the extension's own world there. */
export const callIn = (driver: Driver, host: string, call: string, ask: unknown, which: 'first' | 'hidden' = 'first'): Promise<unknown> =>
  driver.background(async ([at, asked, wanted, name]) => {
    const [tab] = await chrome.tabs.query({ url: `*://${at}/*`, ...(wanted === 'hidden' && { active: false }) });
    const target = { tabId: tab?.id ?? -1 };
    await chrome.scripting.executeScript({ target, files: ['act.js'] });
    const [result] = await chrome.scripting.executeScript({
      target, args: [chrome.runtime.getManifest().version, name, JSON.stringify(asked)],
      func: (version: string, method: string, given: string) => (globalThis as unknown as Record<symbol, Record<string, (a: unknown) => Promise<unknown>>>)[Symbol.for(`hf.act ${version}`)]?.[method]?.(JSON.parse(given)),
    });
    return result?.result as unknown;
  }, [host, ask, which, call] as const);

export const performIn = async (driver: Driver, host: string, ask: { verb: Verb; way: Way; sender: Sender }, which: 'first' | 'hidden' = 'first'): Promise<Outcome> =>
  (await callIn(driver, host, 'perform', ask, which)) as Outcome;

export const bodyOf = ({ body }: Arrived): string => Buffer.from(body).toString('utf8');
