import { median, row } from './stats.mjs';

const POSTS = 2_000;
const ROUNDS = 5;

const picture = (i) => `<p><svg width="700" height="300"><defs><radialGradient id="g${i}"><stop stop-color="hsl(${i * 47} 70% 50%)"/><stop offset="1" stop-color="hsl(${i * 91} 60% 20%)"/></radialGradient>
<filter id="f${i}"><feTurbulence baseFrequency="0.02" numOctaves="3" seed="${i}"/><feBlend in2="SourceGraphic"/></filter></defs><rect width="700" height="300" fill="url(#g${i})" filter="url(#f${i})"/></svg></p>`;

/** `pictures`: each post with one, as a feed has. */
export const feed = (posts = POSTS, pictures = false) => {
  const one = (i) => `<article class="h-entry" style="margin:12px;padding:20px;border:1px solid"><a class="p-author h-card u-url" href="https://own.example/@p${i % 90}"><span class="p-name">Person ${i % 90}</span></a>
<div class="e-content">${`Words of post ${i}. `.repeat(3 + (i % 9))}</div><a class="u-url" href="/n/${i}"><time class="dt-published" datetime="2026-03-01T10:00:00Z">1 March</time></a>${pictures ? picture(i) : ''}<button>like</button><button>share</button></article>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A feed</title></head><body>${Array.from({ length: posts }, (_, i) => one(i)).join('')}</body></html>`;
};

/** Scrolls through the whole feed with a pointer over it. CPU of the page's own thread, in ms, from before the load. */
async function once(driver) {
  const tab = await driver.newTab();
  const cdp = await tab.raw.context().newCDPSession(tab.raw);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await tab.goto('https://posts.test/');
  for (let i = 0; i < 60; i++) {
    await tab.raw.mouse.move(200 + (i % 7) * 40, 200 + (i % 5) * 60);
    await tab.evaluate(() => new Promise((done) => { scrollBy(0, document.documentElement.scrollHeight / 60); requestAnimationFrame(() => requestAnimationFrame(done)); }));
  }
  await new Promise((done) => { setTimeout(done, 700); });
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name) => metrics.find((one) => one.name === name).value * 1000;
  const took = { task: value('TaskDuration'), script: value('ScriptDuration') };
  await tab.close();
  return took;
}

/** `page.cost`: the same feed with our script in it and in a browser without the extension, in turns. */
export async function pageRows({ launch, extensionDir, say }) {
  const body = feed();
  const serve = { 'posts.test': () => ({ body }) };
  const [ours, bare] = [await launch('chromium', { extensionDir, serve }), await launch('chromium', { extensionDir: null, serve })];
  try {
    await ours.background(async () => { await self.__hold.vault.create(null); });
    await ours.grantSite('https://posts.test/*');
    await once(ours);
    await once(bare);
    const [withUs, without] = [[], []];
    for (let i = 0; i < ROUNDS; i++) {
      withUs.push(await once(ours));
      without.push(await once(bare));
    }
    const per1000 = withUs.map(({ script }, i) => Math.max(0, script - without[i].script) / (POSTS / 1000));
    say(`without us: ${without.map(({ task }) => task.toFixed(0)).join(' ')} ms`);
    return [
      row('page.cost', POSTS, 'ms', withUs.map(({ task }) => task), median(without.map(({ task }) => task)), { budget: 'ratio ≤ 1.02' }),
      row('page.handlers', POSTS, 'ms per 1,000 posts', per1000, null, { budget: '≤ 20 ms' }),
    ];
  } finally {
    await ours.close();
    await bare.close();
  }
}
