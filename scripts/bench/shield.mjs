import { feed } from './page.mjs';
import { median, row } from './stats.mjs';

const POSTS = 2_000;
const ROUNDS = 5;

const isOurs = ({ ph, name, args }) => ph === 'X' && (name === 'FunctionCall' || name === 'EvaluateScript') && String(args?.data?.url).startsWith('chrome-extension:');

/**
 * Scrolls through the whole feed as fast as it is drawn. In ms: CPU of the page's own thread from before the load; what our scripts
 * took of it, and the longest of their turns.
 */
async function once(driver, url) {
  const tab = await driver.newTab();
  const cdp = await tab.raw.context().newCDPSession(tab.raw);
  const own = [];
  cdp.on('Tracing.dataCollected', ({ value }) => own.push(...value.filter(isOurs)));
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
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
  const ended = new Promise((done) => { cdp.once('Tracing.tracingComplete', done); });
  await cdp.send('Tracing.end');
  await ended;
  await tab.close();
  const times = own.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  return { task: metrics.find(({ name }) => name === 'TaskDuration').value * 1000, own: times.reduce((sum, one) => sum + one, 0), longest: Math.max(0, ...times) };
}

/** A feed as sites have them, whose own script makes its rows as she scrolls, and one that is all there at once. */
const FEEDS = [['a feed that grows', `https://practice.example/home?posts=${POSTS}`], ['all at once', 'https://posts.test/']];

/** `shield.cost`: a browser with the shield on against one without the extension, in turns. */
export async function shieldRows({ launch, load, extensionDir, say }) {
  const { practice } = await load('scripts/practice/site.ts');
  const serve = { 'posts.test': () => ({ body: feed(POSTS) }), 'practice.example': practice(POSTS).handler };
  const [ours, bare] = [await launch('chromium', { extensionDir, serve }), await launch('chromium', { extensionDir: null, serve })];
  const rows = [];
  try {
    await ours.background(async () => { await self.__hold.vault.create(null); });
    for (const [, url] of FEEDS) await ours.grantSite(`${new URL(url).origin}/*`);
    for (const mode of ['light', 'strong']) {
      await ours.background(async (all) => {
        await chrome.storage.local.set({ shield: { all, sites: {}, locked: 'cover' } });
        for (;;) {
          const there = await chrome.scripting.getRegisteredContentScripts();
          if (there.some(({ id }) => id.startsWith('shield:'))) return;
          await new Promise((done) => { setTimeout(done, 50); });
        }
      }, mode);
      for (const [name, url] of FEEDS) {
        const [withUs, without] = [[], []];
        for (let i = 0; i <= ROUNDS; i++) {
          const pair = [await once(ours, url), await once(bare, url)];
          if (i === 0) continue;
          withUs.push(pair[0]);
          without.push(pair[1]);
        }
        say(`${mode}, ${name}: without us ${without.map(({ task }) => task.toFixed(0)).join(' ')} ms`);
        rows.push(
          row(`shield.cost (${mode}, ${name})`, POSTS, 'ms', withUs.map(({ task }) => task), median(without.map(({ task }) => task)), { budget: 'ratio ≤ 1.02' }),
          row(`shield.handlers (${mode}, ${name})`, POSTS, 'ms per 1,000 posts', withUs.map(({ own }) => own / (POSTS / 1000)), null, { budget: '≤ 20 ms' }),
          row(`shield.longest (${mode}, ${name})`, POSTS, 'ms', withUs.map(({ longest }) => longest), null, { budget: '≤ 5 ms' }),
        );
      }
    }
    return rows;
  } finally {
    await ours.close();
    await bare.close();
  }
}
