import type { Vault } from '@/utils/vault/types';
import type { NewItem } from '@/utils/vault';
import type { Report } from './ledger.ts';

/*
 * Functions that run in the extension's background: each is sent as its source, so each uses nothing from around it
 * but what the test build leaves in `globalThis`.
 */
interface Inside {
  __hold: {
    vault: Vault;
    addItem(item: NewItem): Promise<{ ok: true; value: { number: number } } | { ok: false; error: string }>;
    addToInbox(item: NewItem): Promise<{ ok: boolean; error?: string }>;
    tidy(): Promise<{ ok: boolean; error?: string }>;
  };
  __workFactor?: number;
  __vaultPoint?: (name: string) => Promise<void> | void;
  __reached?: Promise<string>;
  __told?: Promise<number | null>;
  __make(text: string, bytes: number): Promise<{ item: NewItem; record: string }>;
}
/** `self`, not `globalThis`: in Firefox a driver's code runs in a sandbox whose global is not the background's. */
declare const self: Inside;

/** Holds the `nth` coming to a point for ever. Also puts the maker of items there. */
export function prepare({ at, nth }: { at: string | null; nth: number }): void {
  let left = nth;
  // The derivation is not what is cut short here: a quick one.
  self.__workFactor = 8;
  self.__reached = new Promise((reached) => {
    self.__vaultPoint = (name) => {
      if (name !== at || --left > 0) return undefined;
      reached(name);
      return new Promise(() => {});
    };
  });
  self.__make = async (text, bytes) => {
    const hash = async (data: Uint8Array<ArrayBuffer>): Promise<string> =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))].map((b) => b.toString(16).padStart(2, '0')).join('');
    const utf8 = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(words));
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
    const post = utf8(JSON.stringify({ post: { text }, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' }));
    const picture = new Uint8Array(bytes);
    for (let i = 0; i < bytes; i += 65_536) crypto.getRandomValues(picture.subarray(i, Math.min(bytes, i + 65_536)));
    const record = utf8(JSON.stringify({
      capture: { level: 1, method: ['visible-tab'], domChanges: [], adapter: 'x', adapterVersion: 1, tier: 'testid', parsed: true, savedWhileLocked: false, notCaptured: [], rect: null },
      files: [{ path: 'original.png', sha256: await hash(picture), bytes, type: 'image/png', role: 'original', derivedFrom: null, transform: null }],
      id, parts: [{ name: 'post', path: 'post.json', sha256: await hash(post), bytes: post.length }], schema: 'holdfast/record/v1',
    }));
    const head = {
      id, site: 'x', handle: 'someone', displayName: null, userId: null, postId: '1', permalink: null, address: 'https://x.com/home', savedAt: new Date().toISOString(),
      postedAt: null, text, note: null, parsed: true, hasPicture: true, wordsOnly: false, savedWhileLocked: false, pending: false,
    };
    return { item: { head, record, files: [{ path: 'post.json', bytes: post }, { path: 'original.png', bytes: picture }] } as NewItem, record: await hash(record) };
  };
}

export const reached = (): Promise<string> => self.__reached as Promise<string>;

/** One capture from its bytes. The answer is what a person is told. */
export async function add({ text, bytes, inbox }: { text: string; bytes: number; inbox: boolean }): Promise<{ number: number | null; record: string } | { error: string }> {
  const { item, record } = await self.__make(text, bytes);
  if (inbox) {
    const kept = await self.__hold.addToInbox(item);
    return kept.ok ? { number: null, record } : { error: kept.error ?? '' };
  }
  const added = await self.__hold.addItem(item);
  return added.ok ? { number: added.value.number, record } : { error: added.error };
}

/** From now on, what the page's bar is told about a capture is caught on its way. */
export function listen(): void {
  const tabs = ((self as unknown as { browser?: typeof chrome }).browser ?? chrome).tabs;
  const send = tabs.sendMessage.bind(tabs) as (...all: unknown[]) => unknown;
  self.__told = new Promise((told) => {
    (tabs as { sendMessage: unknown }).sendMessage = (...all: unknown[]) => {
      const message = all[1] as { type?: string; outcome?: string; number?: number | null };
      if (message.type === 'page.told') told(message.outcome === 'saved' ? (message.number ?? null) : null);
      return send(...all);
    };
  });
}
export const told = (): Promise<number | null> => self.__told as Promise<number | null>;

export const create = async (passphrase: string): Promise<boolean> => (await self.__hold.vault.create(passphrase)).ok;
export const lock = (): Promise<void> => self.__hold.vault.lock();
export async function unlock(passphrase: string): Promise<string> {
  const opened = await self.__hold.vault.unlock(passphrase);
  return opened.ok ? 'open' : `${opened.error} ${opened.detail ?? ''}`;
}
export async function remove(ids: string[]): Promise<boolean> {
  return (await self.__hold.vault.remove(ids, 'undo')).ok;
}
export async function reseal({ from, to }: { from: string; to: string }): Promise<string> {
  const done = await self.__hold.vault.setPassphrase(from, to);
  return done.ok ? 'done' : done.error;
}

/** Ends what was cut short, as every start of the workspace does, and waits for it. */
export async function settle(): Promise<string> {
  const { vault, tidy } = self.__hold;
  const done = await tidy();
  for (let i = 0; i < 600 && (await vault.state()).resealing !== null; i++) await new Promise((on) => setTimeout(on, 25));
  return done.ok ? (await vault.state()).kind : `${done.error}`;
}
export const kind = async (): Promise<string> => (await self.__hold.vault.state()).kind;

/**
 * Everything there is, read back by the vault itself and, for stray rows, past it. Under the vault's lock: a capture that a
 * killed worker's successor still makes is either before it or after it, and no tear.
 */
export function look(settled: boolean): Promise<Report> {
  return navigator.locks.request('hf-vault', async (): Promise<Report> => {
    const report: Report = { items: [], damaged: [], logDamaged: false, strays: { bodies: 0, blobs: 0, keys: 0 }, broken: null };
    const { vault } = self.__hold;
    try {
      for await (const heads of vault.heads()) {
        for (const head of heads) {
          const [item, history] = await Promise.all([vault.item(head.id), vault.history(head.id)]);
          const bytes = item.ok ? new Uint8Array(await crypto.subtle.digest('SHA-256', item.value.recordBytes as Uint8Array<ArrayBuffer>)) : new Uint8Array();
          const record = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
          const lines = history.ok ? history.value.filter(({ line }) => line.type === 'capture').length : 0;
          if (!item.ok) report.damaged.push(head.number);
          report.items.push({ id: head.id, number: head.number, text: head.text ?? '', record, lines });
        }
      }
      const counted = await vault.count();
      const checked = await vault.check();
      if (!checked.ok || !counted.ok) return { ...report, broken: checked.ok ? 'count' : checked.error };
      if (counted.value !== report.items.length) return { ...report, broken: `${counted.value} items, ${report.items.length} can be read` };
      for (const finding of checked.value) {
        if (finding.id === 'damaged-item') report.damaged.push(...finding.detail);
        if (finding.id === 'damaged-log') report.logDamaged = true;
      }
      const open = (name: string): Promise<IDBDatabase> => new Promise((done, failed) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error as Error);
      });
      const read = <T>(db: IDBDatabase, store: string, how: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => new Promise((done, failed) => {
        const request = how(db.transaction(store).objectStore(store));
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error as Error);
      });
      const root = await open('holdfast');
      const pointer = await read(root, 'state', (store) => store.get('vault')) as { main: string; keys: string };
      const [main, keys] = await Promise.all([open(pointer.main), open(pointer.keys)]);
      const shelf = await read(main, 'shelf', (store) => store.getAll()) as { id: string; key?: string }[];
      const ids = new Set([...report.items.map(({ id }) => id), ...shelf.flatMap(({ id, key }) => [id, key ?? id])]);
      const stray = (all: IDBValidKey[]): number => all.filter((id) => !ids.has(String(id))).length;
      report.strays.bodies = stray(await read(main, 'bodies', (store) => store.getAllKeys()));
      report.strays.blobs = stray((await read(main, 'blobs', (store) => store.getAll())).map((row: { itemId: string }) => row.itemId));
      if (settled) report.strays.keys = stray(await read(keys, 'keys', (store) => store.getAllKeys()));
      for (const db of [root, main, keys]) db.close();
    } catch (error) {
      report.broken = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    }
    return report;
  }) as Promise<Report>;
}
