import { MOST_AT_ONCE, type Outcome, type Seen, type Sender, type Verb, type Way } from '@/utils/domain/act';

import { call, common, dig, text, type Reply } from './call';
import type { Driver } from './driver';

/**
 * Bluesky, on the server that holds her account. Mutes are private; blocks are public records of hers. Her access token
 * is used for the one call; the one that renews it is never read.
 */
interface Session { did: string; handle: string | null; pds: string; token: string }

const DID = /^did:(plc:[a-z2-7]{24}|web:[a-zA-Z0-9.%-]{3,200})$/;
const APPVIEW = 'did:web:api.bsky.app#bsky_appview';
const RESETS = ['ratelimit-reset', 'retry-after'];
/** Duplicates are accepted by the server, and deleting one leaves the others. */
const MOST_BLOCKS = 5;

function session(): Session | null {
  try {
    const kept = JSON.parse(localStorage.getItem('BSKY_STORAGE') ?? 'null') as unknown;
    const did = text(kept, 'session', 'currentAccount', 'did');
    const accounts = dig(kept, 'session', 'accounts');
    const own = Array.isArray(accounts) ? (accounts as unknown[]).find((one) => text(one, 'did') === did) : undefined;
    const token = text(own, 'accessJwt');
    const pds = URL.parse(text(own, 'pdsUrl') ?? text(own, 'service') ?? '');
    if (did === null || !DID.test(did) || token === null || pds?.protocol !== 'https:') return null;
    return { did, handle: text(own, 'handle'), pds: pds.origin, token };
  } catch {
    return null;
  }
}

const LOGGED_OUT: Outcome = { kind: 'halt', why: 'logged-out', answer: 'not signed in' };

async function xrpc(method: string, { query = '', body, proxied }: { query?: string; body?: unknown; proxied: boolean }): Promise<{ json: unknown } | Outcome> {
  const own = session();
  if (own === null) return LOGGED_OUT;
  const reply = await call(`${own.pds}/xrpc/${method}${query}`, {
    credentials: 'omit', ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${own.token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...(proxied && { 'atproto-proxy': APPVIEW }) },
  });
  return meaning(reply) ?? { json: reply?.json };
}

function meaning(reply: Reply | null): Outcome | null {
  const known = common(reply, RESETS);
  if (known !== null || reply === null) return known;
  const error = (text(reply.json, 'error') ?? '').replace(/\W/g, '').slice(0, 40);
  const answer = error === '' ? String(reply.status) : `${reply.status} ${error}`;
  // Of her own account; of another's the server says so with 400.
  if (reply.status === 401 && /^Account(Takedown|Suspended|Deactivated)$/.test(error)) return { kind: 'halt', why: 'locked-account', answer };
  // The page renews its session by itself, within minutes.
  if (error === 'ExpiredToken') return { kind: 'wait', until: Date.now() + 60_000, why: 'server', answer };
  if (reply.status === 401 || error === 'AuthMissing' || error === 'InvalidToken') return { kind: 'halt', why: 'logged-out', answer };
  if (error === 'AccountTakedown' || error === 'AccountDeactivated') return { kind: 'gone', answer };
  if (reply.status === 403) return { kind: 'halt', why: 'forbidden', answer };
  if (reply.status === 404 || error === 'ProfileNotFound' || error === 'NotFound') return { kind: 'gone', answer };
  if (reply.status === 400 && /Profile not found|not found/i.test(text(reply.json, 'message') ?? '')) return { kind: 'gone', answer };
  return reply.status === 200 ? null : { kind: 'halt', why: 'unknown-answer', answer };
}

/** The account behind the saved post: a post's own address names it for good; without one, nobody. */
const didOf = (sender: Sender): string | null => {
  if (sender.userId !== null && DID.test(sender.userId)) return sender.userId;
  const [, named] = /\/profile\/(did:[^/]+)\/post\//.exec(sender.post?.permalink ?? '') ?? [];
  return named !== undefined && DID.test(named) ? named : null;
};

/** With a handle alone: whoever wrote the saved post now, if it is still that handle's. */
async function authorNow(sender: Sender): Promise<string | Outcome> {
  const did = didOf(sender);
  if (did !== null) return did;
  const [, post] = /\/post\/([a-z2-7]{13})$/.exec(sender.post?.permalink ?? '') ?? [];
  if (post === undefined || sender.handle === null) return { kind: 'spared', why: 'no-id', answer: '' };
  const found = await xrpc('com.atproto.identity.resolveHandle', { query: `?handle=${encodeURIComponent(sender.handle)}`, proxied: false });
  if ('kind' in found) return found.kind === 'halt' && /HandleNotFound|InvalidRequest/.test(found.answer) ? { kind: 'gone', answer: found.answer } : found;
  const now = text(found.json, 'did');
  if (now === null || !DID.test(now)) return { kind: 'halt', why: 'unknown-answer', answer: 'a handle without an account' };
  const shown = await xrpc('app.bsky.feed.getPosts', { query: `?uris=${encodeURIComponent(`at://${now}/app.bsky.feed.post/${post}`)}`, proxied: true });
  if ('kind' in shown) return shown;
  return text(shown.json, 'posts', 0, 'author', 'did') === now ? now : { kind: 'refused', why: 'another-name-now', answer: 'that handle did not write the post' };
}

/**
 * The key of a block record of hers: the newest are read where they are written, since the view of others is behind it by
 * a moment; an older one that the view names counts while it is still there.
 */
async function blockKey(did: string, viewed: string | null): Promise<{ rkey: string | null } | Outcome> {
  const own = `?repo=${encodeURIComponent(session()?.did ?? '')}&collection=app.bsky.graph.block`;
  const newest = await xrpc('com.atproto.repo.listRecords', { query: `${own}&limit=100`, proxied: false });
  // Her own server does not find her own repository.
  if ('kind' in newest) return newest.kind === 'gone' || newest.answer === '400 InvalidRequest' ? { kind: 'halt', why: 'locked-account', answer: newest.answer } : newest;
  const records = dig(newest.json, 'records');
  if (!Array.isArray(records)) return { kind: 'halt', why: 'unknown-answer', answer: 'no list of blocks' };
  const found = (records as unknown[]).find((one) => text(one, 'value', 'subject') === did);
  if (found !== undefined || viewed === null) return { rkey: text(found, 'uri')?.split('/').at(-1) ?? null };
  const older = await xrpc('com.atproto.repo.getRecord', { query: `${own}&rkey=${encodeURIComponent(viewed)}`, proxied: false });
  if ('kind' in older) return older.kind === 'halt' && older.answer.includes('RecordNotFound') ? { rkey: null } : older;
  return { rkey: text(older.json, 'value', 'subject') === did ? viewed : null };
}

async function look(did: string): Promise<Seen | Outcome> {
  const found = await xrpc('app.bsky.actor.getProfile', { query: `?actor=${encodeURIComponent(did)}`, proxied: true });
  if ('kind' in found) return found;
  const viewer = dig(found.json, 'viewer');
  if (text(found.json, 'did') !== did || viewer === undefined) return { kind: 'halt', why: 'unknown-answer', answer: 'another account was shown' };
  const blocking = await blockKey(did, text(viewer, 'blocking')?.split('/').at(-1) ?? null);
  if ('kind' in blocking) return blocking;
  return {
    userId: did, handle: text(found.json, 'handle'), muted: dig(viewer, 'muted') === true, blocked: blocking.rkey !== null,
    following: text(viewer, 'following') !== null, self: did === session()?.did, undo: blocking.rkey,
  };
}

async function unblock(did: string): Promise<Outcome> {
  for (let i = 0; i <= MOST_BLOCKS; i++) {
    const seen = await look(did);
    if ('kind' in seen) return seen;
    if (seen.undo === null) return { kind: 'done', seen, already: false, answer: '200' };
    const gone = await xrpc('com.atproto.repo.deleteRecord', { body: { repo: session()?.did, collection: 'app.bsky.graph.block', rkey: seen.undo }, proxied: false });
    if ('kind' in gone) return gone;
  }
  return { kind: 'halt', why: 'unknown-answer', answer: 'it stays blocked' };
}

export const bluesky: Driver = {
  site: 'bluesky',
  verbs: ['mute', 'block'],
  readsBack: true,
  inFront: false,
  matches: () => session() !== null,
  who: async () => {
    const own = session();
    return own && { userId: own.did, handle: own.handle };
  },
  look: async (sender) => {
    const did = await authorNow(sender);
    return typeof did === 'string' ? look(did) : did;
  },
  ties: async (ids) => {
    const asked = ids.filter((id) => DID.test(id)).slice(0, MOST_AT_ONCE);
    if (asked.length === 0) return { followed: [], self: [] };
    const found = await xrpc('app.bsky.actor.getProfiles', { query: `?${asked.map((did) => `actors=${encodeURIComponent(did)}`).join('&')}`, proxied: true });
    if ('kind' in found) return found;
    const profiles = dig(found.json, 'profiles');
    if (!Array.isArray(profiles)) return { kind: 'halt', why: 'unknown-answer', answer: 'no list of accounts' };
    const follows = (profiles as unknown[]).filter((one) => text(one, 'viewer', 'following') !== null).map((one) => text(one, 'did'));
    return { followed: asked.filter((did) => follows.includes(did)), self: asked.filter((did) => did === session()?.did) };
  },
  ask: async (verb: Verb, way: Way, seen: Seen) => {
    const did = seen.userId;
    if (did === null) return { kind: 'spared', why: 'no-id', answer: '' };
    if (verb === 'block' && way === 'undo') return unblock(did);
    const record = { $type: 'app.bsky.graph.block', subject: did, createdAt: new Date().toISOString() };
    const asked = verb === 'mute'
      ? await xrpc(`app.bsky.graph.${way === 'do' ? 'muteActor' : 'unmuteActor'}`, { body: { actor: did }, proxied: true })
      : await xrpc('com.atproto.repo.createRecord', { body: { repo: session()?.did, collection: 'app.bsky.graph.block', record }, proxied: false });
    if ('kind' in asked) return asked;
    return { kind: 'done', seen: { ...seen, undo: text(asked.json, 'uri')?.split('/').at(-1) ?? null }, already: false, answer: '200' };
  },
};
