import { expect, test } from '@playwright/test';

import type { ItemHead } from '../../../utils/domain/item.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, quickSetUp, start, until } from '../lib/session.ts';

const CHAT = '/live_chat?continuation=op2w0wQ';
const message = (id: string, name: string, words: string, colour: string): string =>
  `<yt-live-chat-text-message-renderer id="${id}" style="display:block;height:60px;background:${colour}"><yt-live-chat-author-chip><span id="author-name" dir="auto">${name}</span></yt-live-chat-author-chip> <span id="message" dir="auto">${words}</span></yt-live-chat-text-message-renderer>`;
const chat = `<!doctype html><meta charset="utf-8"><body style="margin:0" oncontextmenu="event.preventDefault()"><yt-live-chat-app>${message('ChwKGkNNaaaabbbbccccdddd0001', '@heron-3', 'Good evening.', 'rgb(250, 240, 200)')}${message('ChwKGkNNaaaabbbbccccdddd0002', '@crow-20', 'You will be sorry.', 'rgb(10, 160, 40)')}</yt-live-chat-app></body>`;
const video = `<!doctype html><meta charset="utf-8"><title>Stream</title><body style="margin:0" oncontextmenu="event.preventDefault()"><div style="height:90px;background:#ddd">A stream</div>
<ytd-comment-thread-renderer style="display:block;height:60px;background:#eef"><ytd-comment-view-model style="display:block;height:60px"><a id="author-text" href="/@otter-1">@otter-1</a> <span id="published-time-text"><a href="/watch?v=abcdefghijk&amp;lc=UgwPlainPlainPlain02AaABAg">1 day ago</a></span> <div id="content-text">A quiet comment.</div></ytd-comment-view-model></ytd-comment-thread-renderer>
<iframe id="chatframe" src="${CHAT}" style="width:360px;height:200px;margin:0 0 0 70px;border:5px solid #000"></iframe>
<iframe id="chat2" src="/live_chat?elsewhere" style="width:200px;height:100px"></iframe>
<iframe id="ad" src="https://ad.example/live_chat" style="width:200px;height:100px"></iframe></body>`;
const SERVE = {
  'www.youtube.com': ({ path }: { path: string }) => ({ body: path.startsWith('/live_chat') ? chat : video }),
  'ad.example': () => ({ body: chat }),
};

type Mouse = { mouse: { move(x: number, y: number): Promise<void>; click(x: number, y: number, options?: { button?: 'right' }): Promise<void> } };
const mouse = (tab: Tab): Mouse['mouse'] => (tab.raw as Mouse).mouse;

interface Held { head: ItemHead; address: string | null; id: string | null; text: string | null; crop: number[] | null }

/** The newest saved post, with the colour in the middle of its crop, once that is made. */
const newest = async (driver: Driver): Promise<Held | null> =>
  JSON.parse(await driver.background(async () => {
    const { vault } = (globalThis as unknown as { __hold: { vault: import('../../../utils/vault/types.ts').Vault } }).__hold;
    const heads = await vault.page(1);
    const head = heads.ok ? heads.value[0] : undefined;
    if (!head) return 'null';
    const kept = await vault.file(head.id, 'post.json');
    if (!kept.ok) return 'null';
    const { url, post } = JSON.parse(new TextDecoder().decode(kept.value)) as { url: { addressBar: string }; post: { id: string; text: string } };
    const png = await vault.file(head.id, 'crop.png');
    let crop: number[] | null = null;
    if (png.ok) {
      const picture = await createImageBitmap(new Blob([png.value as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
      const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      pen?.drawImage(picture, 0, 0);
      const at = (x: number, y: number): number[] => [...(pen?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
      crop = [...at(picture.width - 4, 3), ...at(picture.width - 4, picture.height - 4), picture.width, picture.height];
    }
    return JSON.stringify({ head, address: url.addressBar, id: post.id, text: post.text, crop });
  })) as Held | null;

const GREEN = [10, 160, 40, 10, 160, 40, 360, 60];

/** Waits for the post with these words, and for its crop. */
async function savedAs(driver: Driver, words: string): Promise<Held> {
  let held: Held | null = null;
  await until(async () => {
    held = await newest(driver);
    return held?.text === words && held.crop !== null;
  }, `"${words}" saved with its crop`);
  return held as unknown as Held;
}

/** A question of one of our own pages about the tab in front. */
const askFor = async <T>(desk: Tab, ask: object): Promise<T> =>
  (await desk.evaluate(async (body) => {
    const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
    const [front] = await api.tabs.query({ active: true });
    return (await api.runtime.sendMessage({ ...body, tabId: front?.id })) as unknown;
  }, ask)) as T;

const inFrame = (y: number): [number, number] => [70 + 5 + 120, 150 + 5 + y];
const shown = (tab: Tab): Promise<boolean> =>
  tab.evaluate(() => [...document.querySelectorAll('iframe')].slice(0, 2).every((frame) => frame.contentDocument?.querySelectorAll('#message').length === 2));

for (const browser of BROWSERS) {
  test.describe(browser, () => {
    let driver: Driver;
    let tab: Tab;
    let desk: Tab;
    test.beforeEach(async () => {
      driver = await start(browser, { serve: SERVE });
      desk = await quickSetUp(driver);
      tab = await driver.newTab('https://www.youtube.com/watch?v=abcdefghijk');
      await until(() => shown(tab), 'the chat is in its frame');
      await tab.front();
    });
    test.afterEach(() => driver.close());

    test('the message under the pointer in the chat beside a video is saved, with its own pixels and the video\'s address', async () => {
      await mouse(tab).move(30, 120);
      await mouse(tab).move(...inFrame(90));
      await driver.fireCommand('save-post', tab);
      const held = await savedAs(driver, 'You will be sorry.');
      expect(held).toMatchObject({ id: 'ChwKGkNNaaaabbbbccccdddd0002', address: 'https://www.youtube.com/watch?v=abcdefghijk', crop: GREEN });
      expect(held.head).toMatchObject({ handle: 'crow-20', hasPicture: true });
      await mouse(tab).move(200, 120);
      await driver.fireCommand('save-post', tab);
      expect((await savedAs(driver, 'A quiet comment.')).head.handle).toBe('otter-1');
      // As the popup does it: the chat named by the site is listed beside the comments, no other frame's posts are.
      const listed = await askFor<{ posts: { key: string; handle: string | null }[] }>(desk, { type: 'inView' });
      expect(listed.posts.map(({ handle }) => handle)).toEqual(['otter-1', 'heron-3', 'crow-20']);
      const told = await askFor<{ saved: number[] }>(desk, { type: 'saveInTab', keys: [listed.posts[1]?.key ?? ''], wordsOnly: false });
      expect(told.saved).toHaveLength(1);
      expect((await savedAs(driver, 'Good evening.')).crop).toEqual([250, 240, 200, 250, 240, 200, 360, 60]);
    });

    test('a menu opened in the chat means its message, never the one that a menu was opened on before', async () => {
      await mouse(tab).move(200, 120);
      await driver.fireCommand('save-post', tab);
      await savedAs(driver, 'A quiet comment.');
      await mouse(tab).click(200, 120, { button: 'right' });
      await mouse(tab).move(30, 120);
      await mouse(tab).move(...inFrame(90));
      await mouse(tab).click(...inFrame(90), { button: 'right' });
      await driver.fireMenu({ menuItemId: 'save-post', frameId: 7 }, tab);
      expect(await savedAs(driver, 'You will be sorry.')).toMatchObject({ id: 'ChwKGkNNaaaabbbbccccdddd0002', crop: GREEN });
    });
  });
}
