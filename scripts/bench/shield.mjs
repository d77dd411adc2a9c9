import { forum, mastodonFeed, xFeed } from './feeds.mjs';
import { median, row } from './stats.mjs';

const ROUNDS = 3;
const TRACED = 2;

const isOurs = ({ ph, name, args }) => ph === 'X' && (name === 'FunctionCall' || name === 'EvaluateScript') && String(args?.data?.url).startsWith('chrome-extension:');

/** Scrolls through the whole feed as fast as it is drawn. CPU of the page's own thread in ms, from before the load; with `traced` what our scripts took of it, turn by turn. */
async function once(driver, url, traced = false) {
  const tab = await driver.newTab();
  const cdp = await tab.raw.context().newCDPSession(tab.raw);
  const own = [];
  cdp.on('Tracing.dataCollected', ({ value }) => own.push(...value.filter(isOurs).map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000)));
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (traced) await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
  await tab.raw.goto(url, { timeout: 120_000 });
  await tab.evaluate(async () => {
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    for (let y = 0; y < document.documentElement.scrollHeight - innerHeight; y += 700) {
      scrollTo(0, y);
      await frame();
    }
  });
  await new Promise((done) => { setTimeout(done, 700); });
  const { metrics } = await cdp.send('Performance.getMetrics');
  if (traced) {
    const ended = new Promise((done) => { cdp.once('Tracing.tracingComplete', done); });
    await cdp.send('Tracing.end');
    await ended;
  }
  await tab.close();
  return { task: metrics.find(({ name }) => name === 'TaskDuration').value * 1000, own };
}

/** Two whose own scripts make and take out their rows as she scrolls: X's, and Mastodon's at an address where any reader may fit; and a forum's thread that is all there at once. With the number of posts. */
const FEEDS = [['X', 'https://x.com/home', 2_000], ['Mastodon', 'https://social.test/home', 2_000], ['forum', 'https://posts.test/', 500]];

async function measure(open, [name, url, posts], mode, say) {
  const ours = await open(true);
  const bare = await open(false);
  try {
    // A browser whose last tab is closed ends.
    for (const driver of [ours, bare]) await driver.newTab();
    await ours.background(async () => { await self.__hold.vault.create(null); });
    await ours.grantSite(`${new URL(url).origin}/*`);
    await ours.background(async (all) => {
      await chrome.storage.local.set({ shield: { all, sites: {}, locked: 'cover' } });
      for (;;) {
        const there = await chrome.scripting.getRegisteredContentScripts();
        if (there.some(({ id }) => id.startsWith('shield:'))) return;
        await new Promise((done) => { setTimeout(done, 50); });
      }
    }, mode);
    const [withUs, without, traced] = [[], [], []];
    for (let i = 0; i <= ROUNDS; i++) {
      const pair = [await once(ours, url), await once(bare, url)];
      if (i === 0) continue;
      withUs.push(pair[0].task);
      without.push(pair[1].task);
    }
    for (let i = 0; i < TRACED; i++) traced.push((await once(ours, url, true)).own);
    say(`${mode}, ${name}: with us ${withUs.map((ms) => ms.toFixed(0)).join(' ')}, without ${without.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    const sum = (all) => all.reduce((before, one) => before + one, 0);
    return [
      row(`shield.cost (${mode}, ${name})`, posts, 'ms', withUs, median(without), { budget: 'ratio ≤ 1.02' }),
      row(`shield.handlers (${mode}, ${name})`, posts, 'ms per 1,000 posts', traced.map((own) => sum(own) / (posts / 1000)), null, { budget: '≤ 20 ms' }),
      row(`shield.longest (${mode}, ${name})`, posts, 'ms', traced.map((own) => Math.max(0, ...own)), null, { budget: '≤ 5 ms' }),
    ];
  } finally {
    await ours.close();
    await bare.close();
  }
}

/** `shield.cost`: a browser with the shield on against one without the extension, in turns, new ones for each pair of mode and feed. */
export async function shieldRows({ launch, extensionDir, say }) {
  const [x, mastodon, thread] = FEEDS.map(([, , posts]) => posts);
  const serve = { 'x.com': ({ path }) => (path === '/home' ? { body: xFeed(x) } : null), 'posts.test': () => ({ body: forum(thread) }), 'social.test': () => ({ body: mastodonFeed(mastodon) }) };
  const open = (us) => launch('chromium', { extensionDir: us ? extensionDir : null, serve });
  const rows = [];
  for (const [mode, feeds] of [['light', FEEDS], ['strong', FEEDS.slice(0, 1)]]) for (const one of feeds) rows.push(...(await measure(open, one, mode, say)));
  return rows;
}
