import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';
import type { NewBatch, NewItem, Vault } from '../../../../utils/vault/index.ts';

/** What a test build shows of itself: in the background, and in its page `/test-context.html`. */
export interface Hold {
  vault: Vault;
  addItem(item: NewItem): Promise<{ ok: boolean; error?: string }>;
  addToInbox(item: NewItem): Promise<{ ok: boolean; error?: string }>;
}

type Answer = { ok: true; value: unknown } | { ok: false; error: string; detail?: string };

/** One call of the vault in the background. */
export const vault = (driver: Driver, call: keyof Vault, ...args: unknown[]): Promise<Answer | null> =>
  driver.background(async ({ call, args }: { call: string; args: unknown[] }) => {
    const here = self as unknown as { __workFactor?: number; __hold: { vault: Record<string, (...args: unknown[]) => Promise<unknown>> } };
    // None of this is about how long a passphrase takes to be tried.
    here.__workFactor = 8;
    return ((await here.__hold.vault[call]?.(...args)) ?? null) as Answer | null;
  }, { call, args });

export async function must(driver: Driver, call: keyof Vault, ...args: unknown[]): Promise<unknown> {
  const answer = await vault(driver, call, ...args);
  if (!answer?.ok) throw new Error(`${call}: ${JSON.stringify(answer)}`);
  return answer.value;
}

export interface Made {
  word: string;
  /** Bytes of its picture: random, so that nothing packs them. */
  size: number;
  count?: number;
  locked?: boolean;
}

/** Saves small whole items by the vault's own door. Answers their ids. */
export const addMade = (driver: Driver, made: Made): Promise<string[]> =>
  driver.background(async ({ word, size, count = 1, locked = false }: Made) => {
    const { addItem, addToInbox } = (globalThis as unknown as { __hold: Hold }).__hold;
    const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const sha = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      const id = hex(crypto.getRandomValues(new Uint8Array(16)));
      const picture = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(picture.subarray(at, Math.min(size, at + 65_536)));
      const post = new TextEncoder().encode(JSON.stringify({ salt: 'AAAAAAAAAAAAAAAAAAAAAA==', post: { text: word } }));
      const record = {
        schema: 'holdfast/record/v1', id, capture: {}, parts: [{ name: 'post', path: 'post.json', sha256: await sha(post), bytes: post.length }],
        files: [{ path: 'original.png', sha256: await sha(picture), bytes: size, type: 'image/png', role: 'original', derivedFrom: null, transform: null }],
      };
      const head = {
        id, site: 'x', handle: `h_${word}`, displayName: null, userId: null, postId: '1', permalink: null, address: `https://x.com/${word}`,
        savedAt: new Date().toISOString(), postedAt: null, text: `words ${word}`, note: null, parsed: true, hasPicture: true, wordsOnly: false,
        savedWhileLocked: locked, pending: false,
      };
      const files = [{ path: 'post.json', bytes: post }, { path: 'original.png', bytes: picture }];
      const item = { head, record: new TextEncoder().encode(JSON.stringify(record)), files };
      const saved = await (locked ? addToInbox(item) : addItem(item));
      if (!saved.ok) throw new Error(JSON.stringify(saved));
      ids.push(id);
    }
    return ids;
  }, made);

/** A file of an item as base64 text, read out while unlocked. */
export const fileOf = (driver: Driver, id: string, path: string): Promise<string | null> =>
  driver.background(async ({ id, path }: { id: string; path: string }) => {
    const bytes = await (globalThis as unknown as { __hold: Hold }).__hold.vault.file(id, path);
    if (!bytes.ok) return null;
    let text = '';
    for (let i = 0; i < bytes.value.length; i += 32_768) text += String.fromCharCode(...bytes.value.subarray(i, i + 32_768));
    return btoa(text);
  }, { id, path });

export const mouse = (tab: Tab): { move(x: number, y: number): Promise<void> } => (tab.raw as { mouse: { move(x: number, y: number): Promise<void> } }).mouse;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Slices and their posts, in one transaction. */
export async function addBatch(driver: Driver, { slices, items }: NewBatch): Promise<void> {
  const batch = {
    slices: slices.map((slice) => ({ ...slice, png: base64(slice.png) })),
    items: items.map(({ head, record, files }) => ({ head, record: base64(record), files: files.map(({ path, bytes }) => ({ path, bytes: base64(bytes) })) })),
  };
  const error = await driver.background(async (text: string) => {
    // Parsed by the background's own JSON: in Firefox this function's objects are another world's, and no plain ones.
    const sent = (self as unknown as { JSON: JSON }).JSON.parse(text) as typeof batch;
    const read = (coded: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(coded), (c) => c.charCodeAt(0));
    const answer = await (globalThis as unknown as { __hold: Hold }).__hold.vault.addBatch({
      slices: sent.slices.map((slice) => ({ ...slice, png: read(slice.png) })),
      items: sent.items.map(({ head, record, files }) => ({ head, record: read(record), files: files.map(({ path, bytes }) => ({ path, bytes: read(bytes) })) })),
    });
    return answer.ok ? null : JSON.stringify(answer);
  }, JSON.stringify(batch));
  if (error !== null) throw new Error(error);
}

/** A plain package, made in a page of the extension. */
export async function packed(driver: Driver, order: { ids: string[]; pictures: 'post' | 'screen'; intimate: boolean }): Promise<Buffer> {
  const page = await driver.openExtensionPage('/test-context.html');
  const zip = await page.evaluate((what) => (globalThis as unknown as { __hold: { pack(what: unknown): Promise<string> } }).__hold.pack(what), order);
  await page.close();
  return Buffer.from(zip, 'base64');
}
