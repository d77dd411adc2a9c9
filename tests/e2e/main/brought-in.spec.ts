import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import { makeZip } from 'client-zip';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import { openPopup } from '../lib/pierce.ts';
import { BROWSERS, page, PASSPHRASE, quickSetUp, ROOT, saveNth, start, testid, until } from '../lib/session.ts';

const EML = 'Received: from a.example by b.example; Sun, 1 Mar 2026 10:00:00 +0000\r\nDKIM-Signature: v=1; b=AA\r\nFrom: =?utf-8?Q?Wren_Finch?= <wren@example.net>\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\nSubject: Your shop\r\n\r\nYou will be sorry. <img src=x onerror=alert(1)>\r\n';

const message = (id: string, sender: string, text: string) => ({ messageCreate: { recipientId: '1001', text, senderId: sender, id, createdAt: '2026-02-01T10:00:00.000Z', mediaUrls: [] } });
const download = async (): Promise<Uint8Array> => new Uint8Array(await new Response(makeZip([
  { name: 'data/account.js', input: 'window.YTD.account.part0 = [ { "account" : { "accountId" : "1001" } } ]' },
  { name: 'data/direct-messages.js', input: `window.YTD.direct_messages.part0 = ${JSON.stringify([{ dmConversation: { conversationId: '1-2', messages: [message('91', '2002', 'I know your street.'), message('92', '1001', 'Stop it.'), message('93', '2002', 'You will see.')] } }], null, 2)}` },
])).arrayBuffer());

/** A tenth of a second of silence. */
const WAV = ((): Buffer => {
  const bytes = Buffer.alloc(44 + 1600);
  bytes.write('RIFF', 0); bytes.writeUInt32LE(36 + 1600, 4); bytes.write('WAVEfmt ', 8); bytes.writeUInt32LE(16, 16); bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24); bytes.writeUInt32LE(16_000, 28); bytes.writeUInt16LE(2, 32); bytes.writeUInt16LE(16, 34); bytes.write('data', 36); bytes.writeUInt32LE(1600, 40);
  return bytes;
})();

const html = (tab: Tab): Promise<string> => tab.evaluate(() => document.documentElement.outerHTML);
const valueOf = (tab: Tab, id: string): Promise<string> => tab.evaluate((css) => (document.querySelector(css) as HTMLTextAreaElement | null)?.value ?? '', testid(id));

/** A plain package of everything, unpacked; what the checking command says of it. */
async function handOver(driver: Driver, desk: Tab, downloads: string): Promise<{ told: string; data: string }> {
  void driver;
  await desk.click(testid('nav-saved'));
  await desk.waitFor(testid('select-all'));
  await desk.click(testid('select-all'));
  await desk.click(testid('hand-over'));
  await desk.waitFor(testid('hand-over-page'));
  await desk.evaluate(() => Reflect.set(window, 'showSaveFilePicker', undefined));
  await desk.click(testid('export-plain'));
  await desk.click(testid('export-start'));
  await desk.waitFor(testid('export-done'), 60_000);
  await until(async () => readdirSync(downloads).some((name) => /^evidence-.*\.zip$/.test(name)), 'the package in the downloads');
  const zip = join(downloads, readdirSync(downloads).find((name) => name.endsWith('.zip')) as string);
  let told = '';
  try {
    told = execFileSync('node', ['scripts/verify.mjs', zip], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    told = (error as { stdout: string }).stdout;
  }
  execFileSync('unzip', ['-q', zip, '-d', downloads]);
  return { told, data: join(downloads, readdirSync(downloads).find((name) => name.startsWith('evidence-') && !name.endsWith('.zip')) as string, 'data') };
}

for (const browser of BROWSERS) {
  test(`${browser}: what she was writing outlives the lock, and a data download is picked from unread and brought in`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hf-own-'));
    const downloads = mkdtempSync(join(tmpdir(), 'hf-down-'));
    const driver = await start(browser, { downloadsDir: downloads });
    try {
      const desk = await quickSetUp(driver);
      await desk.click(testid('nav-write'));
      await desk.waitFor(testid('event-what'));
      await desk.fill(testid('event-what'), 'A man rang twice and');
      await driver.background(() => (globalThis as unknown as { __hold: { vault: { lock(): Promise<void> } } }).__hold.vault.lock());
      await desk.waitFor(testid('lock-screen'), 60_000);
      expect(await html(desk)).not.toContain('rang twice');
      await desk.fill(testid('unlock-passphrase'), PASSPHRASE);
      await desk.click(testid('unlock'));
      await desk.waitFor(testid('draft-back'), 60_000);
      expect(await valueOf(desk, 'event-what')).toBe('A man rang twice and');
      await desk.close();

      const again = await driver.openExtensionPage('/dashboard.html#/write');
      await again.waitFor(testid('draft-back'), 60_000);
      expect(await valueOf(again, 'event-what')).toBe('A man rang twice and');
      const files: [string, string | Buffer][] = [['call.mp3', WAV], ['page.html', '<script>document.title = "ran"</script>'], ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"/>']];
      for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
      await again.upload(testid('event-files'), files.map(([name]) => join(folder, name)));
      await again.waitFor(testid('event-files-list'));
      await again.click(testid('event-save'));
      await again.waitFor(testid('event-saved'), 60_000);
      await again.click(testid('event-open'));
      await again.waitFor(testid('show-toggle'), 60_000);
      await again.click(testid('show-toggle'));
      await again.waitFor(testid('play-sound'), 60_000);
      await again.click(testid('play-sound'));
      await until(() => again.evaluate((css) => ((document.querySelector(css) as HTMLAudioElement | null)?.readyState ?? 0) > 0, testid('sound')), 'the sound, read by the browser');
      expect(await again.evaluate(() => [document.querySelectorAll('[data-testid="save-copy"]').length, document.querySelectorAll('iframe, embed, object, video, #main img').length, document.title])).toEqual([3, 0, 'Holdfast']);
      await again.click(testid('nav-write'));
      await again.waitFor(testid('write-download'));

      const zip = join(folder, 'twitter.zip');
      writeFileSync(zip, await download());
      await again.click(testid('write-download'));
      await until(() => again.evaluate((css) => document.querySelector(css) !== null, testid('download-file')), 'the place for the file');
      await again.upload(testid('download-file'), [zip]);
      await again.waitFor(testid('download-theirs'), 60_000);
      expect(await html(again)).not.toMatch(/your street|Stop it/);
      await again.click(testid('download-start'));
      await again.waitFor(testid('download-done'), 60_000);

      const { told, data } = await handOver(driver, again, downloads);
      expect(told.trim().split('\n').at(-1)).toBe('INTEGRITY ONLY');
      expect(told).toContain('3 of them were not captured by Holdfast');
      const report = readFileSync(join(data, 'report.html'), 'utf8');
      for (const words of ['I know your street.', 'entry 1', 'data/direct-messages.js', 'twitter.zip', 'anybody could have altered', 'data-how="brought-in"', '2002']) expect(report).toContain(words);
      expect(report).not.toContain('Stop it.');
      expect(readFileSync(join(data, 'items/0002/files/1.json'), 'utf8')).toContain('"id": "91"');
      expect(readFileSync(join(data, 'log.csv'), 'utf8').match(/not captured by Holdfast: a file brought in/g)).toHaveLength(2);
    } finally {
      await driver.close();
      for (const made of [folder, downloads]) rmSync(made, { recursive: true, force: true });
    }
  });

  test(`${browser}: a saved mail leads to its original, and the original goes with it`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hf-mail-'));
    const downloads = mkdtempSync(join(tmpdir(), 'hf-down-'));
    const driver = await start(browser, { downloadsDir: downloads, serve: { 'mail.google.com': () => page('gmail/thread-fr.html') } });
    try {
      const desk = await quickSetUp(driver);
      await driver.grantSite('https://mail.google.com/*');
      const mail = await driver.newTab('https://mail.google.com/mail/u/1/#inbox/18f01');
      await saveNth(driver, mail, '[data-message-id]', 0);
      const asked = driver.arrived.filter(({ host }) => host === 'mail.google.com').length;
      await desk.front();
      await desk.waitFor(testid('list-item'), 60_000);
      await desk.click(`${testid('list-item')} a`);
      await desk.waitFor(testid('mail-link'), 60_000);
      expect(await desk.evaluate((css) => document.querySelector(css)?.getAttribute('href'), testid('mail-link'))).toBe('https://mail.google.com/mail/u/1/?view=att&th=18f01&attid=0&disp=comp&safe=1');
      writeFileSync(join(folder, 'Your shop.eml'), EML);
      await desk.upload(testid('mail-file'), [join(folder, 'Your shop.eml')]);
      await until(() => desk.evaluate((css) => document.querySelector(css)?.textContent?.includes('attached/1.eml') ?? false, testid('mail-state')), 'the original attached');
      expect(await html(desk)).not.toMatch(/Wren Finch|Your shop/);
      expect(driver.arrived.filter(({ host }) => host === 'mail.google.com')).toHaveLength(asked);
      await desk.click(testid('item-close'));

      const { told, data } = await handOver(driver, desk, downloads);
      expect(told.trim().split('\n').at(-1)).toBe('INTEGRITY ONLY');
      expect(readFileSync(join(data, 'items/0001/attached/1.eml'), 'utf8')).toBe(EML);
      const report = readFileSync(join(data, 'report.html'), 'utf8');
      for (const words of ['Originals added later', 'Wren Finch &lt;wren@example.net&gt;', 'DKIM signature: <bdi>there</bdi>']) expect(report).toContain(words);
      expect(report).not.toContain('onerror');
    } finally {
      await driver.close();
      for (const made of [folder, downloads]) rmSync(made, { recursive: true, force: true });
    }
  });
}

test('chromium: single private messages are saved on a click only: nothing takes all, and her own are not listed; a public chat is none', async () => {
  const driver = await start('chromium', { serve: { 'web.whatsapp.com': () => page('whatsapp/chat.html'), 'www.youtube.com': () => page('youtube/live-chat.html') } });
  try {
    await quickSetUp(driver);
    const chat = await driver.newTab('https://web.whatsapp.com/');
    const popup = await openPopup(driver, chat);
    await until(async () => Number(await popup.evaluate('document.querySelectorAll("[data-testid=in-view-post]").length')) > 1, 'the messages in view');
    expect(await popup.evaluate('document.querySelector("[data-testid=in-view-all]")')).toBeNull();
    expect(await popup.evaluate('document.querySelector("[data-testid=in-view-private]") !== null')).toBe(true);
    const listed = String(await popup.evaluate('document.querySelector("[data-testid=in-view]").textContent'));
    expect(listed).toContain('Wren');
    expect(listed).not.toContain('Kite');
    const seen = async (url: string) => {
      const tab = await driver.newTab(url);
      await driver.grantSite('<all_urls>');
      await tab.front();
      const desk = await driver.openExtensionPage('/dashboard.html');
      return desk.evaluate(async (address) => {
        const [first] = await chrome.tabs.query({ url: address });
        return ((await chrome.runtime.sendMessage({ type: 'inView', tabId: first?.id })) as { posts: { private?: true }[] }).posts.map((post) => post.private ?? false);
      }, `${url.split('?')[0]}*`);
    };
    const live = await seen('https://www.youtube.com/live_chat?v=abcdefghijk');
    expect(live.length).toBeGreaterThan(1);
    expect(live.some(Boolean)).toBe(false);
  } finally {
    await driver.close();
  }
});
