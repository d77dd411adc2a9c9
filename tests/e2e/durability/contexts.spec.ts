import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { post } from '@/scripts/chaos/browser.ts';
import * as inside from '@/scripts/chaos/inside.ts';
import { launch, type BrowserName, type Driver, type Tab } from '@/scripts/lib/browsers/index.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const BUILT: Record<BrowserName, string> = { chromium: `${ROOT}/.output/chrome-mv3-test`, firefox: `${ROOT}/.output/firefox-mv3-test` };
const EACH = 100;

type Hold = typeof globalThis & { __hold: { vault: import('@/utils/vault/types').Vault }; __durable?: [string, string[]][]; __saving: Promise<(number | null)[]> };

/** Makes its captures and waits until the appointed time (epoch ms) so that all contexts start together; `saved` waits for the end. */
async function startMany({ name, at }: { name: string; at: number }): Promise<void> {
  const here = self as unknown as { __make(text: string, bytes: number): Promise<{ item: never }>; __hold: { addItem(item: never): Promise<{ ok: true; value: { number: number } } | { ok: false; error: string }> }; __saving: Promise<(number | null)[]> };
  const made = await Promise.all(Array.from({ length: 100 }, (_, i) => here.__make(`${name} ${i}`, 500 + i * 20)));
  const start = new Promise((go) => { setTimeout(go, at - Date.now()); });
  // Five at a time: the lock is first come, first served, and a hundred at once would have it to themselves.
  const lane = async (from: number): Promise<(number | null)[]> => {
    await start;
    const numbers: (number | null)[] = [];
    for (let i = from; i < made.length; i += 5) {
      const added = await here.__hold.addItem(made[i]!.item);
      numbers.push(added.ok ? added.value.number : null);
    }
    return numbers;
  };
  here.__saving = Promise.all([0, 1, 2, 3, 4].map(lane)).then((all) => all.flat());
}
/** Before any database is open: Dexie binds `transaction` when it opens one. */
function watchTransactions(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...all: Parameters<IDBDatabase['transaction']>) {
    const made = transaction.apply(this, all);
    if (made.mode === 'readwrite') (self as unknown as Hold).__durable?.push([made.durability, [...made.objectStoreNames].sort()]);
    return made;
  };
}
const saved = (): Promise<(number | null)[]> => (self as unknown as Hold).__saving;

for (const browser of ['chromium', 'firefox'] as const) {
  test.describe(`the vault in ${browser}`, () => {
    test.skip(!existsSync(BUILT[browser]), 'the extension was not built for tests');
    test.setTimeout(420_000);
    let driver: Driver;
    let pages: Tab[];
    test.beforeAll(async () => {
      driver = await launch(browser, { extensionDir: BUILT[browser], serve: { 'posts.test': () => ({ body: post('Strictly kept words.') }) } });
      pages = [await driver.openExtensionPage('/test-context.html'), await driver.openExtensionPage('/test-context.html')];
      await driver.background(watchTransactions);
      await driver.background(inside.prepare, { at: null, nth: 1 });
      for (const page of pages) await page.evaluate(inside.prepare, { at: null, nth: 1 });
      expect(await driver.background(inside.create, 'four plain words here')).toBe(true);
    });
    test.afterAll(() => driver.close());

    test('300 captures from three contexts at once: numbers 1 to 300, log sizes 1 to 300, none lost', async () => {
      const at = Date.now() + 4_000;
      await Promise.all([driver.background(startMany, { name: 'background', at }), ...pages.map((page, i) => page.evaluate(startMany, { name: `page ${i}`, at }))]);
      const numbers = (await Promise.all([driver.background(saved), ...pages.map((page) => page.evaluate(saved))]));
      for (const mine of numbers) expect(mine).toHaveLength(EACH);
      expect(numbers.flat().sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      // They took turns: no context had the vault to itself.
      expect(Math.min(...numbers.map((mine) => Math.max(...mine.map(Number))))).toBeGreaterThan(EACH);

      const report = await driver.background(inside.look, true);
      expect(report).toMatchObject({ damaged: [], logDamaged: false, broken: null, strays: { bodies: 0, blobs: 0, keys: 0 } });
      expect(new Set(report.items.map(({ text }) => text)).size).toBe(300);
      expect(report.items.every(({ lines }) => lines === 1)).toBe(true);
      const sizes = await driver.background(async () => {
        const { vault } = (self as unknown as Hold).__hold;
        const seqs: [number, number][] = [];
        for await (const heads of vault.heads()) {
          for (const head of heads) {
            const history = await vault.history(head.id);
            if (history.ok) seqs.push([head.number, (history.value[0]?.line.seq ?? -1) + 1]);
          }
        }
        return seqs;
      });
      expect(sizes.map(([, size]) => size).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      // The number and the size of the log when it was given are one: they were never taken apart.
      expect(sizes.every(([number, size]) => number === size)).toBe(true);
    });

    test('the real capture transaction is strict: item, files, log line and checkpoint in one', async () => {
      const tab = await driver.newTab('https://posts.test/');
      await tab.hover('#words');
      await driver.background(inside.listen, null);
      await driver.background(() => { (self as unknown as Hold).__durable = []; });
      await driver.fireCommand('save-post', tab);
      expect(await driver.background(inside.told, null)).toBeGreaterThan(0);
      const durable = (await driver.background(() => (self as unknown as Hold).__durable)) ?? [];
      expect(durable).toContainEqual(['strict', ['blobs', 'bodies', 'items', 'log', 'meta', 'slices']]);
      expect(durable.filter(([durability]) => durability !== 'strict')).toEqual([]);
    });
  });
}
