import { browser } from '@/utils/platform/browser';

/**
 * One call of what a script of ours left under `slot` in that tab's own world for us; `file` is brought there first.
 * As JSON text both ways: Chromium drops every `null` of an object that is handed to a page. Null: nothing came back.
 * Throws where no script may run.
 */
export async function callIn<T>(tabId: number, file: string | null, slot: string, call: string, ask: unknown): Promise<T | null> {
  if (file !== null) await browser.scripting.executeScript({ target: { tabId }, files: [file] });
  const [result] = await browser.scripting.executeScript({
    target: { tabId },
    func: async (at: string, name: string, asked: string) =>
      JSON.stringify(await (globalThis as unknown as Record<symbol, Record<string, (a: unknown) => unknown>>)[Symbol.for(at)]?.[name]?.(JSON.parse(asked))) ?? null,
    args: [slot, call, JSON.stringify(ask)],
  });
  return typeof result?.result === 'string' ? (JSON.parse(result.result) as T) : null;
}
