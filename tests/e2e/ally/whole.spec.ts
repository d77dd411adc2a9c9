import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { elsewhere } from '../../../scripts/lib/browsers/server.ts';
import { HOST, instance } from '../../../scripts/chaos/instance.ts';
import type { BrowserName } from '../../../scripts/lib/browsers/index.ts';
import { setClock } from '../act/many-lib.ts';
import { quickSetUp, start, testid, until } from '../lib/session.ts';
import { card, fileIn, goTo, meet, same, saveMany, textOf, withoutPicker } from './lib/hands.ts';

const SENDERS = Array.from({ length: 12 }, (_, i) => String(101 + i));
const wordsOf = (i: number): string => `Zwibbel ${i}: nobody wants you here, go home.`;
const SEALED = /^notes-.*\.age$/;

/** Hers in one browser, the ally's in the other; a whole bad day once. */
const WAYS: [BrowserName, BrowserName, number][] = [['chromium', 'firefox', 300], ['firefox', 'chromium', 30]];

for (const [hers, theirs, count] of WAYS) {
  test(`${hers} → ${theirs} → ${hers}: cards, ${count} posts handed over, sorted by keyboard, returned, merged, muted unread`, async () => {
    test.setTimeout(600_000);
    const folder = mkdtempSync(join(tmpdir(), 'hands-'));
    const server = instance();
    const [her, ally] = await Promise.all([start(hers, { downloadsDir: folder, serve: { [HOST]: server.handler } }), start(theirs, { downloadsDir: folder, serve: {} })]);
    try {
      const [desk, allyDesk] = [await quickSetUp(her), await quickSetUp(ally)];
      const posts = Array.from({ length: count }, (_, i) => ({ userId: SENDERS[i % SENDERS.length] as string, words: wordsOf(i) }));
      expect(await saveMany(her, HOST, posts)).toBe(count);
      const [herCard, allyCard] = [await card(desk, 'Ana'), await card(allyDesk, 'Bo')];
      expect(await meet(desk, allyCard)).toBe(await meet(allyDesk, herCard));
      await same(desk);
      await same(allyDesk);

      await goTo(desk, '#/saved');
      await desk.click(testid('select-all'));
      await goTo(desk, '#/ally/give');
      // The only one whose number was compared stands ticked.
      await desk.fill(testid('give-purpose'), 'Sort them for me');
      await withoutPicker(desk);
      await desk.click(testid('give-start'));
      await desk.waitFor(testid('give-done'), 240_000);
      const given = await fileIn(folder, SEALED);
      for (const word of ['Zwibbel', 'loud101', HOST]) expect(readFileSync(given).includes(word), `${word} in the file`).toBe(false);

      await goTo(allyDesk, '#/ally/held');
      await allyDesk.upload(testid('held-file'), [given]);
      await allyDesk.waitFor(testid('held-said'), 240_000);
      await allyDesk.click(testid('held-sort'));
      for (let left = count; left > 0; left -= 10) {
        await allyDesk.waitFor(`${testid('work-stop')}[data-left="${left}"]`);
        await allyDesk.click(testid('work-begin'));
        for (let i = 0; i < 10; i++) {
          await allyDesk.waitFor(testid('work-post'));
          // Form, severity, advice: mute; next.
          for (const key of ['a', '2', '1', 'Enter']) await allyDesk.press(key);
        }
      }
      await allyDesk.waitFor(`${testid('work-stop')}[data-left="0"]`);
      expect(await allyDesk.evaluate(() => document.body.innerHTML.includes('Zwibbel')), 'no words were lifted').toBe(false);
      await allyDesk.click(testid('work-enough'));
      await withoutPicker(allyDesk);
      await allyDesk.click(testid('held-back'));
      await allyDesk.waitFor(testid('held-card-said'), 120_000);
      const returned = await fileIn(folder, SEALED, [basename(given)]);

      await goTo(desk, '#/ally/back');
      await desk.upload(testid('back-file'), [returned]);
      await desk.waitFor(testid('back-preview'), 120_000);
      expect(await textOf(desk, 'back-preview-count')).toContain(String(count));
      await desk.click(testid('back-take'));
      await desk.waitFor(testid('back-queue'), 120_000);
      await her.grantSite(`https://${HOST}/*`);
      await her.newTab(`https://${HOST}/home`);
      await desk.front();
      await desk.click(testid('back-mute'));
      await desk.waitFor(testid('quiet-page'));
      if (await desk.evaluate((css) => document.querySelector(css) !== null, testid('quiet-all'))) await desk.click(testid('quiet-all'));
      await desk.waitFor(testid('quiet-start'));
      expect(await desk.evaluate(() => document.body.innerHTML.includes('Zwibbel')), 'unread').toBe(false);
      // The pace at which senders are muted is not the matter here.
      await setClock(her, desk, { virtual: Date.now(), real: Date.now(), factor: 6 });
      await desk.click(testid('quiet-start'));
      await until(async () => server.muted.size === SENDERS.length, 'all muted at the server', 180_000);
      expect([...server.muted].sort()).toEqual(SENDERS);
      expect([...server.asked.values()]).toEqual(SENDERS.map(() => ['mute']));
      expect(elsewhere(her.arrived, HOST)).toEqual([]);
      expect(elsewhere(ally.arrived)).toEqual([]);
    } finally {
      await Promise.all([her.close(), ally.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
