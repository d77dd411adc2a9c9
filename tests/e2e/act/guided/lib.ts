import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';
import type { Run } from '../../../../utils/domain/act.ts';
import type { GuideAnswer } from '../../../../utils/domain/guide.ts';
import { guideTables, type ButtonWord, type StateWord, type StepWord } from '../../../../utils/page/guide/words.ts';
import type { Vault } from '../../../../utils/vault/types.ts';
import { until } from '../../lib/session.ts';

type World = { __hold: { vault: Vault } };
type Point = { x: number; y: number };
type Middle = Point & { width: number; height: number };
/** `out`: what of it stands outside the window, outside the box, is cut off, or runs another way than its language. */
export interface BoxSeen { whom: string; said: string; buttons: Record<string, Point>; frame: Middle | null; out: string[] }

/** What stands in our closed root, as only the browser tells an extension; null where nothing of ours is. */
export const boxIn = (driver: Driver, host: string): Promise<BoxSeen | null> =>
  driver.background(async (where) => {
    const [tab] = await chrome.tabs.query({ url: `*://${where}/*` });
    const [got] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? -1 },
      func: () => {
        const el = document.documentElement.lastElementChild as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot };
        const root = el.openOrClosedShadowRoot ?? (globalThis as { chrome?: typeof chrome }).chrome?.dom?.openOrClosedShadowRoot?.(el) ?? null;
        const box = root?.querySelector('.box');
        if (!root || !box) return null;
        const middle = (one: Element) => { const { x, y, width, height } = one.getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2, width, height }; };
        const frame = root.querySelector<HTMLElement>('.frame');
        const edges = (one: Element) => { const { left, top, right, bottom } = one.getBoundingClientRect(); return { left, top, right, bottom }; };
        const inside = (one: Element, { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number }) => {
          const own = edges(one);
          return own.left >= left && own.top >= top && own.right <= right + 1 && own.bottom <= bottom + 1 && own.right - own.left > 8;
        };
        const parts = [...box.querySelectorAll<HTMLElement>('p, button')];
        return {
          whom: box.querySelector('.whom')?.textContent ?? '',
          out: [
            ...(inside(box, { left: 0, top: 0, right: document.documentElement.clientWidth, bottom: innerHeight }) ? [] : [`box ${JSON.stringify(edges(box))} in ${innerWidth}×${innerHeight}`]),
            ...parts.filter((one) => !inside(one, edges(box)) || one.scrollWidth > one.clientWidth + 1 || getComputedStyle(one).direction !== 'ltr').map((one) => one.outerHTML.slice(0, 80)),
          ],
          said: box.querySelector('.say')?.textContent ?? '',
          buttons: Object.fromEntries([...box.querySelectorAll('button')].map((button) => [button.textContent ?? '', middle(button)])),
          frame: frame && frame.style.display !== 'none' ? middle(frame) : null,
        };
      },
    });
    return (got?.result as BoxSeen | null | undefined) ?? null;
  }, host);

export const EN = guideTables.en;
export const sentence = (say: StepWord | StateWord): string => (say in EN.steps ? EN.steps[say as StepWord] : EN.states[say as StateWord]);

/** Waits for that sentence. */
export async function says(driver: Driver, host: string, say: StepWord | StateWord): Promise<BoxSeen> {
  let box: BoxSeen | null = null;
  let last = '';
  await until(async () => {
    box = await boxIn(driver, host).catch(() => null);
    last = box?.said ?? 'nothing';
    return box?.said.startsWith(sentence(say)) === true;
  }, `"${say}" at ${host}`).catch((error: unknown) => { throw new Error(`${String(error)}; it said: ${last}`); });
  return box as unknown as BoxSeen;
}

/** Her press on a button of the box, once it stood long enough to count; again where it had moved meanwhile. */
export async function pressIn(driver: Driver, tab: Tab, host: string, word: ButtonWord, ended: () => Promise<boolean>): Promise<void> {
  const { mouse } = tab.raw as { mouse: { click(x: number, y: number): Promise<void> } };
  await until(async () => {
    const at = (await boxIn(driver, host).catch(() => null))?.buttons[EN.buttons[word]];
    if (!at) return ended();
    await new Promise((done) => setTimeout(done, 350));
    // Another button may stand at that place by now.
    const now = (await boxIn(driver, host).catch(() => null))?.buttons[EN.buttons[word]];
    if (now?.x !== at.x || now.y !== at.y) return ended();
    await mouse.click(at.x, at.y);
    await new Promise((done) => setTimeout(done, 150));
    return ended();
  }, `pressed ${word} at ${host}`);
}

export const putRun = (driver: Driver, run: Run): Promise<string> =>
  driver.background(async (data) => {
    const id = crypto.randomUUID().replaceAll('-', '');
    const put = await (globalThis as unknown as World).__hold.vault.putJob({ id, kind: 'act', state: 'paused', lease: 0, data });
    if (!put.ok) throw new Error(put.error);
    return id;
  }, run);

export const runNow = (driver: Driver, id: string): Promise<{ state: string; run: Run }> =>
  driver.background(async (one) => {
    const all = await (globalThis as unknown as World).__hold.vault.jobs();
    const job = all.ok ? all.value.find((each) => each.id === one) : undefined;
    return { state: job?.state ?? 'none', run: job?.data as Run };
  }, id);

/** Lines of the log about acts, under that saved post, oldest first. */
export const actLines = (driver: Driver, item: string): Promise<Record<string, unknown>[]> =>
  driver.background(async (one) => {
    const lines = await (globalThis as unknown as World).__hold.vault.history(one);
    return lines.ok ? lines.value.filter(({ line }) => line.type === 'act').map(({ body }) => body?.body ?? {}) : [];
  }, item);

/** As the Quiet page asks; in a tab that the test holds, as in the one of the person before. */
export async function openPerson(driver: Driver, desk: Tab, host: string, id: string): Promise<GuideAnswer> {
  await driver.background(async (where) => {
    const [tab] = await chrome.tabs.query({ url: `*://${where}/*` });
    await chrome.storage.session.set({ guide: { id: '', token: '', tabId: tab?.id ?? -1 } });
  }, host);
  return desk.evaluate((job) => (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage({ type: 'guide.command', id: job, command: 'open' }), id) as Promise<GuideAnswer>;
}
