import type { Outcome, Seen, Sender, Way } from '@/utils/domain/act';

import { call, common, cookie, dig, isReply, text, type Reply } from './call';
import type { Driver } from './driver';

/**
 * Reddit knows no mute of a person: block is all there is. New pages by their own GraphQL, old ones by `/api/block_user`.
 * The body tells, not the status: `ok` and `errors` are read.
 */
const ID = /^t2_[a-z0-9]{1,13}$/;
const RESETS = ['x-ratelimit-reset', 'retry-after'];
const isOld = (): boolean => document.querySelector('shreddit-app') === null;

function meaning(reply: Reply | null): Outcome | null {
  const known = common(reply, RESETS);
  if (known !== null || reply === null) return known;
  const answer = String(reply.status);
  if (reply.status === 401) return { kind: 'halt', why: 'logged-out', answer };
  if (reply.status === 403) return { kind: 'halt', why: 'forbidden', answer };
  if (reply.status === 404) return { kind: 'gone', answer };
  return reply.status === 200 && reply.json !== null ? null : { kind: 'halt', why: 'unknown-answer', answer };
}

/** Codes and short words of `errors`, of which only letters, digits and `_` are told. */
const errorIn = (json: unknown): string | null => {
  const first = dig(json, 'errors', 0) ?? dig(json, 'json', 'errors', 0);
  if (first === undefined) return null;
  const code = typeof first === 'string' ? first : (text(first, 'code') ?? text(first, 0) ?? text(first, 'message') ?? 'error');
  return code.replace(/[^\w ]/g, '').slice(0, 60);
};

async function me(): Promise<{ id: string; name: string | null; modhash: string | null } | null> {
  if (!isOld()) {
    const own = document.querySelector('shreddit-comment-action-row[user-id], [user-id^="t2_"]')?.getAttribute('user-id') ?? null;
    if (own !== null && ID.test(own)) return { id: own, name: null, modhash: null };
  }
  const reply = await call(`${location.origin}/api/me.json`, { headers: { accept: 'application/json' } });
  const id = text(reply?.json, 'data', 'id');
  return id === null ? null : { id: `t2_${id.replace(/^t2_/, '')}`, name: text(reply?.json, 'data', 'name'), modhash: text(reply?.json, 'data', 'modhash') };
}

async function graphql(id: string, way: Way): Promise<Reply | null | Outcome> {
  const csrf = cookie('csrf_token');
  if (csrf === null) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  const body = { operation: 'UpdateRedditorBlockState', variables: { input: { redditorId: id, blockState: way === 'do' ? 'BLOCKED' : 'NONE' } }, csrf_token: csrf };
  return call(`${location.origin}/svc/shreddit/graphql`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', accept: 'application/json' } });
}

async function form(id: string, way: Way): Promise<Reply | null | Outcome> {
  const own = await me();
  if (!own?.modhash) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  const fields: Record<string, string> = way === 'do'
    ? { account_id: id, api_type: 'json', uh: own.modhash }
    : { id, container: own.id, type: 'enemy', api_type: 'json', uh: own.modhash };
  return call(`${location.origin}/api/${way === 'do' ? 'block_user' : 'unfriend'}`, {
    method: 'POST', body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** The saved post's author as the page shows it now: posts and comments carry the id. */
function authorNow(sender: Sender): string | null {
  const post = sender.post?.id ?? null;
  if (post === null || !/^t[13]_[a-z0-9]{1,13}$/.test(post)) return null;
  const found = document.querySelector(`shreddit-post#${post}, shreddit-comment[thingid="${post}"], .thing[data-fullname="${post}"]`);
  const id = found?.getAttribute('author-id') ?? found?.getAttribute('data-author-fullname') ?? found?.querySelector(':scope > shreddit-overflow-menu, shreddit-comment-action-row shreddit-overflow-menu')?.getAttribute('author-id') ?? null;
  return id !== null && ID.test(id) ? id : null;
}

export const reddit: Driver = {
  site: 'reddit',
  verbs: ['block'],
  readsBack: false,
  inFront: false,
  matches: (url) => /(^|\.)reddit\.com$/.test(url.hostname),
  who: async () => {
    const own = await me();
    return own && { userId: own.id, handle: own.name };
  },
  look: async (sender) => {
    const id = sender.userId !== null && ID.test(sender.userId) ? sender.userId : authorNow(sender);
    if (id === null) return { kind: 'refused', why: 'post-not-on-page', answer: '' };
    const own = await me();
    return { userId: id, handle: sender.handle, muted: null, blocked: null, following: null, self: own?.id === id, undo: null };
  },
  ask: async (_verb, way, seen: Seen) => {
    if (seen.userId === null) return { kind: 'spared', why: 'no-id', answer: '' };
    const old = isOld();
    const reply = await (old ? form(seen.userId, way) : graphql(seen.userId, way));
    if (!isReply(reply)) return reply;
    const bad = meaning(reply);
    if (bad !== null) return bad;
    const error = errorIn(reply?.json);
    if (error !== null) return /RATELIMIT|too fast/i.test(error) ? { kind: 'wait', until: Date.now() + 5 * 60_000, why: 'rate-limit', answer: `200 ${error}` } : { kind: 'refused', why: 'not-accepted', answer: `200 ${error}` };
    const ok = old || dig(reply?.json, 'ok') === true || dig(reply?.json, 'data', 'updateRedditorBlockState', 'ok') === true;
    return ok ? { kind: 'done', seen: { ...seen, blocked: way === 'do' }, already: false, answer: '200' } : { kind: 'halt', why: 'unknown-answer', answer: '200, not ok' };
  },
};
