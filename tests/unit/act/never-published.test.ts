// @vitest-environment happy-dom
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Seen } from '@/utils/domain/act';
import { bluesky } from '@/utils/page/act/bluesky';

const root = `${process.cwd()}/`;
const DID = `did:plc:${'a2'.repeat(12)}`;
const ME = `did:plc:${'c4'.repeat(12)}`;
const RKEY = '3kabcdefghij2';

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(root + folder)) {
    const path = `${folder}/${name}`;
    if (statSync(root + path).isDirectory()) yield* sources(path);
    else if (/\.(ts|tsx|json)$/.test(name)) yield path;
  }
}

describe('a list is never published', () => {
  it('no source of what ships names a record that is a list, or one of its members', () => {
    const found = ['utils', 'entrypoints', 'components', 'assets'].flatMap((folder) => [...sources(folder)])
      .filter((path) => /app\.bsky\.graph\.(list|starterpack)|graph\.listitem|listblock|muteActorList|\/api\/v1\/lists/.test(readFileSync(root + path, 'utf8')));
    expect(found).toEqual([]);
  });

  const asked: { method: string; body: Record<string, unknown> | null }[] = [];
  let blocking: string | null = null;
  beforeEach(() => {
    asked.length = 0;
    localStorage.setItem('BSKY_STORAGE', JSON.stringify({ session: { currentAccount: { did: ME }, accounts: [{ did: ME, handle: 'afi.example', accessJwt: 'practice', pdsUrl: 'https://pds.example' }] } }));
    vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
      const method = new URL(url).pathname.replace('/xrpc/', '');
      asked.push({ method, body: typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : null });
      if (method === 'com.atproto.repo.createRecord') blocking = `at://${ME}/app.bsky.graph.block/${RKEY}`;
      if (method === 'com.atproto.repo.deleteRecord') blocking = null;
      const held = blocking === null ? [] : [{ uri: blocking, value: { subject: DID } }];
      const body = method === 'com.atproto.repo.listRecords' ? { records: held } : method === 'app.bsky.actor.getProfile' ? { did: DID, handle: 'loud.example', viewer: { ...(blocking && { blocking }) } } : { uri: `at://${ME}/app.bsky.graph.block/${RKEY}` };
      return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } });
    });
  });
  afterEach(() => { vi.unstubAllGlobals(); localStorage.clear(); });

  it('every act on Bluesky, done and undone, writes a block of one account, or nothing', async () => {
    const seen: Seen = { userId: DID, handle: 'loud.example', muted: false, blocked: false, following: false, self: false, undo: null };
    for (const verb of ['mute', 'block'] as const) for (const way of ['do', 'undo'] as const) expect(await bluesky.ask(verb, way, seen), `${way} ${verb}`).toMatchObject({ kind: 'done' });
    const written = asked.filter(({ method }) => /Record$|applyWrites/.test(method));
    expect(written.map(({ method, body }) => `${method} ${String(body?.['collection'])}`)).toEqual(['com.atproto.repo.createRecord app.bsky.graph.block', 'com.atproto.repo.deleteRecord app.bsky.graph.block']);
    expect(asked.filter(({ body }) => body !== null).map(({ method }) => method).filter((method) => /list|starter/i.test(method))).toEqual([]);
  });
});
