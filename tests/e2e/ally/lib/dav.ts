import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Handler } from '../../../../scripts/lib/browsers/types.ts';

/** A WebDAV server of Debian's, on loopback, in a folder of its own. */
export interface Dav {
  /** What the browser asks of its host goes to it, as behind a front server. */
  handler: Handler;
  /** Names of what lies on its disk, without a killed server's own scratch files. */
  files(): string[];
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
  root: string;
}

const freePort = (): Promise<number> => new Promise((done) => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo;
    probe.close(() => done(port));
  });
});

async function answers(port: number): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    const up = await new Promise<boolean>((done) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
      socket.on('error', () => done(false));
    });
    if (up) return;
  }
  throw new Error('the WebDAV server does not answer');
}

type Command = (place: { dir: string; root: string; port: number }) => { program: string; args: string[]; env?: Record<string, string> };

const rclone: Command = ({ root, port }) => ({ program: 'rclone', args: ['serve', 'webdav', root, '--addr', `127.0.0.1:${port}`, '--config', '/dev/null', '--dir-cache-time', '0s', '--log-level', 'ERROR'] });

const apache: Command = ({ dir, root, port }) => {
  const modules = '/usr/lib/apache2/modules';
  const load = ['mpm_event', 'authz_core', 'dav', 'dav_fs', 'dir', 'mime', 'autoindex'].map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`);
  writeFileSync(join(dir, 'httpd.conf'), [
    ...load, `ServerRoot ${dir}`, `Listen 127.0.0.1:${port}`, 'ServerName files.example', `PidFile ${dir}/pid`, `ErrorLog ${dir}/error.log`,
    `DavLockDB ${dir}/locks/db`, `DocumentRoot ${root}`, `TypesConfig /dev/null`, ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    `<Directory ${root}>`, 'Dav On', 'Options Indexes', 'Require all granted', '</Directory>',
  ].join('\n'));
  return { program: 'apache2', args: ['-f', join(dir, 'httpd.conf'), '-X'] };
};

export async function davServer(kind: 'rclone' | 'apache'): Promise<Dav> {
  const dir = mkdtempSync(join(tmpdir(), 'dav-'));
  const root = join(dir, 'files');
  for (const folder of [join(root, 'team'), join(dir, 'locks')]) mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) spawnOnce('chown', ['-R', 'www-data:www-data', dir]);
  spawnOnce('chmod', ['-R', 'a+rwX', dir]);
  const port = await freePort();
  const { program, args, env } = (kind === 'rclone' ? rclone : apache)({ dir, root, port });
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], detached: true, env: { ...process.env, ...env } });
    await answers(port);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = null;
    if (dying?.pid === undefined) return;
    const gone = new Promise((done) => dying.once('exit', done));
    process.kill(-dying.pid, 'SIGKILL');
    await gone;
  };
  await start();
  return {
    root, start, kill,
    files: () => (existsSync(join(root, 'team')) ? readdirSync(join(root, 'team')).filter((name) => !name.startsWith('.')).sort() : []),
    close: async () => { await kill(); rmSync(dir, { recursive: true, force: true }); },
    handler: (request) => new Promise((done) => {
      const { host: _, ...headers } = request.headers;
      const asked = http.request({ host: '127.0.0.1', port, method: request.method, path: request.path, headers: { ...headers, host: 'files.example' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => done({ status: 502, body: '' }));
        answer.on('end', () => {
          const { 'content-length': _length, 'transfer-encoding': _coding, connection: _connection, ...rest } = answer.headers;
          const kept = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
          done({ status: answer.statusCode ?? 502, type: kept['content-type'] ?? 'application/octet-stream', headers: kept, body: Buffer.concat(parts) });
        });
      });
      asked.on('error', () => done({ status: 502, body: '' }));
      asked.end(request.body);
    }),
  };
}

function spawnOnce(program: string, args: string[]): void {
  const { status } = spawnSync(program, args);
  if (status !== 0) throw new Error(`${program} failed`);
}
