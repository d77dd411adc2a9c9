import { expect, test } from '@playwright/test';

import type { Driver, Tab } from '../../../scripts/lib/browsers/index.ts';
import type { Outcome, Sender } from '../../../utils/domain/act.ts';
import { bluesky, expired, type Account, type Bluesky } from '../../servers/bluesky/start.ts';
import { start, until } from '../lib/session.ts';
import { callIn, performIn } from './lib.ts';

/** Against the real server software: what counts is what its repository and its view say afterwards. */
const HOST = 'pds.practice.example';

test.describe('on the real server of Bluesky', () => {
  let server: Bluesky;
  let driver: Driver;
  let tab: Tab;
  let afi: Account;
  let names = 0;

  test.beforeAll(async () => {
    // Its packages are installed here the first time.
    test.setTimeout(900_000);
    const begun = await bluesky();
    test.skip(typeof begun === 'string', typeof begun === 'string' ? begun : '');
    server = begun as Bluesky;
    driver = await start('chromium', { serve: { 'bsky.app': () => ({ body: '<!doctype html><title>Bluesky</title><div id="root"></div>' }), [HOST]: server.route } });
    await driver.grantSite('https://bsky.app/*');
    tab = await driver.newTab('https://bsky.app/');
    afi = await server.account('afi');
  });
  test.afterAll(async () => {
    await driver?.close();
    await server?.close();
  });
  test.beforeEach(() => signIn(afi));

  /** As the page keeps it: an access token for the one call, one that renews it, and where her account lies. */
  const signIn = ({ did, handle, token }: Account): Promise<void> => tab.evaluate((kept) => { localStorage.setItem('BSKY_STORAGE', kept); }, JSON.stringify({
    session: { accounts: [{ did, handle, accessJwt: token, refreshJwt: 'never-read', pdsUrl: `https://${HOST}`, service: 'https://bsky.social' }], currentAccount: { did } },
  }));

  /** An account with one post that was saved. */
  const loud = async (): Promise<Account & { sender: Sender }> => {
    const made = await server.account(`loud${++names}`);
    const { rkey } = await server.post(made, 'You write like a broken kettle.');
    await server.settle();
    return { ...made, sender: { site: 'bluesky', host: 'bsky.app', userId: made.did, handle: made.handle, displayName: null, evidence: ['a'], post: { id: rkey, permalink: `https://bsky.app/profile/${made.handle}/post/${rkey}` } } };
  };
  const act = (sender: Sender, verb: 'mute' | 'block' = 'mute', way: 'do' | 'undo' = 'do'): Promise<Outcome> => performIn(driver, 'bsky.app', { verb, way, sender });
  const written = (): string[] => driver.arrived.filter(({ host, method }) => host === HOST && method === 'POST').map(({ path }) => path.replace('/xrpc/', ''));

  test('mutes, reads it back, knows it again, and undoes it', async () => {
    const one = await loud();
    expect(await act(one.sender)).toMatchObject({ kind: 'done', already: false, seen: { userId: one.did, muted: true } });
    expect(await server.mutesOf(afi)).toEqual([one.did]);
    expect(await act(one.sender)).toMatchObject({ kind: 'done', already: true });
    expect(await act(one.sender, 'mute', 'undo')).toMatchObject({ kind: 'done', seen: { muted: false } });
    expect(await server.mutesOf(afi)).toEqual([]);
    expect(written()).toEqual(['app.bsky.graph.muteActor', 'app.bsky.graph.unmuteActor']);
  });

  test('one block is one record, also while the public view is behind; undoing takes away every record of it', async () => {
    const one = await loud();
    await server.behind(true);
    expect(await act(one.sender, 'block')).toMatchObject({ kind: 'done', already: false, seen: { blocked: true } });
    expect(await act(one.sender, 'block')).toMatchObject({ kind: 'done', already: true });
    expect(await server.blocksOf(afi)).toEqual([one.did]);
    await server.behind(false);
    await server.settle();
    expect(await act(one.sender, 'block')).toMatchObject({ kind: 'done', already: true });
    // As a client that does not let the server look for an older one.
    const again = { repo: afi.did, validate: false, collection: 'app.bsky.graph.block', record: { $type: 'app.bsky.graph.block', subject: one.did, createdAt: new Date().toISOString() } };
    await server.ask('com.atproto.repo.createRecord', { as: afi, body: again });
    expect(await server.blocksOf(afi)).toEqual([one.did, one.did]);
    expect(await act(one.sender, 'block', 'undo')).toMatchObject({ kind: 'done', seen: { blocked: false } });
    expect(await server.blocksOf(afi)).toEqual([]);
  });

  test('never herself, though the server would take it, and nobody she follows', async () => {
    const before = written().length;
    const self: Sender = { ...(await loud()).sender, userId: afi.did };
    expect(await act(self, 'block')).toMatchObject({ kind: 'spared', why: 'self' });
    const friend = await loud();
    await server.ask('com.atproto.repo.createRecord', { as: afi, body: { repo: afi.did, collection: 'app.bsky.graph.follow', record: { $type: 'app.bsky.graph.follow', subject: friend.did, createdAt: new Date().toISOString() } } });
    await server.settle();
    expect(await act(friend.sender)).toMatchObject({ kind: 'spared', why: 'followed' });
    // Before a run: of many at once, by id.
    expect(await callIn(driver, 'bsky.app', 'ties', { site: 'bluesky', ids: [(await loud()).did, friend.did, afi.did] })).toEqual({ followed: [friend.did], self: [afi.did] });
    expect(written()).toHaveLength(before);
    expect([await server.blocksOf(afi), await server.mutesOf(afi)]).toEqual([[], []]);
  });

  test('a handle that a stranger took over since: 0 strangers muted; with the id, the one who wrote it', async () => {
    const one = await loud();
    await server.ask('com.atproto.identity.updateHandle', { as: one, body: { handle: `was-${one.handle}` } });
    const stranger = await server.account('stranger');
    await server.ask('com.atproto.identity.updateHandle', { as: stranger, body: { handle: one.handle } });
    await server.settle();
    expect(await act({ ...one.sender, userId: null })).toMatchObject({ kind: 'refused', why: 'another-name-now' });
    expect(await act({ ...one.sender, userId: null, handle: 'nobody.test' })).toMatchObject({ kind: 'gone' });
    expect(await server.mutesOf(afi)).toEqual([]);
    expect(await act(one.sender)).toMatchObject({ kind: 'done', seen: { userId: one.did } });
    expect(await server.mutesOf(afi)).toEqual([one.did]);
    await act(one.sender, 'mute', 'undo');
  });

  test('accounts that are suspended, switched off or deleted are gone; hers being locked halts', async () => {
    const [suspended, off, deleted, hers] = [await loud(), await loud(), await loud(), await loud()];
    const lock = ({ did }: Account): Promise<unknown> => server.ask('com.atproto.admin.updateSubjectStatus', { as: 'admin', body: { subject: { $type: 'com.atproto.admin.defs#repoRef', did }, takedown: { applied: true, ref: '1' } } });
    await lock(suspended);
    await server.ask('com.atproto.server.deactivateAccount', { as: off, body: {} });
    await server.ask('com.atproto.admin.deleteAccount', { as: 'admin', body: { did: deleted.did } });
    await server.settle();
    for (const { sender } of [suspended, off, deleted]) expect(await act(sender)).toMatchObject({ kind: 'gone' });
    expect(await server.mutesOf(afi)).toEqual([]);
    await lock(hers);
    await signIn(hers);
    expect(await act((await loud()).sender, 'block')).toMatchObject({ kind: 'halt', why: 'locked-account' });
  });

  test('an access word that has run out: waits, and goes on with the one that the page renewed', async () => {
    const one = await loud();
    await signIn({ ...afi, token: expired(afi.token) });
    expect(await act(one.sender)).toMatchObject({ kind: 'wait', why: 'server', answer: '400 ExpiredToken' });
    await signIn({ ...afi, token: 'eyJhbGciOiJIUzI1NiJ9.e30.bad' });
    expect(await act(one.sender)).toMatchObject({ kind: 'halt', why: 'logged-out' });
    expect(await server.mutesOf(afi)).toEqual([]);
    await signIn(afi);
    expect(await act(one.sender)).toMatchObject({ kind: 'done' });
  });

  test('its own limit reached: waits until the time it names, and wrote nothing', async () => {
    const busy = await loud();
    const one = await loud();
    // One more than it takes at once: refused, and paid for all the same.
    const writes = Array.from({ length: 201 }, () => ({ $type: 'com.atproto.repo.applyWrites#create', collection: 'com.example.note', value: { $type: 'com.example.note' } }));
    const spend = (): Promise<boolean> => server.ask('com.atproto.repo.applyWrites', { as: busy, body: { repo: busy.did, writes } }).then(() => false, (error: Error) => /: 429 /.test(error.message));
    await until(spend, 'the limit of an hour');
    await signIn(busy);
    const outcome = await act(one.sender, 'block');
    expect(outcome).toMatchObject({ kind: 'wait', why: 'rate-limit' });
    expect((outcome as { until: number }).until - Date.now()).toBeGreaterThan(30 * 60_000);
    expect(await server.blocksOf(busy)).toEqual([]);
    expect(await act(one.sender)).toMatchObject({ kind: 'done' });
  });
});
