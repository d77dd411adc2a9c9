import { feed } from './page.mjs';
import { quantile, row } from './stats.mjs';

const RUNS = 20;

/* In the worker. */
async function press() {
  const tabs = (self.browser ?? chrome).tabs;
  const send = tabs.sendMessage;
  const told = new Promise((done) => {
    tabs.sendMessage = (...all) => {
      if (all[1]?.type === 'page.told') done(all[1]);
      return send.apply(tabs, all);
    };
  });
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const started = performance.now();
  chrome.commands.onCommand.dispatch('save-post', tab);
  const { outcome, problem } = await told;
  const took = performance.now() - started;
  tabs.sendMessage = send;
  return { took, outcome, problem };
}
async function alone() {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const started = performance.now();
  await chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
  return performance.now() - started;
}

/** `capture.sealed`: press → told that it is sealed, against the browser's own picture of the same tab, in turns. */
export async function captureRows({ launch, extensionDir, say }) {
  const driver = await launch('chromium', { extensionDir, serve: { 'posts.test': () => ({ body: feed(40, true) }) } });
  try {
    await driver.background(async () => { await self.__hold.vault.create('four plain words here'); });
    const tab = await driver.newTab('https://posts.test/');
    await tab.hover('article .e-content');
    await driver.fireCommand('save-post', tab);
    const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
    await pause(2_000);
    const [ours, bare] = [[], []];
    for (let i = 0; i < RUNS; i++) {
      await pause(1_200);
      const { took, outcome, problem } = await driver.background(press);
      if (outcome !== 'saved' || problem !== null) throw new Error(`a capture was not whole: ${outcome} ${problem}`);
      ours.push(took);
      await pause(1_200);
      bare.push(await driver.background(alone));
    }
    say(`captureVisibleTab alone: ${bare.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    const reference = row('', 0, '', bare).median;
    return [row('capture.sealed', 1, 'ms', ours, reference, { p95: Math.round(quantile(ours, 0.95)), budget: 'ratio ≤ 2, p95 ≤ 500 ms' })];
  } finally {
    await driver.close();
  }
}
