import { MOST_AT_ONCE, type Outcome, type Seen, type Sender, type Verb, type Way } from '@/utils/domain/act';

import { call, common, dig, flag, isReply, text, type Reply } from './call';
import type { Driver } from './driver';

/**
 * Any Mastodon instance, by its REST interface: the page's own token for the one call, nothing kept.
 * Repeatable by nature; 404 when the account is gone; 429 with `X-RateLimit-Reset`.
 */
interface Session { token: string; csrf: string | null; me: string | null }

function session(doc: Document): Session | null {
  try {
    const state = JSON.parse(doc.querySelector('script#initial-state')?.textContent ?? 'null') as unknown;
    const token = text(state, 'meta', 'access_token');
    return token === null ? null : { token, csrf: doc.querySelector('meta[name=csrf-token]')?.getAttribute('content') ?? null, me: text(state, 'meta', 'me') };
  } catch {
    return null;
  }
}

const ID = /^\d{1,30}$/;
const RESETS = ['x-ratelimit-reset', 'retry-after'];

async function rest(path: string, init: RequestInit = {}): Promise<Reply | null | Outcome> {
  const own = session(document);
  if (own === null) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  return call(`${location.origin}/api/v1/${path}`, {
    ...init, headers: { accept: 'application/json', authorization: `Bearer ${own.token}`, ...(own.csrf !== null && { 'x-csrf-token': own.csrf }), ...(init.body !== undefined && { 'content-type': 'application/json' }) },
  });
}

function meaning(reply: Reply | null): Outcome | null {
  const known = common(reply, RESETS);
  if (known !== null || reply === null) return known;
  const answer = String(reply.status);
  if (reply.status === 401) return { kind: 'halt', why: 'logged-out', answer };
  if (reply.status === 403) return { kind: 'halt', why: 'forbidden', answer };
  if (reply.status === 404 || reply.status === 410) return { kind: 'gone', answer };
  if (reply.status === 422) return { kind: 'refused', why: 'not-accepted', answer };
  return reply.status === 200 && reply.json !== null ? null : { kind: 'halt', why: 'unknown-answer', answer };
}

async function get(path: string): Promise<{ json: unknown } | Outcome> {
  const reply = await rest(path);
  if (!isReply(reply)) return reply;
  return meaning(reply) ?? { json: reply?.json };
}

/** The account that the saved post shows as its author now; a handle of hers alone is no account. */
async function authorNow(sender: Sender): Promise<{ id: string; handle: string | null } | Outcome> {
  if (sender.userId !== null && ID.test(sender.userId)) return { id: sender.userId, handle: sender.handle };
  const post = sender.post?.id ?? null;
  if (post === null || !ID.test(post)) return { kind: 'spared', why: 'no-id', answer: '' };
  const found = await get(`statuses/${post}`);
  // It is the post that is gone, not the account: nobody tells any more whose name it is.
  if ('kind' in found) return found.kind === 'gone' ? { kind: 'refused', why: 'post-gone', answer: found.answer } : found;
  const id = text(found.json, 'account', 'id');
  const acct = text(found.json, 'account', 'acct');
  if (id === null || acct === null) return { kind: 'halt', why: 'unknown-answer', answer: 'a post without an author' };
  const handle = acct.includes('@') ? acct : `${acct}@${location.host}`;
  const same = sender.handle === null || handle.toLowerCase() === sender.handle.toLowerCase();
  return same ? { id, handle } : { kind: 'refused', why: 'another-name-now', answer: 'the post shows another name' };
}

function seenIn(json: unknown, handle: string | null, self: boolean): Seen {
  return { userId: text(json, 'id'), handle, muted: flag(json, 'muting'), blocked: flag(json, 'blocking'), following: flag(json, 'following'), self, undo: null };
}

export const mastodon: Driver = {
  site: 'mastodon',
  verbs: ['mute', 'block'],
  readsBack: true,
  inFront: false,
  matches: (_url, doc) => doc.querySelector('#mastodon') !== null && doc.querySelector('script#initial-state') !== null,
  who: async () => {
    const me = session(document)?.me ?? null;
    return me === null ? null : { userId: me, handle: null };
  },
  look: async (sender) => {
    if (sender.host !== location.host) return { kind: 'refused', why: 'other-instance', answer: '' };
    const author = await authorNow(sender);
    if ('kind' in author) return author;
    const found = await get(`accounts/relationships?id[]=${author.id}`);
    if ('kind' in found) return found;
    const one = dig(found.json, 0);
    if (one === undefined) return { kind: 'gone', answer: 'no such account' };
    if (text(one, 'id') !== author.id) return { kind: 'halt', why: 'unknown-answer', answer: 'another account was shown' };
    return seenIn(one, author.handle, author.id === session(document)?.me);
  },
  ties: async (ids) => {
    const asked = ids.filter((id) => ID.test(id)).slice(0, MOST_AT_ONCE);
    if (asked.length === 0) return { followed: [], self: [] };
    const found = await get(`accounts/relationships?${asked.map((id) => `id[]=${id}`).join('&')}`);
    if ('kind' in found) return found;
    if (!Array.isArray(found.json)) return { kind: 'halt', why: 'unknown-answer', answer: 'no list of accounts' };
    const follows = (found.json as unknown[]).filter((one) => flag(one, 'following') === true).map((one) => text(one, 'id'));
    return { followed: asked.filter((id) => follows.includes(id)), self: asked.filter((id) => id === session(document)?.me) };
  },
  ask: async (verb: Verb, way: Way, seen: Seen) => {
    if (seen.userId === null) return { kind: 'spared', why: 'no-id', answer: '' };
    const body = verb === 'mute' && way === 'do' ? JSON.stringify({ notifications: true, duration: 0 }) : undefined;
    const reply = await rest(`accounts/${seen.userId}/${way === 'do' ? verb : `un${verb}`}`, { method: 'POST', ...(body !== undefined && { body }) });
    if (!isReply(reply)) return reply;
    const bad = meaning(reply);
    if (bad !== null) return bad;
    return { kind: 'done', seen: seenIn(reply?.json, seen.handle, false), already: false, answer: '200' };
  },
};
