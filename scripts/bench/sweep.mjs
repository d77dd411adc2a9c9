import { row } from './stats.mjs';

const REPLIES = 150;
const ALONE_MS = 12_000;

/* In the worker: when each picture was taken. */
function watch() {
  const tabs = (self.browser ?? chrome).tabs;
  const take = tabs.captureVisibleTab.bind(tabs);
  self.taken = [];
  tabs.captureVisibleTab = async (...all) => {
    const shot = await take(...all);
    self.taken.push(performance.now());
    return shot;
  };
}
/* As fast as the browser lets pictures be taken of that tab: asked again at once after each refusal. */
async function alone(ms) {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const times = [];
  for (const end = performance.now() + ms; performance.now() < end; ) {
    try {
      await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
      times.push(performance.now());
    } catch {
      await new Promise((done) => { setTimeout(done, 20); });
    }
  }
  return times;
}

const perMinute = (times) => ((times.length - 1) / (times.at(-1) - times[0])) * 60_000;

/**
 * `sweep.rate`: posts saved a minute, from the first picture to the last, against what the quota allows: the pictures a minute
 * that the browser gives of the same tab in the same run, each with as many posts as ours had.
 */
export async function sweepRows({ launch, load, extensionDir, say }) {
  const { practice } = await load('scripts/practice/site.ts');
  const site = practice(40);
  const driver = await launch('chromium', { extensionDir, serve: { [site.host]: site.handler } });
  try {
    await driver.background(async () => { await self.__hold.vault.create('four plain words here'); });
    await driver.grantSite('<all_urls>');
    const desk = await driver.openExtensionPage('/test-context.html');
    const tab = await driver.newTab(`${site.pages.thread}?replies=${REPLIES}`);
    await tab.front();
    const limit = perMinute(await driver.background(alone, ALONE_MS));
    await driver.background(watch);
    const ask = (message) => desk.evaluate((body) => chrome.runtime.sendMessage(body), message);
    const tabId = await desk.evaluate(async (host) => (await chrome.tabs.query({})).find(({ url }) => url?.includes(host))?.id, site.host);
    const { id, problem } = await ask({ type: 'sweep.start', tabId, pictures: true, sensitiveAsWords: true });
    if (id === null) throw new Error(`the sweep did not begin: ${problem}`);
    let sweep;
    do {
      await new Promise((done) => { setTimeout(done, 500); });
      sweep = (await ask({ type: 'sweep.state', tabId: null })).sweeps[0];
    } while (sweep.state === 'running' || sweep.state === 'waiting');
    if (sweep.state !== 'done') throw new Error(`the sweep ended as ${sweep.state}, ${sweep.reason}`);
    const taken = await driver.background(() => self.taken);
    const each = sweep.counts.saved / taken.length;
    say(`${sweep.counts.saved} posts on ${taken.length} pictures; the browser alone gives ${limit.toFixed(0)} pictures a minute, the sweep took ${perMinute(taken).toFixed(0)}`);
    return [row('sweep.rate', sweep.counts.saved, 'posts a minute', [perMinute(taken) * each], limit * each, { budget: 'ratio ≥ 0.9' })];
  } finally {
    await driver.close();
  }
}
