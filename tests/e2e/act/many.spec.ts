import { expect, test } from '@playwright/test';

import { HOST, instance } from '../../../scripts/chaos/instance.ts';
import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Job, Vault } from '../../../utils/vault/types.ts';
import { quickSetUp, start, testid, until } from '../lib/session.ts';
import { accountOf, RUN, REPLIES, sealAll, SENDERS, setClock, threadPage, timeBy, type Clock } from './many-lib.ts';

const FAST = 30;
/** At most so many in so long: the meter shows the window of which the smallest share is left. */
const WINDOWS = [{ ms: 60_000, most: 30 }, { ms: 300_000, most: 150 }];
const PER_MINUTE = 30;
/** Acts at whose middle everything is held still and compared, of the run and of its undoing. */
const HELD = [1, 30, 31, 150, 280];

interface Card { state: string; done: number; all: number; bar: number; words: string; sum: string; left: number; most: number; meterWords: string; meter: number }

/** The newest run's card as it stands: attributes, bar, meter and words must say one thing. */
const cardIn = (desk: Tab): Promise<Card | null> => desk.evaluate(() => {
  const card = document.querySelector<HTMLElement>('[data-testid="quiet-run"]');
  const of = (id: string): HTMLElement | null => card?.querySelector<HTMLElement>(`[data-testid="${id}"]`) ?? null;
  const meter = of('quiet-meter');
  return card === null ? null : {
    state: card.dataset['state'] ?? '', done: Number(card.dataset['done']), all: Number(card.dataset['all']), bar: card.querySelector('progress')?.value ?? -1,
    words: of('quiet-count')?.textContent ?? '', sum: of('quiet-sum')?.textContent ?? '', left: Number(meter?.dataset['left'] ?? -1), most: Number(meter?.dataset['most'] ?? -1),
    meterWords: meter?.textContent ?? '', meter: meter?.querySelector('meter')?.value ?? -1,
  };
});

const stampsIn = (driver: Driver): Promise<number[]> => driver.background(async () => {
  const all = await (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.jobs();
  const row = all.ok ? (all.value.find(({ kind }) => kind === 'act-pace') as Job<Record<string, number[]>> | undefined) : undefined;
  return row?.data['mastodon'] ?? [];
});

test('mute 300 senders of a 1,000-reply page and undo them: progress, meter and counts right at every moment', async () => {
  test.setTimeout(600_000);
  const server = instance();
  const thread = threadPage();
  const driver = await start('chromium', {
    serve: { [HOST]: async (request) => {
      const answer = await server.handler(request);
      if (!request.path.startsWith('/@afi/')) return answer;
      const home = await server.handler({ ...request, path: '/home' });
      return { ...home, body: String(home?.body).replace('<div id="mastodon">', `<div id="mastodon">${thread}`) };
    } },
    viewport: { width: 1280, height: 1000 },
  });
  try {
    const desk = await quickSetUp(driver);
    await driver.background(() => (globalThis as unknown as { __hold: { vault: Vault } }).__hold.vault.setAutoLock(null));
    await driver.grantSite(`https://${HOST}/*`);
    const page = await driver.newTab(`https://${HOST}/@afi/9000000`);
    await page.waitFor('article.status');
    await sealAll(driver, page, HOST);
    for (let n = 0; n < SENDERS; n += 60) server.following.add(accountOf(n));
    for (let n = 7; n < SENDERS; n += 50) server.muted.add(accountOf(n));
    for (const n of [100, 200]) server.gone.add(accountOf(n));
    const before = [...server.muted].sort();
    const able = SENDERS - server.following.size - before.length - server.gone.size;

    let clock: Clock = { virtual: Date.now(), real: Date.now(), factor: FAST };
    const set = (factor: number): Promise<void> => {
      clock = { virtual: timeBy(clock), real: Date.now(), factor };
      return setClock(driver, desk, clock);
    };
    await set(FAST);

    /** As the server tells it: in the order of the first question about each account, and the changes made. */
    const met: { id: string; at: number }[] = [];
    let changes = 0;
    let wrong: unknown = null;
    let hold: ((n: number) => Promise<void>) | null = null;
    server.hook = async (moment, id) => {
      if (moment === 'looked-at' && met.at(-1)?.id !== id) met.push({ id, at: timeBy(clock) });
      if (moment !== 'asked') return;
      if (HELD.includes(changes + 1)) await hold?.(changes + 1).catch((error: unknown) => { wrong = error; });
      changes++;
    };
    const follow = async (verb: 'muted' | 'undone', others: () => { [word: string]: number }, of: number, began: number) => {
      const seen: number[] = [];
      let checked = 0;
      hold = async (nth) => {
        await set(0);
        // The one that is being asked is not done yet, for us as for the server.
        const settled = met.length - began - 1;
        await until(async () => (await cardIn(desk))?.done === settled, `${settled} told as gone through, at the ${nth}th`);
        const card = await cardIn(desk);
        expect(card).toMatchObject({ state: 'running', all: of, bar: settled });
        expect(card?.words).toMatch(new RegExp(`^${settled} of ${of} gone through`));
        if (nth > 1) expect(card?.sum).toContain(`${nth - 1} ${verb}`);
        expect(card?.sum).toContain(`${of - settled} to go`);
        for (const [word, n] of Object.entries(others())) if (n > 0) expect(card?.sum).toContain(`${n} ${word}`);
        const now = timeBy(clock);
        const stamps = await stampsIn(driver);
        const windows = WINDOWS.map(({ ms, most }) => ({ ms, most, left: Math.max(0, most - stamps.filter((at) => at > now - ms).length) }));
        const { ms, most, left } = windows.reduce((least, one) => (one.left / one.most < least.left / least.most ? one : least));
        await until(async () => (await cardIn(desk))?.left === left, `a meter that says ${left} of ${most}`);
        const shown = await cardIn(desk);
        expect(shown).toMatchObject({ left, most, meter: left });
        expect(shown?.meterWords).toContain(`${left} of ${most}`);
        // What the server saw in that time, give or take those on their way at its beginning.
        expect(Math.abs(most - left - met.filter(({ at }) => at > now - ms).length)).toBeLessThanOrEqual(2);
        checked++;
        await set(FAST);
      };
      for (let last = ''; last !== 'ended';) {
        if (wrong !== null) throw wrong;
        const card = await cardIn(desk);
        // Never more than the server has been asked about, and never fewer than before.
        if (card !== null && card.all === of) {
          expect(card.done).toBeLessThanOrEqual(met.length - began);
          expect(card.bar).toBe(card.done);
          seen.push(card.done);
          last = card.state;
        }
        await new Promise((done) => setTimeout(done, 250));
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(seen.at(-1)).toBe(of);
      expect(checked).toBe(HELD.length);
      return seen.length;
    };

    await desk.front();
    await desk.evaluate((run) => { location.hash = `#/quiet/run/${run}`; }, RUN);
    await desk.waitFor(testid('quiet-plan'));
    expect(await desk.evaluate(() => document.querySelector('[data-testid="quiet-chosen"]')?.textContent)).toBe(`${SENDERS} chosen of ${SENDERS}`);
    expect(await desk.evaluate(() => document.body.textContent?.includes('Nobody asked you'))).toBe(false);
    const began = timeBy(clock);
    const started = Date.now();
    await desk.click(testid('quiet-start'));
    const behind = (set: Set<string>): number => met.slice(0, -1).filter(({ id }) => set.has(id)).length;
    const wasMuted = new Set(before);
    const moments = await follow('muted', () => ({ 'left alone': behind(server.following), 'were so before': behind(wasMuted) > 1 ? behind(wasMuted) : 0 }), SENDERS, 0);
    const done = Date.now();
    expect(server.muted.size).toBe(able + before.length);
    expect((await cardIn(desk))?.sum).toContain(`${able} muted`);
    expect((await cardIn(desk))?.sum).toContain(`${server.following.size} left alone`);
    expect(timeBy(clock) - began).toBeGreaterThan((SENDERS / PER_MINUTE - 1) * 60_000);
    expect([...server.asked.values()].every((verbs) => verbs.length === 1)).toBe(true);

    const first = met.length;
    changes = 0;
    await desk.click(testid('quiet-undo'));
    const undone = await follow('undone', () => ({}), able, first);
    expect([...server.muted].sort()).toEqual(before);
    expect([...server.asked.values()].every((verbs) => verbs.join() === 'mute,unmute')).toBe(true);
    await until(async () => desk.evaluate(() => document.querySelector('[data-testid="quiet-undo"]') === null), 'nothing more to undo');
    console.log(`${REPLIES} posts, ${able} muted in ${done - started} ms, undone in ${Date.now() - done} ms; looked at ${moments + undone} moments, held at ${HELD.length * 2}`);
  } finally {
    await driver.close();
  }
});
