import { expect, test } from '@playwright/test';

import type { BrowserName } from '../../../scripts/lib/browsers/index.ts';
import { BROWSERS, quickSetUp, start } from '../lib/session.ts';
import { checkRuler } from './lib/check.ts';
import { innerPage, plainPage, virtualPage } from './lib/ruler.ts';
import { begin, ended, newestLong, setZoom, tabIdOf } from './lib/stitching.ts';

/**
 * Seams at device pixel ratio × page zoom, on three kinds of page. Every pixel row of the long picture is decoded to the row of the
 * page that it shows. Held: all rows are there, in order, each as often as at one place of the page (the scale rounded up or
 * down), and none lies more than one device pixel from `row × scale`, which is the rounding of one edge to whole pixels.
 * `STITCH_MATRIX=all` goes through all of it; else each ratio, zoom and kind of page is met once or more.
 */
const PAGES = { plain: plainPage, inner: innerPage, virtual: virtualPage };
type Kind = keyof typeof PAGES;
const HEAD: Record<Kind, number> = { plain: 48, inner: 0, virtual: 80 };

const CHOSEN: Record<BrowserName, Record<number, [Kind, number][]>> = {
  chromium: { 1: [['plain', 0.8], ['virtual', 1.1], ['inner', 1.5]], 1.25: [['inner', 0.9], ['plain', 1.25]], 2: [['virtual', 1], ['inner', 1.1]], 3: [['plain', 0.9]] },
  firefox: { 1: [['inner', 1.1], ['plain', 1]], 1.25: [['virtual', 1.5]], 3: [['plain', 0.8]] },
};
const ALL: [Kind, number][] = [0.8, 0.9, 1, 1.1, 1.25, 1.5].flatMap((zoom) => (Object.keys(PAGES) as Kind[]).map((kind): [Kind, number] => [kind, zoom]));
const whole = process.env['STITCH_MATRIX'] === 'all';

for (const browser of BROWSERS) {
  for (const ratio of [1, 1.25, 2, 3]) {
    const cases = whole ? ALL : (CHOSEN[browser][ratio] ?? []);
    if (cases.length === 0) continue;
    test(`${browser}: no row missing, none twice, at device pixel ratio ${ratio}: ${whole ? 'every zoom' : cases.map(([kind, zoom]) => `${kind} at ${Math.round(zoom * 100)} %`).join(', ')}`, async () => {
      test.setTimeout(whole ? 1_800_000 : 400_000);
      // Three windows and more, so that there are seams; in Chromium high enough for a second part at the ratio of 3.
      const rows = ratio === 3 && (whole || browser === 'chromium') ? 4_800 : whole ? 2_400 : 1_600;
      const driver = await start(browser, {
        viewport: null, args: [`--force-device-scale-factor=${ratio}`, '--window-size=1000,700'], prefs: { 'layout.css.devPixelsPerPx': String(ratio) },
        serve: { 'ruler.test': ({ path }) => ({ body: PAGES[path.slice(1) as Kind]?.(rows) ?? '' }) },
      });
      try {
        const desk = await quickSetUp(driver);
        await driver.grantSite('<all_urls>');
        for (const [kind, zoom] of cases) {
          const tab = await driver.newTab(`https://ruler.test/${kind}`);
          await tab.front();
          const id = await tabIdOf(desk, `https://ruler.test/${kind}`);
          await setZoom(desk, id, zoom);
          await begin(desk, id, 'page');
          const { told } = await ended(desk);
          expect(told, `${kind} at ${zoom}`).toMatchObject({ outcome: 'saved', problem: null });
          const scale = await tab.evaluate(() => devicePixelRatio);
          const long = await newestLong(driver, Math.round(150 * scale));
          const found = checkRuler(long, { rows, head: HEAD[kind], scale });
          if (whole) console.log(`${browser} ${ratio} ${kind} ${zoom}: scale ${scale.toFixed(4)}, ${told.slices} slices, ${long.parts.length} parts, off by ${found.off.toFixed(2)} px`);
          expect(told.slices, `${kind} at ${zoom}`).toBeGreaterThanOrEqual(3);
          expect(found.problems, `${kind} at ${zoom}`).toEqual([]);
          expect(long.record.capture.notCaptured).toEqual([]);
          // In Chromium a window of 3,000 pixels: more than one part takes.
          if (browser === 'chromium' && ratio === 3 && kind === 'plain') expect(long.parts.length).toBe(2);
          await tab.close();
        }
      } finally {
        await driver.close();
      }
    });
  }
}
