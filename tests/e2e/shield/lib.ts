import { readFileSync } from 'node:fs';

import type { Answer, Driver, Serve, Tab } from '../../../scripts/lib/browsers/index.ts';
import { acct, people } from '../../../scripts/practice/people.ts';
import { HOST, practice } from '../../../scripts/practice/site.ts';
import type { Run } from '../../../utils/domain/act.ts';
import type { Vault } from '../../../utils/vault/types.ts';
import { start } from '../lib/session.ts';
import type { BrowserName } from '../../../scripts/lib/browsers/index.ts';

export const COVERED = people.filter(({ crowd }) => crowd === 'abusive');

/** What the recorder of the page's own world wrote down, frame by frame. */
export interface Film { frames: number; bad: string[]; covered: number; clear: number }

/**
 * Served to the page and run before anything else in it: at every frame, which words of covered senders could be seen. A
 * word counts where it is in the window, drawn (visible, not cut away, not see-through at any level) or hit by a point.
 */
const RECORDER = `
const COVERED = ${JSON.stringify(COVERED.flatMap((one) => [acct(one), one.name]))};
const film = window.film = { frames: 0, bad: [], covered: 0, clear: 0 };
const whose = new WeakMap();
const isCovered = (row) => {
  const known = whose.get(row);
  const inner = row.querySelector('.status__wrapper')?.firstElementChild;
  if (known && known.node === row.firstElementChild && known.inner === inner) return known.is;
  const text = row.textContent;
  const is = COVERED.some((name) => text.includes(name));
  whose.set(row, { node: row.firstElementChild, inner, is });
  return is;
};
const drawn = (el) => {
  if (getComputedStyle(el).visibility !== 'visible') return false;
  for (let up = el; up; up = up.parentElement) {
    const style = getComputedStyle(up);
    if (style.clipPath !== 'none' || Number(style.opacity) === 0 || style.display === 'none') return false;
  }
  return true;
};
const look = () => {
  film.frames++;
  for (const row of document.querySelectorAll('article')) {
    const box = row.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.height === 0) continue;
    const words = [...row.querySelectorAll('.status__content__text p, .status__content__text, .practice-shell span, .display-name')].filter((el) => el.textContent.trim() && el.getBoundingClientRect().height > 0);
    const seen = words.filter(drawn);
    const hit = words.some((el) => { const { left, top, width, height } = el.getBoundingClientRect(); return el.contains(document.elementFromPoint(left + width / 2, top + height / 2)) && Number(getComputedStyle(document.documentElement).opacity) > 0; });
    if (!isCovered(row)) { if (seen.length) film.clear++; continue; }
    film.covered++;
    if ((seen.length || hit) && film.bad.length < 20) film.bad.push(film.frames + ' ' + (hit ? 'hit ' : 'drawn ') + document.readyState + ' ' + row.outerHTML.slice(0, 200));
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
`;

/** Words of covered senders stand on a colour that nothing else has: pictures of the window are searched for it. */
const PAINT = COVERED.map((one) => `.status:has(a[href="/@${acct(one)}"]) .status__content { background: rgb(255, 0, 255) !important; }`).join('\n');

export function filmed(count: number, more = ''): Serve {
  const { handler } = practice(count);
  return {
    [HOST]: async (request) => {
      if (request.path === '/film.js') return { type: 'text/javascript', body: RECORDER };
      if (request.path === '/film.css') return { type: 'text/css', body: PAINT };
      if (request.path === '/more.js') return { type: 'text/javascript', body: more };
      const answer: Answer = (await handler(request)) ?? { status: 404, body: '' };
      if (typeof answer.body === 'string' && answer.body.includes('<head>')) {
        return { ...answer, body: answer.body.replace('<head>', '<head><script src="/film.js"></script><link rel="stylesheet" href="/film.css"><script src="/more.js" defer></script>') };
      }
      return answer;
    },
  };
}

export const film = (tab: Tab): Promise<Film> => tab.evaluate(() => (window as unknown as { film: Film }).film);

/** These were quieted here: what the shield goes by, without as many captures. */
export const quiet = (driver: Driver, site: string, host: string, who: { handle: string; name: string }[]): Promise<void> =>
  driver.background(async ([senders, place]) => {
    const { vault } = (globalThis as unknown as { __hold: { vault: Vault } }).__hold;
    const entries = senders.map(({ handle, name }) => ({
      sender: { ...place, userId: null, handle, displayName: name, evidence: ['0'], post: null },
      step: { state: 'done' as const, at: 1, userId: null, already: false, undo: null, answer: '200' },
    }));
    const data: Run = { verb: 'mute', way: 'do', ...place, entries, begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, '0')).join('');
    const put = await vault.putJob({ id, kind: 'act', state: 'ended', lease: 0, data });
    if (!put.ok) throw new Error(put.error);
  }, [who, { site, host }] as const);

/** Every sender of the abusive crowd. */
export const quietAll = (driver: Driver): Promise<void> =>
  quiet(driver, 'mastodon', HOST, COVERED.map((one) => ({ handle: acct(one).includes('@') ? acct(one) : `${acct(one)}@${HOST}`, name: one.name })));

export const setShield = (driver: Driver, shield: Record<string, unknown>): Promise<void> =>
  driver.background(async (value) => {
    await chrome.storage.local.set({ shield: value });
    const on = value['all'] !== 'off';
    for (;;) {
      const there = await chrome.scripting.getRegisteredContentScripts();
      if (there.some(({ id }) => id.startsWith('shield:')) === on) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  }, shield);

export const startFilmed = async (browser: BrowserName, count: number, more = ''): Promise<Driver> => {
  const driver = await start(browser, { serve: filmed(count, more) });
  await driver.grantSite(`https://${HOST}/*`);
  return driver;
};

export { HOST };

/** Run in the page: posts that are shown, also those just outside the window; her own are left out. */
export const shown = (): number => [...document.querySelectorAll('.status__wrapper')].filter((el) => {
  const { visibility, clipPath } = getComputedStyle(el);
  return visibility === 'visible' && clipPath === 'none' && el.querySelector('.status__display-name[href="/@afi"]') === null;
}).length;

/** Run in the page: covered ones whose middle is in the window, as [x, y, which]. */
export const covered = (): [number, number, number][] => [...document.querySelectorAll('.status__wrapper')].flatMap((el, index) => {
  const { left, top, width, height } = el.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const slip = document.elementFromPoint(x, y);
  return y > 0 && y < innerHeight && getComputedStyle(el).visibility === 'hidden' && slip?.parentElement === document.documentElement && slip !== document.body && el.querySelector('.status__content') ? [[x, y, index] as [number, number, number]] : [];
});

/** Run in the page: whether each post in the window lies under a slip from top to bottom if it is covered, and under none if it is clear. */
export const slipsLieRight = (): boolean => {
  const posts = [...document.querySelectorAll('.status__wrapper')].filter((el) => {
    const { top, bottom } = el.getBoundingClientRect();
    return top > 0 && bottom < innerHeight && el.querySelector('.status__content') !== null;
  });
  const isCovered = (el: Element): boolean => getComputedStyle(el).visibility === 'hidden';
  return posts.some(isCovered) && posts.every((el) => {
    const { left, right, top, bottom } = el.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    return [top + 4, bottom - 4].every((y) => (document.elementFromPoint(x, y)?.parentElement === document.documentElement) === isCovered(el));
  });
};

/** Run in the page: all that could be left of us. */
export const allOf = () => ({
  hidden: [...document.querySelectorAll('body *')].filter((el) => getComputedStyle(el).clipPath.startsWith('polygon(')).length,
  marks: [...document.querySelectorAll('*')].filter((el) => el.getAttributeNames().some((name) => /^data-[a-z]{10}$/.test(name))).length,
  children: [...document.documentElement.children].map((el) => el.localName).join(),
  sheets: document.adoptedStyleSheets.length,
  animations: document.getAnimations().length,
});

/** How many pixels of a picture have the colour on which the words of covered senders stand: read in a tab, by the browser. */
export const paintedIn = (tab: Tab, path: string): Promise<number> =>
  tab.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if ((data[i] as number) > 250 && (data[i + 1] as number) < 5 && (data[i + 2] as number) > 250) count++;
    return count;
  }, readFileSync(path).toString('base64'));
