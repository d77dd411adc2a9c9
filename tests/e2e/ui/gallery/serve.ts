import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');
const here = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The policy of our pages in the extension, so that what it forbids fails here too. */
export const policy = (): string => [...readFileSync(join(root, 'wxt.config.ts'), 'utf8').matchAll(/"((?:default-src|connect-src)[^"]*)"/g)].map((found) => found[1] ?? '').join('');

/** Our own pages as built, over a made-up vault and browser: every state of every screen at an address. */
export async function serveGallery(): Promise<{ origin: string; close: () => Promise<void> }> {
  const out = mkdtempSync(join(tmpdir(), 'gallery-'));
  const page = (name: string) => join(root, 'entrypoints', name, 'index.html');
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false,
    define: { __TEST_BUILD__: 'true' },
    resolve: {
      alias: [
        { find: /^@\/utils\/vault$/, replacement: `${here}/vault.ts` },
        { find: /^@\/utils\/platform\/browser$/, replacement: `${here}/browser.ts` },
        { find: /^@\/utils\/messages\/client$/, replacement: `${here}/client.ts` },
        { find: '@', replacement: root },
      ],
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir: out, emptyOutDir: true, target: 'chrome137', modulePreload: false, rollupOptions: { input: { dashboard: page('dashboard'), popup: page('popup'), welcome: page('welcome') } } },
  });
  const headers = { 'content-security-policy': policy(), 'cache-control': 'no-store' };
  const server: Server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = /^\/(dashboard|popup|welcome)\.html$/.exec(path);
    try {
      const bytes = readFileSync(join(out, file ? `entrypoints/${file[1] ?? ''}/index.html` : path));
      response.writeHead(200, { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => { await new Promise((done) => server.close(done)); rmSync(out, { recursive: true, force: true }); },
  };
}
