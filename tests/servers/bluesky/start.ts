import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import type { Answer, Arrived } from '../../../scripts/lib/browsers/index.ts';
import { installed } from './install.ts';

const START_MS = 480_000;
const ADMIN = `Basic ${Buffer.from('admin:admin-pass').toString('base64')}`;
/** The word with which this server, made for tests, signs its access tokens. */
const SECRET = 'jwt-secret';

export interface Account { did: string; handle: string; token: string }

/** The real server, and what a test asks of it besides the driver. Every call throws on an answer that is not 200. */
export interface Bluesky {
  account(name: string): Promise<Account>;
  post(by: Account, text: string): Promise<{ uri: string; rkey: string }>;
  ask(method: string, how: { as?: Account | 'admin'; query?: Record<string, string>; body?: unknown }): Promise<Record<string, unknown>>;
  /** Waits until the public view has read all that was written. */
  settle(): Promise<void>;
  /** While `true`, the view reads nothing new: what a loaded network looks like. */
  behind(so: boolean): Promise<void>;
  /** The subjects of that account's block records, as its repository has them. */
  blocksOf(by: Account): Promise<string[]>;
  mutesOf(by: Account): Promise<string[]>;
  /** Hands a request of the page on to the account's server, and its answer back. */
  route(request: Arrived): Promise<Answer>;
  close(): Promise<void>;
}

/** The same token, of two hours ago. */
export function expired(token: string): string {
  const [head, body] = token.split('.') as [string, string];
  const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as object, iat: 1_700_000_000, exp: 1_700_007_200 };
  const said = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${said}.${createHmac('sha256', SECRET).update(said).digest('base64url')}`;
}

/** Starts it as a process of its own on loopback; a sentence where it cannot be had on this machine. */
export async function bluesky(): Promise<Bluesky | string> {
  const where = installed();
  if (typeof where === 'string') return where;
  const child = fork(fileURLToPath(new URL('run.mjs', import.meta.url)), [], {
    execPath: where.node, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '', BLUESKY_PACKAGES: where.packages, BLUESKY_POSTGRES: where.postgres },
  });
  let said = '';
  child.stderr?.on('data', (words) => { said = `${said}${String(words)}`.slice(-2_000); });
  const heard = <T>(wanted: string): Promise<T> => new Promise((done, fail) => {
    const gone = (): void => fail(new Error(`the real server of Bluesky ended: ${said}`));
    const timer = setTimeout(() => fail(new Error(`the real server of Bluesky is silent: ${said}`)), START_MS);
    const listen = (message: Record<string, unknown>): void => {
      if (!(wanted in message)) return;
      clearTimeout(timer);
      child.off('message', listen).off('exit', gone);
      if (message['error'] === undefined) done(message[wanted] as T);
      else fail(new Error(String(message['error'])));
    };
    child.on('message', listen).once('exit', gone);
  });
  const { pds } = await heard<{ pds: string }>('ready');

  const tell = async (word: 'settle' | 'hold' | 'go'): Promise<void> => {
    const done = heard('told');
    child.send({ tell: word });
    await done;
  };
  const ask: Bluesky['ask'] = async (method, { as, query = {}, body }) => {
    const answer = await fetch(`${pds}/xrpc/${method}?${new URLSearchParams(query)}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(as !== undefined && { authorization: as === 'admin' ? ADMIN : `Bearer ${as.token}` }) },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text.slice(0, 200)}`);
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  return {
    ask,
    account: async (name) => {
      const handle = `${name}.test`;
      const made = await ask('com.atproto.server.createAccount', { body: { handle, email: `${name}@mail.test`, password: 'amber gravel lantern' } });
      return { did: String(made['did']), handle, token: String(made['accessJwt']) };
    },
    post: async (by, text) => {
      const made = await ask('com.atproto.repo.createRecord', { as: by, body: { repo: by.did, collection: 'app.bsky.feed.post', record: { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString() } } });
      const uri = String(made['uri']);
      return { uri, rkey: uri.split('/').at(-1) ?? '' };
    },
    settle: () => tell('settle'),
    behind: (so) => tell(so ? 'hold' : 'go'),
    blocksOf: async (by) => {
      const list = await ask('com.atproto.repo.listRecords', { query: { repo: by.did, collection: 'app.bsky.graph.block', limit: '100' } });
      return (list['records'] as { value: { subject: string } }[]).map(({ value }) => value.subject).sort();
    },
    mutesOf: async (by) => ((await ask('app.bsky.graph.getMutes', { as: by }))['mutes'] as { did: string }[]).map(({ did }) => did).sort(),
    route: async ({ method, path, headers, body }) => {
      // Of this hop alone; the rest goes as the page sent it.
      const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name)));
      const answer = await fetch(`${pds}${path}`, { method, headers: own, redirect: 'manual', ...(body.length > 0 && { body: new Uint8Array(body) }) });
      const kept = Object.fromEntries([...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(name)));
      return { status: answer.status, headers: kept, body: Buffer.from(await answer.arrayBuffer()) };
    },
    close: () => new Promise((done) => {
      child.once('exit', () => done());
      child.disconnect();
    }),
  };
}
