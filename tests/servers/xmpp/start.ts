import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { apt } from '../../../scripts/lib/apt.mjs';
import { onPath } from '../../../scripts/lib/browsers/find.mjs';
import type { Answer, Arrived } from '../../../scripts/lib/browsers/index.ts';
import { cached } from '../cache.ts';

/** The web client, and what its package hashes to. */
const CLIENT = 'converse.js@14.0.0';
const INTEGRITY = 'LFUg030jDalV47vI/vyVPqYPZfJYXFbubq8v0cFDe2zXNeeGEk3Up0Fj/WTzT6t+6do+cAIToy73eAj7RNDj2Q==';
/** The accounts' host. Each account's client is served at a host of its own, since they would share what the browser keeps. */
export const HOST = 'chat.example';
const WORD = 'amber gravel';

/** A real server of chats (Debian's prosody) and a real web client (converse.js), on loopback. */
export interface Chats {
  /** Serves the client, signed in as `name`, at `/`, and hands its requests on to the server. */
  client(name: string): (request: Arrived) => Promise<Answer>;
  close(): Promise<void>;
}

/** A sentence where it cannot be had on this machine. */
export async function chats(names: readonly string[]): Promise<Chats | string> {
  if (onPath('prosody') === null && !apt(['prosody'])) return 'A server of chats is not here and could not be installed (Debian: prosody).';
  const client = cached(CLIENT.replace('@', '-'), unpacked);
  if (typeof client === 'string') return client;
  const home = mkdtempSync(join(tmpdir(), 'chats-'));
  const port = await freePort();
  const accounts = join(home, HOST.replaceAll(/[^\w]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`), 'accounts');
  mkdirSync(accounts, { recursive: true });
  for (const name of names) writeFileSync(join(accounts, `${name}.dat`), `return { ["password"] = "${WORD}"; };\n`);
  writeFileSync(join(home, 'prosody.cfg.lua'), `
    run_as_root = true; data_path = "${home}"; pidfile = "${home}/pid"; authentication = "internal_plain"; storage = "internal";
    modules_enabled = { "roster", "saslauth", "disco", "bosh", "ping", "carbons", "pep", "private", "vcard4", "vcard_legacy", "blocklist", "bookmarks", "time", "version" }; modules_disabled = { "s2s", "offline" };
    c2s_ports = {}; s2s_ports = {}; https_ports = {}; http_ports = { ${port} }; http_interfaces = { "127.0.0.1" }; http_default_host = "${HOST}";
    consider_bosh_secure = true; c2s_require_encryption = false; allow_unencrypted_plain_auth = true; log = { info = "*console" };
    VirtualHost "${HOST}"
  `);
  const child = spawn(onPath('prosody') ?? 'prosody', ['--config', join(home, 'prosody.cfg.lua'), '-F'], { stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise<void>((done, fail) => {
    let said = '';
    const hear = (words: Buffer): void => {
      said += String(words);
      if (said.includes(`:${port}`) || /Activated service 'http'/.test(said)) done();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => fail(new Error(`the server of chats ended: ${said.slice(-1_000)}`)));
  });
  const file = (path: string): Answer => ({ type: path.endsWith('.css') ? 'text/css' : path.endsWith('.json') ? 'application/json' : 'text/javascript', body: readFileSync(join(client.folder, path)) });
  return {
    client: (name) => async ({ method, path, headers, body }) => {
      const [where = ''] = path.split('?');
      if (where === '/') return { body: page(name) };
      if (where === '/http-bind') return handOn(port, method, headers['content-type'] ?? 'text/xml', body);
      const inside = /^\/dist\/([\w./-]+)$/.exec(where)?.[1];
      try {
        if (inside !== undefined && !inside.includes('..')) return file(inside);
      } catch { /* told below */ }
      return { status: 404, body: '' };
    },
    close: () => new Promise((done) => {
      child.once('exit', () => {
        rmSync(home, { recursive: true, force: true });
        done();
      });
      child.kill('SIGTERM');
    }),
  };
}

const page = (name: string): string => `<!doctype html><meta charset="utf-8"><title>Messages</title><link rel="stylesheet" href="/dist/converse.min.css">
  <body class="converse-fullscreen"><script type="module">
  import converse from '/dist/converse.min.js';
  converse.plugins.add('practice', { initialize() { globalThis.chatApi = this._converse.api; } });
  converse.initialize({
    authentication: 'login', auto_login: true, jid: '${name}@${HOST}', password: '${WORD}', bosh_service_url: '/http-bind', discover_connection_methods: false,
    view_mode: 'fullscreen', assets_path: '/dist/', whitelisted_plugins: ['practice'], blacklisted_plugins: ['converse-omemo'], allow_non_roster_messaging: true, play_sounds: false, i18n: 'en', loglevel: 'error',
  });</script>`;

/** One request of the client, also one that the server answers late, as it does while there is nothing new. */
const handOn = (port: number, method: string, type: string, body: Uint8Array): Promise<Answer> => new Promise((done) => {
  const asked = request({ port, host: '127.0.0.1', path: '/http-bind', method, headers: { host: HOST, 'content-type': type, 'content-length': body.length } }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => done({ status: answer.statusCode ?? 502, type: String(answer.headers['content-type'] ?? 'text/xml'), body: Buffer.concat(parts) }));
  });
  asked.on('error', () => done({ status: 502, body: '' }));
  asked.end(body);
});

const freePort = (): Promise<number> => new Promise((done) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  });
});

/** The built client alone, without what it would be built from. */
function unpacked(into: string): string | null {
  const packed = spawnSync('npm', ['pack', CLIENT, '--silent', '--pack-destination', into], { cwd: into, encoding: 'utf8', timeout: 300_000 });
  const name = packed.stdout?.trim().split('\n').at(-1) ?? '';
  if (packed.status !== 0 || !name.endsWith('.tgz')) return `The web client of chats could not be had: ${(packed.stderr ?? '').trim().slice(0, 200)}`;
  const bytes = readFileSync(join(into, name));
  if (createHash('sha512').update(bytes).digest('base64') !== INTEGRITY) return 'The web client of chats is not the one that is expected.';
  const opened = spawnSync('tar', ['xzf', name, '--strip-components=2', 'package/dist'], { cwd: into });
  rmSync(join(into, name));
  return opened.status === 0 ? null : 'The web client of chats could not be unpacked.';
}
