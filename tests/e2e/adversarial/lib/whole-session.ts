import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { BrowserName, Driver, Serve } from '../../../../scripts/lib/browsers/index.ts';
import { bytesNeedle, slices, textNeedle, type Needle } from '../../../lib/forensics/search.ts';
import { noise } from '../../../lib/png.ts';
import { PASSPHRASE, ROOT, saveNth, setUp, start, testid, until } from '../../lib/session.ts';
import { addMade, fileOf, mouse, must } from './hold.ts';

/** Words of this run alone, so that a find is a find. */
const tag = (): string => randomBytes(5).toString('hex');

export interface Canaries {
  x: { words: string; handle: string; name: string; path: string };
  sky: { words: string; handle: string; path: string };
  locked: { words: string; handle: string; path: string };
  note: string;
  /** Typed into the search field. */
  query: string;
  picture: Uint8Array;
}

export function canaries(): Canaries {
  return {
    x: { words: `gobble wretch ${tag()}`, handle: `crow_${tag()}`, name: `Crow ${tag()}`, path: `/lane_${tag()}` },
    sky: { words: `honk dullard ${tag()}`, handle: `jay-${tag()}.test`, path: `/profile/${tag()}` },
    locked: { words: `hiss noodle ${tag()}`, handle: `gull_${tag()}`, path: `/yard_${tag()}` },
    note: `my own note ${tag()}`,
    query: `lookfor${tag()}`,
    picture: noise(80, 60),
  };
}

const tweet = ({ words, handle }: { words: string; handle: string }, name: string, id: string, picture: Uint8Array): string => `
<div data-testid="cellInnerDiv"><article role="article" tabindex="0" data-testid="tweet">
<div data-testid="User-Name"><a href="/${handle}" role="link"><div dir="ltr"><span>${name}</span></div></a><div><a href="/${handle}" role="link" tabindex="-1"><div dir="ltr"><span>@${handle}</span></div></a>
<a href="/${handle}/status/${id}" dir="ltr" role="link"><time datetime="2026-03-01T10:00:00.000Z">5h</time></a></div></div>
<div dir="auto" lang="en" data-testid="tweetText">${words}</div>
<a href="/${handle}/status/${id}/photo/1" role="link"><div aria-label="Image" data-testid="tweetPhoto"><img alt="Image" width="160" height="120" src="data:image/png;base64,${Buffer.from(picture).toString('base64')}"></div></a>
<div role="group"><button data-testid="reply"></button></div></article></div>`;

const skeet = ({ words, handle }: { words: string; handle: string }): string => `
<div data-testid="postsFeed"><div role="link" tabindex="0" data-testid="feedItem-by-${handle}"><div><div><a href="/profile/${handle}" dir="auto" role="link">Jay</a><a href="/profile/${handle}" dir="auto" role="link"> @${handle}</a></div>
<a href="/profile/${handle}/post/3mfyi6cjm222r" dir="auto" role="link" aria-label="March 1, 2026 at 10:00 AM" data-tooltip="March 1, 2026 at 10:00 AM">5h</a></div>
<div data-testid="contentHider-post"><div dir="auto" data-word-wrap="1" data-testid="postText">${words}</div></div>
<div><button data-testid="replyBtn" type="button"></button></div></div></div>`;

const html = (body: string): { body: string } => ({ body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>page</title><body><main>${body}</main></body></html>` });

export function serving(marks: Canaries): Serve {
  return {
    'x.com': ({ path }) => path === marks.x.path ? html(tweet(marks.x, marks.x.name, '2028047593333850112', marks.picture))
      : path === marks.locked.path ? html(tweet(marks.locked, 'Heron', '2028047593333850113', marks.picture)) : null,
    'bsky.app': ({ path }) => (path === marks.sky.path ? html(skeet(marks.sky)) : null),
  };
}

/** `test` comes from the runner; `clear` is built here. */
export function buildInClear(browser: BrowserName): string {
  const name = browser === 'firefox' ? 'firefox' : 'chrome';
  execFileSync('wxt', ['build', '-b', name, '--mode', 'clear'], { cwd: ROOT, stdio: 'pipe' });
  return `${ROOT}.output/${name}-mv3-clear`;
}

const TWEET = 'article[data-testid="tweet"]';

/** Bytes that LevelDB keeps inline, more than one of its write buffers (4 MB): old rows are compacted into tables. */
const FILL = { word: 'filler', size: 48_000, count: 130 };

/** Everything she may do in a session, then SIGKILL. Answers what must be in no file, and where the files are. */
export async function wholeSession(browser: BrowserName, extensionDir?: string): Promise<{ profileDir: string; downloads: string; needles: Needle[] }> {
  const marks = canaries();
  // Not made here: the driver sets up a profile only where there is none.
  const profileDir = join(mkdtempSync(join(tmpdir(), `hf-locked-${browser}-`)), 'profile');
  const downloads = mkdtempSync(join(tmpdir(), 'hf-locked-down-'));
  const driver = await start(browser, {
    profileDir, downloadsDir: downloads, serve: serving(marks), ...(extensionDir !== undefined && { extensionDir }),
    // Firefox writes its session file every 15 seconds: here at once, so that what it would keep is there to be found.
    prefs: { 'browser.sessionstore.interval': 500 },
  });
  try {
    const needles = await go(driver, marks);
    await driver.sigkill();
    return { profileDir, downloads, needles };
  } catch (error) {
    await driver.sigkill();
    rmSync(dirname(profileDir), { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

async function go(driver: Driver, marks: Canaries): Promise<Needle[]> {
  const desk = await setUp(driver);
  const x = await driver.newTab(`https://x.com${marks.x.path}`);
  await saveNth(driver, x, TWEET, 0);
  const sky = await driver.newTab(`https://bsky.app${marks.sky.path}`);
  await saveNth(driver, sky, '[data-testid^="feedItem-by-"]', 0);
  const [newest, first] = (await must(driver, 'page', 10)) as { id: string; text: string | null; handle: string | null }[];
  if (first?.text !== marks.x.words || newest?.text !== marks.sky.words || first.handle !== marks.x.handle) throw new Error(`read wrong: ${JSON.stringify([newest, first])}`);
  await must(driver, 'setNote', first.id, marks.note);

  await desk.front();
  await desk.waitFor(testid('list-item'));
  await desk.fill(testid('search'), marks.query);
  await desk.fill(testid('search'), marks.x.words.split(' ').at(-1) as string);
  await until(async () => (await desk.evaluate(() => document.querySelectorAll('[data-testid="list-item"]').length)) === 1, 'the one that the search finds');
  await desk.evaluate((id: string) => void (location.hash = `#/saved/${id}`), first.id);
  await desk.waitFor(testid('item-page'));
  await desk.click(testid('show-toggle'));
  await until(() => desk.evaluate((words: string) => (document.body.textContent ?? '').includes(words), marks.x.words), 'the words, lifted');
  await exportPlain(desk);

  const secrets = await secretsOf(driver);
  const pictures = await picturesOf(driver, first.id);
  await addMade(driver, FILL);
  await exportCancelled(desk);
  await desk.evaluate(() => void (location.hash = '#/saved'));
  await desk.click(testid('lock-now'));
  await desk.waitFor(testid('lock-screen'));
  const yard = await driver.newTab(`https://x.com${marks.locked.path}`);
  await yard.front();
  await mouse(yard).move(28, 28);
  await driver.fireCommand('save-post', yard);
  await until(() => inboxHas(driver, 1), 'the one saved while locked');
  await new Promise((done) => setTimeout(done, 2_500));
  return [...needlesOf(marks), ...secrets, ...pictures];
}

type Desk = Awaited<ReturnType<typeof setUp>>;

/** A plain package to the downloads. */
async function exportPlain(desk: Desk): Promise<void> {
  await desk.evaluate(() => void (location.hash = '#/saved'));
  await desk.waitFor(testid('select-all'));
  await desk.fill(testid('search'), '');
  await desk.click(testid('select-all'));
  await desk.click(testid('hand-over'));
  await desk.waitFor(testid('hand-over-page'));
  await desk.evaluate(() => void Reflect.set(window, 'showSaveFilePicker', undefined));
  await desk.click(testid('export-plain'));
  await desk.click(testid('export-start'));
  await desk.waitFor(testid('export-done'), 30_000);
  await desk.click(testid('export-again'));
}

/** All of it once more, stopped as soon as it can be. */
async function exportCancelled(desk: Desk): Promise<void> {
  await desk.click(testid('choose-everything'));
  await desk.waitFor(testid('export-plain'));
  await desk.click(testid('export-plain'));
  await desk.evaluate(async () => {
    (document.querySelector('[data-testid="export-start"]') as HTMLElement).click();
    for (let i = 0; i < 500; i++) {
      const stop = document.querySelector<HTMLElement>('[data-testid="stop"]');
      if (stop) return stop.click();
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error('it could not be stopped');
  });
  await desk.waitFor(testid('hand-over-page'), 30_000);
}

const inboxHas = (driver: Driver, count: number): Promise<boolean> =>
  driver.background(async (wanted: number) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.startsWith('k-'));
    for (const name of names) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(new Error('no database'));
      });
      const rows = await new Promise<number>((done) => {
        const request = db.transaction('inbox').objectStore('inbox').count();
        request.onsuccess = () => done(request.result);
      });
      db.close();
      if (rows >= wanted) return true;
    }
    return false;
  }, count);

/** Signing seed, data key, age identity: read from the memory of the browser while unlocked. */
async function secretsOf(driver: Driver): Promise<Needle[]> {
  const rings = await driver.background(async () => {
    type Ring = { seed: string; identity: string; dataKey: string };
    const found: Ring[] = [];
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      if ('seed' in value && 'dataKey' in value) found.push(value as Ring);
      else Object.values(value).forEach(walk);
    };
    walk(await chrome.storage.session.get(null));
    return found;
  });
  if (rings.length === 0) throw new Error('no keys while unlocked');
  return rings.flatMap((ring) => [
    bytesNeedle('signing seed', Buffer.from(ring.seed, 'base64')), bytesNeedle('data key', Buffer.from(ring.dataKey, 'base64')),
    textNeedle('age identity', ring.identity),
  ]);
}

async function picturesOf(driver: Driver, id: string): Promise<Needle[]> {
  const needles: Needle[] = [];
  for (const path of ['original.png', 'crop.png']) {
    let text: string | null = null;
    await until(async () => (text = await fileOf(driver, id, path)) !== null, `${path} of the first post`);
    needles.push(...slices(path, Buffer.from(text as unknown as string, 'base64')));
  }
  return needles;
}

function needlesOf({ x, sky, locked, note, query, picture }: Canaries): Needle[] {
  return [
    textNeedle('words on X', x.words), textNeedle('words on Bluesky', sky.words), textNeedle('words saved while locked', locked.words),
    textNeedle('handle on X', x.handle), textNeedle('name on X', x.name), textNeedle('handle on Bluesky', sky.handle), textNeedle('handle saved while locked', locked.handle),
    textNeedle('address on X', `x.com${x.path}`, true), textNeedle('address on Bluesky', `bsky.app${sky.path}`, true), textNeedle('address saved while locked', `x.com${locked.path}`, true),
    textNeedle('note', note), textNeedle('search', query), textNeedle('passphrase', PASSPHRASE), ...slices('picture in the post', picture),
  ];
}
