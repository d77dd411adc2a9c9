// The real server software of Bluesky on loopback: accounts' server, view, directory, over a database of their own in a
// folder of their own. `start.ts` forks this and talks to it by messages: `{ready}`, then `{tell: word}` → `{told: word}`.
// Ends, and takes everything with it, when whoever forked it is gone.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = process.env.BLUESKY_PACKAGES;
const postgres = process.env.BLUESKY_POSTGRES;
/** The public view's name, which its web client sends with every call and our driver too. */
const VIEW = 'did:web:api.bsky.app';

const home = mkdtempSync(join(tmpdir(), 'bluesky-'));
process.env.TMPDIR = home;
const data = join(home, 'pg');

const freePort = () => new Promise((done) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** A database server refuses to run as root: then as the user that Debian makes for it. */
const owner = () => {
  if (process.getuid() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  chownSync(home, uid, gid);
  return { uid, gid };
};

async function database() {
  const as = owner();
  execFileSync(join(postgres, 'initdb'), ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...as, cwd: home, stdio: 'ignore' });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${home}`, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const child = spawn(join(postgres, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], { ...as, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise((done, fail) => {
    let said = '';
    child.stderr.on('data', (words) => {
      said += words;
      if (said.includes('ready to accept connections')) done();
    });
    child.once('exit', () => fail(new Error(`the database did not start: ${said.slice(-500)}`)));
  });
  return { child, url: `postgresql://test@127.0.0.1:${port}/postgres` };
}

const { child, url } = await database();
const end = (code) => {
  child.once('exit', () => {
    rmSync(home, { recursive: true, force: true });
    process.exit(code);
  });
  child.kill('SIGQUIT');
};
process.on('disconnect', () => end(0));
process.on('SIGTERM', () => end(0));
process.on('uncaughtException', (error) => {
  console.error(error);
  end(1);
});

// Asked for by the software's own start, and used by none of its parts.
process.env.REDIS_HOST = 'none.invalid';
process.env.LOG_ENABLED = 'false';
const { TestNetwork } = await import(pathToFileURL(createRequire(join(packages, 'package.json')).resolve('@atproto/dev-env')).href);
const network = await TestNetwork.create({
  dbPostgresUrl: url,
  dbPostgresSchema: 'quiet',
  pds: { bskyAppViewDid: VIEW, rateLimitsEnabled: true, hostname: 'localhost' },
  bsky: { alternateAudienceDids: [VIEW] },
});

const orders = {
  settle: () => network.processAll(60_000),
  hold: () => network.bsky.sub.stop(),
  go: () => network.bsky.sub.start(),
};
process.on('message', ({ tell }) => {
  orders[tell]().then(() => process.send({ told: tell }), (error) => process.send({ told: tell, error: String(error) }));
});
process.send({ ready: { pds: network.pds.url } });
