/** Saved pages in a real Chromium, each at its own address, with no way out to any network. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findBrowser } from './browsers/find.mjs';

/** What a page of somebody else may load: nothing but what stands in itself. Asked for in vain, it would cost a page's time again. */
const POLICY = "default-src 'unsafe-inline' 'unsafe-eval' data: blob:";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A TypeScript entry as one script that leaves its exports in `globalThis[name]`; `minify` leaves the export `name` alone, as small as it would be shipped. @returns {Promise<string>} */
export async function bundle(entry, name, { minify = false } = {}) {
  const cacheDir = resolve(ROOT, 'node_modules/.cache/holdfast-reader');
  await mkdir(cacheDir, { recursive: true });
  // A script of its own exports nothing: the page's own names are the only ones it leaves.
  const from = resolve(cacheDir, `${entry.replace(/\W+/g, '-')}-${minify ? 'small' : 'plain'}-${process.pid}.ts`);
  await writeFile(from, `import * as entry from ${JSON.stringify(resolve(ROOT, entry))};\nglobalThis[${JSON.stringify(name)}] = ${minify ? `entry[${JSON.stringify(name)}]` : 'entry'};\n`);
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    cacheDir,
    resolve: { alias: { '@': ROOT } },
    build: {
      write: false,
      minify,
      target: 'chrome137',
      lib: { entry: from, name: '__entry', formats: ['iife'], fileName: 'entry' },
    },
  });
  await rm(from);
  const output = (Array.isArray(made) ? made : [made])[0].output[0];
  return output.code;
}

/**
 * One browser for many pages.
 * `open({url, html})` shows `html` at `url` with the script loaded; closed, its window is used for the next.
 * `read({url, html})` gives what `readPage` gives.
 */
export async function openReader({ entry = 'scripts/lib/read-page.ts' } = {}) {
  const script = await bundle(entry, '__reader');
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('no Chromium was found; `npm test` sets one up');
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND',
      // No page here has anything to hide from another: a process for each address would cost more than reading it.
      '--disable-site-isolation-trials', '--renderer-process-limit=1',
    ],
  });
  const context = await browser.newContext({ ignoreHTTPSErrors: true, serviceWorkers: 'block', viewport: { width: 1280, height: 900 }, locale: 'en-US', timezoneId: 'UTC' });
  const idle = [];
  async function newWindow() {
    const page = await context.newPage();
    const window = { page, html: null };
    const cdp = await context.newCDPSession(page);
    // Documents alone are answered here: whatever else a page asks for ends at the resolver.
    cdp.on('Fetch.requestPaused', ({ requestId }) => {
      const { html } = window;
      window.html = null;
      const answer = html === null
        ? cdp.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
        : cdp.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'content-type', value: 'text/html; charset=utf-8' }, { name: 'content-security-policy', value: POLICY }], body: Buffer.from(html).toString('base64') });
      answer.catch(() => {});
    });
    await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
    return window;
  }
  async function open({ url, html }) {
    const window = idle.pop() ?? (await newWindow());
    const { page } = window;
    // Two addresses that differ after the `#` alone would be one document.
    if (page.url().split('#')[0] === new URL(url).href.split('#')[0]) await page.goto('about:blank');
    window.html = html;
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.evaluate(script);
    return {
      evaluate: (...args) => page.evaluate(...args),
      close: async () => { idle.push(window); },
    };
  }
  return {
    open,
    async read(what) {
      const page = await open(what);
      try {
        return await page.evaluate(() => globalThis.__reader.readPage());
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}

export const readHtml = (path) => readFile(path, 'utf8');
