import type { Outcome, Seen, Sender, Verb, Way } from '@/utils/domain/act';

import { call, common, cookie, flag, isReply, text, type Reply } from './call';
import type { Driver } from './driver';

/** X, by the calls that its own web client makes. The table of answers is `platforms/x.md` in the project's notes. */
const BASE = '/i/api/1.1/';
/** The web client's own token, public and the same for everybody; it stands in the page's main script and is read there. */
const BEARER = /AAAAAAAAAAAAAAAAAAAAA[\w%]{60,200}/;
const RESETS = ['x-rate-limit-reset', 'retry-after'];
const ID = /^\d{1,20}$/;
const HANDLE = /^\w{1,30}$/;

let bearer: string | null = null;

/** Looked for in the page's own scripts, from its cache: nobody but X is asked, and nothing is kept after the page. */
async function clientToken(): Promise<string | null> {
  for (const script of bearer === null ? document.querySelectorAll<HTMLScriptElement>('script[src*="/main."], script[src*="/client-web/"]') : []) {
    const source = await call(script.src, { credentials: 'omit', cache: 'force-cache' });
    bearer = (source?.text === undefined ? null : BEARER.exec(source.text)?.[0]) ?? bearer;
    if (bearer !== null) break;
  }
  return bearer;
}

async function post(path: string, body: Record<string, string>): Promise<Reply | null | Outcome> {
  const token = await clientToken();
  const csrf = cookie('ct0');
  if (csrf === null) return { kind: 'halt', why: 'logged-out', answer: 'not signed in' };
  if (token === null) return { kind: 'halt', why: 'unknown-answer', answer: 'the page is built in a way that is not known' };
  return call(`${location.origin}${BASE}${path}.json`, {
    method: 'POST', body: new URLSearchParams(body).toString(),
    headers: {
      authorization: `Bearer ${token}`, 'x-csrf-token': csrf, 'x-twitter-auth-type': 'OAuth2Session', 'x-twitter-active-user': 'yes',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
}

function meaning(reply: Reply | null): Outcome | 'stale' | null {
  const known = common(reply, RESETS);
  if (known !== null || reply === null) return known;
  const code = text(reply.json, 'errors', 0, 'code');
  const answer = code === null ? String(reply.status) : `${reply.status} ${code}`;
  if (code === '326') return { kind: 'halt', why: 'locked-account', answer };
  if (code === '88') return { kind: 'wait', until: Date.now() + 15 * 60_000, why: 'rate-limit', answer };
  if (reply.status === 401 || code === '32') return { kind: 'halt', why: 'logged-out', answer };
  if (reply.status === 403) return 'stale';
  if (reply.status === 404 || code === '50' || code === '63') return { kind: 'gone', answer };
  return reply.status === 200 && text(reply.json, 'id_str') !== null ? null : { kind: 'halt', why: 'unknown-answer', answer };
}

const PATHS: Record<Verb, Record<Way, string>> = {
  block: { do: 'blocks/create', undo: 'blocks/destroy' },
  mute: { do: 'mutes/users/create', undo: 'mutes/users/destroy' },
};

/** What a page has shown for longer tells nothing of now. */
const DAY = 24 * 60 * 60_000;
const isOld = (): boolean => Math.max(performance.now(), Date.now() - performance.timeOrigin) > DAY;

/** `post`: the saved post as the page shows it now; its handle is the author's of this moment. */
function authorNow(sender: Sender): string | null {
  const id = sender.post?.id ?? null;
  if (id === null || !ID.test(id)) return null;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[href*="/status/${id}"]`)) {
    const [, handle, status] = /^\/(\w{1,30})\/status\/(\d+)$/.exec(link.pathname) ?? [];
    if (handle !== undefined && status === id) return handle;
  }
  return null;
}

const has = (testid: string): boolean => document.querySelector(`[data-testid="${testid}"]`) !== null;

export const x: Driver = {
  site: 'x',
  verbs: ['mute', 'block'],
  readsBack: false,
  inFront: true,
  matches: (url) => url.hostname === 'x.com' || url.hostname === 'twitter.com' || url.hostname === 'mobile.twitter.com',
  who: async () => {
    const id = /u%3D(\d+)|u=(\d+)/.exec(cookie('twid') ?? '');
    const userId = id?.[1] ?? id?.[2];
    const link = document.querySelector<HTMLAnchorElement>('a[data-testid="AppTabBar_Profile_Link"]');
    return cookie('ct0') === null || userId === undefined ? null : { userId, handle: link?.pathname.slice(1) ?? null };
  },
  look: async (sender) => {
    if (isOld() && !(sender.userId !== null && ID.test(sender.userId))) return { kind: 'refused', why: 'page-too-old', answer: '' };
    const id = sender.userId !== null && ID.test(sender.userId) ? sender.userId : null;
    const handle = id === null ? authorNow(sender) : sender.handle;
    if (id === null && handle === null) return { kind: 'refused', why: 'post-not-on-page', answer: '' };
    if (id === null && sender.handle !== null && handle?.toLowerCase() !== sender.handle.toLowerCase()) return { kind: 'refused', why: 'another-name-now', answer: 'the post shows another name' };
    const me = await x.who();
    const self = me !== null && (me.userId === id || (handle !== null && me.handle?.toLowerCase() === handle.toLowerCase()));
    // The page names an account's id only in its follow button.
    const blocked = id !== null && has(`${id}-unblock`) ? true : null;
    const following = id !== null && has(`${id}-unfollow`) ? true : null;
    return { userId: id, handle, muted: null, blocked, following, self, undo: null };
  },
  ask: async (verb, way, seen: Seen) => {
    const who: Record<string, string> | null = seen.userId !== null ? { user_id: seen.userId } : seen.handle !== null && HANDLE.test(seen.handle) ? { screen_name: seen.handle } : null;
    if (who === null) return { kind: 'spared', why: 'no-id', answer: '' };
    for (let stale = 0; ; stale++) {
      const reply = await post(PATHS[verb][way], who);
      if (!isReply(reply)) return reply;
      const bad = meaning(reply);
      // A changed csrf cookie is read again, once.
      if (bad === 'stale' && stale === 0) continue;
      if (bad === 'stale') return { kind: 'halt', why: 'forbidden', answer: '403' };
      if (bad !== null) return bad;
      const json = reply?.json;
      const shown = verb === 'mute' ? flag(json, 'muting') : flag(json, 'blocking');
      if (shown !== null && shown !== (way === 'do')) return { kind: 'halt', why: 'unknown-answer', answer: '200, and it does not show' };
      const now: Seen = { ...seen, userId: text(json, 'id_str'), handle: text(json, 'screen_name'), following: flag(json, 'following'), [verb === 'mute' ? 'muted' : 'blocked']: way === 'do' };
      return { kind: 'done', seen: now, already: false, answer: '200' };
    }
  },
};
