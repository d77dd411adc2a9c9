import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { chats, HOST, type Chats } from '../../servers/xmpp/start.ts';
import { isOver } from '../../../utils/domain/sweep.ts';
import { quickSetUp, saveNth, start, until } from '../lib/session.ts';
import { headsOf, startSweep, untilSweep } from '../sweep/lib/sweep.ts';

type Page = { chatApi: { connection: { connected(): boolean }; waitUntil(what: string): Promise<unknown>; chats: { open(who: string, attributes: object, force: boolean): Promise<{ sendMessage(message: object): Promise<unknown> }> } } };
const [HERS, THEIRS] = [HOST, 'loud.example'];
const WORDS = 'You write like a broken kettle. We know where the market is.';
const MESSAGE = 'converse-chat-message [data-msgid]';

test.describe('private messages, between a real server and a real client', () => {
  let server: Chats;
  let driver: Driver;
  let desk: Tab;
  let afi: Tab;
  let loud: Tab;

  test.beforeAll(async () => {
    // The client is brought here the first time.
    test.setTimeout(600_000);
    const begun = await chats(['afi', 'loud']);
    test.skip(typeof begun === 'string', typeof begun === 'string' ? begun : '');
    server = begun as Chats;
    driver = await start('chromium', { serve: { [HERS]: server.client('afi'), [THEIRS]: server.client('loud') } });
    desk = await quickSetUp(driver);
    await driver.grantSite('<all_urls>');
    loud = await driver.newTab(`https://${THEIRS}/`);
    afi = await driver.newTab(`https://${HERS}/`);
    for (const tab of [loud, afi]) await until(() => tab.evaluate(() => (globalThis as unknown as Partial<Page>).chatApi?.connection.connected() === true), 'the client signed in', 120_000);
    await show(afi, 'loud');
    await write(loud, 'afi', WORDS);
    await afi.front();
    await afi.waitFor(MESSAGE, 120_000);
  });
  test.afterAll(async () => {
    await driver?.close();
    await server?.close();
  });

  const write = (from: Tab, to: string, body: string): Promise<unknown> => from.evaluate(async ([who, words]) => {
    const { chatApi } = globalThis as unknown as Page;
    await chatApi.waitUntil('chatBoxesInitialized');
    const chat = await chatApi.chats.open(who as string, {}, true);
    await chat.sendMessage({ body: words });
  }, [`${to}@${HOST}`, body] as const);
  const show = (at: Tab, who: string): Promise<unknown> => at.evaluate(async (jid) => {
    const { chatApi } = globalThis as unknown as Page;
    await chatApi.waitUntil('chatBoxesInitialized');
    await chatApi.chats.open(jid, {}, true);
  }, `${who}@${HOST}`);

  test('a message sent to her is saved at her own press, with who wrote it and when; a sweep takes none', async () => {
    await saveNth(driver, afi, MESSAGE, 0);
    const heads = await headsOf(driver);
    expect(heads).toHaveLength(1);
    expect(heads[0]?.userId).toMatch(/^loud@chat\.example(\/|$)/);
    expect(heads[0]?.postedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(heads[0]?.text).toBe(WORDS);
    await write(loud, 'afi', 'And another one.');
    await until(() => afi.evaluate((css) => document.querySelectorAll(css).length >= 2, MESSAGE), 'the second message');
    const id = await startSweep(desk, HERS, { pictures: false });
    const over = await untilSweep(desk, id, isOver, 'the sweep over');
    expect(over.counts.saved).toBe(0);
    expect(await headsOf(driver)).toHaveLength(1);
  });
});
