import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Driver, Tab } from '../../../../scripts/lib/browsers/index.ts';
import type { NewItem } from '../../../../utils/vault/index.ts';
import { testid, until } from '../../lib/session.ts';

export const textOf = (tab: Tab, id: string): Promise<string> => tab.evaluate((css) => document.querySelector(css)?.textContent ?? '', testid(id));
export const goTo = async (desk: Tab, hash: string): Promise<void> => {
  await desk.front();
  await desk.evaluate((to) => { location.hash = to; }, hash);
};

/** Her own card, as text. */
export async function card(desk: Tab, name: string): Promise<string> {
  await goTo(desk, '#/ally/people');
  await desk.fill(testid('my-name'), name);
  await desk.click(testid('make-card'));
  await desk.waitFor(testid('my-qr'));
  return desk.evaluate((css) => (document.querySelector(css) as HTMLTextAreaElement).value, testid('my-card-text'));
}

/** Takes a card in and stops where the numbers are compared. */
export async function meet(desk: Tab, text: string): Promise<string> {
  await goTo(desk, '#/ally/people');
  await desk.fill(testid('card-text'), text);
  await desk.click(testid('take-card'));
  await desk.waitFor(testid('compare-number'));
  return textOf(desk, 'compare-number');
}

export async function same(desk: Tab): Promise<void> {
  await desk.front();
  await desk.click(testid('compare-in-person'));
  await desk.click(testid('compare-same'));
  await desk.waitFor(testid('compared'));
}

/** Saved posts of senders on one instance, put there as a capture puts them; `words(i)` is in the text of each. */
export const saveMany = (driver: Driver, host: string, posts: { userId: string; words: string }[]): Promise<number> =>
  driver.background(async ([at, all]) => {
    const { addItem } = (globalThis as unknown as { __hold: { addItem(item: NewItem): Promise<{ ok: boolean }> } }).__hold;
    const hex = (bytes: Uint8Array): string => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
    const sum = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const utf8 = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(words));
    let saved = 0;
    // Canonical JSON: keys in order.
    for (const { userId, words } of all) {
      const id = hex(crypto.getRandomValues(new Uint8Array(16)));
      const [handle, permalink, savedAt] = [`loud${userId}@${at}`, `https://${at}/@loud${userId}/${userId}0${saved}`, new Date().toISOString()];
      const post = utf8(JSON.stringify({
        author: { displayName: null, handle, platformUserId: userId, profileUrl: null },
        post: { contentWarning: null, context: null, counts: {}, id: `${userId}0${saved}`, inReplyTo: null, kind: 'post', lang: null, media: [], quoted: null, sensitive: false, text: words, textUtf16le: null, truncated: false },
        salt: 'AAAAAAAAAAAAAAAAAAAAAA==', sources: {},
        time: { clientUtc: savedAt, monotonicMs: 1, postIdDerivedTime: null, postMachineTime: null, postShownText: null, serverDateHeader: null, serverDateReason: 'not-watched' },
        url: { addressBar: `https://${at}/home`, canonical: null, permalink },
      }));
      const record = utf8(JSON.stringify({
        capture: { adapter: 'mastodon', adapterVersion: 1, domChanges: [], level: 1, method: ['text'], notCaptured: [], parsed: true, rect: null, savedWhileLocked: false, tier: 'testid' },
        files: [], id, parts: [{ bytes: post.length, name: 'post', path: 'post.json', sha256: await sum(post) }], schema: 'holdfast/record/v1',
      }));
      const head = {
        id, site: 'mastodon', handle, displayName: null, userId, postId: `${userId}0${saved}`, permalink,
        address: `https://${at}/home`, savedAt, postedAt: null, text: words, note: null,
        parsed: true, hasPicture: false, wordsOnly: true, savedWhileLocked: false, pending: false,
      };
      const added = await addItem({ head, record, files: [{ path: 'post.json', bytes: post }] } as NewItem);
      if (!added.ok) throw new Error(`post ${saved} was not saved: ${JSON.stringify(added)}`);
      saved += 1;
    }
    return saved;
  }, [host, posts] as const);

/** The one file there whose name fits, once it is whole. */
export async function fileIn(folder: string, name: RegExp, but: readonly string[] = []): Promise<string> {
  const fit = (): string[] => readdirSync(folder).filter((one) => name.test(one) && !but.includes(one));
  await until(async () => fit().length > 0, `a file ${name}`);
  return join(folder, fit()[0] as string);
}

export const withoutPicker = (desk: Tab): Promise<unknown> => desk.evaluate(() => Reflect.set(window, 'showSaveFilePicker', undefined));
