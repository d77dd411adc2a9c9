import type { Sender } from '@/utils/domain/act';

/**
 * The four platforms whose own interface is used, each as a page and a server that answers as the project's notes say, for
 * tests in Node: what the drivers ask is real, the network between is not.
 */
export interface ActPage {
  site: string;
  url: string;
  verb: 'mute' | 'block';
  html: string;
  cookies: string[];
  storage: Record<string, string>;
  sender: Sender;
  /** Whoever is muted or blocked at the server, by id. */
  set: Set<string>;
  /** Whom she follows at the server, by id. */
  follows: Set<string>;
  /** Ids that a handle leads to now, where the platform can be asked by handle. */
  handles: Map<string, string>;
  /** Every request, in order: `METHOD path`. */
  asked: string[];
  answer(method: string, url: URL, body: string): { status: number; body: string; headers?: Record<string, string> };
}

const ok = (body: unknown): { status: number; body: string } => ({ status: 200, body: JSON.stringify(body) });
const none = { status: 404, body: '{"error":"no"}' };
const sender = (site: string, host: string, userId: string, handle: string, post: { id: string; permalink: string | null }): Sender => ({ site, host, userId, handle, displayName: null, evidence: ['a'], post });

/** Writes as every driver's page counts them: the requests that change something. */
export const writes = (page: ActPage): string[] => page.asked.filter((line) => line.startsWith('POST'));

function blueskyPage(): ActPage {
  const [me, loud] = ['a', 'b'].map((letter) => `did:plc:${letter.repeat(24)}`) as [string, string];
  const post = `at://${loud}/app.bsky.feed.post/3kabcdefghij2`;
  const page: ActPage = {
    site: 'bluesky', url: 'https://bsky.app/', verb: 'mute', html: '<div id="root"></div>', cookies: [], set: new Set(), follows: new Set(), handles: new Map([['loud.example', loud]]), asked: [],
    storage: { BSKY_STORAGE: JSON.stringify({ session: { accounts: [{ did: me, handle: 'afi.example', accessJwt: 'a', pdsUrl: 'https://pds.example' }], currentAccount: { did: me } } }) },
    sender: sender('bluesky', 'bsky.app', loud, 'loud.example', { id: '3kabcdefghij2', permalink: 'https://bsky.app/profile/loud.example/post/3kabcdefghij2' }),
    answer: (_method, url, body) => {
      const did = url.searchParams.get('actor') ?? '';
      const { actor = '', record, rkey } = (body === '' ? {} : JSON.parse(body)) as { actor?: string; record?: { subject: string }; rkey?: string };
      switch (url.pathname.replace('/xrpc/', '')) {
        case 'app.bsky.actor.getProfile': return ok({ did, viewer: { muted: page.set.has(did), ...(page.follows.has(did) && { following: `at://${me}/app.bsky.graph.follow/1` }) } });
        case 'app.bsky.actor.getProfiles': return ok({ profiles: url.searchParams.getAll('actors').map((one) => ({ did: one, viewer: { muted: page.set.has(one), ...(page.follows.has(one) && { following: `at://${me}/app.bsky.graph.follow/1` }) } })) });
        case 'app.bsky.graph.muteActor': page.set.add(actor); return { status: 200, body: '' };
        case 'app.bsky.graph.unmuteActor': page.set.delete(actor); return { status: 200, body: '' };
        case 'com.atproto.repo.listRecords': return ok({ records: [...page.set].map((subject) => ({ uri: `at://${me}/app.bsky.graph.block/${subject}`, value: { subject } })) });
        case 'com.atproto.repo.createRecord': page.set.add(record?.subject ?? ''); return ok({ uri: `at://${me}/app.bsky.graph.block/${record?.subject}` });
        case 'com.atproto.repo.deleteRecord': page.set.delete(rkey ?? ''); return ok({});
        case 'com.atproto.identity.resolveHandle': return ok({ did: page.handles.get(url.searchParams.get('handle') ?? '') });
        case 'app.bsky.feed.getPosts': return ok({ posts: url.searchParams.get('uris') === post ? [{ author: { did: loud } }] : [] });
        default: return none;
      }
    },
  };
  return page;
}

function mastodonPage(): ActPage {
  const state = JSON.stringify({ meta: { access_token: 't', me: '1' } });
  const page: ActPage = {
    site: 'mastodon', url: 'https://practice.example/home', verb: 'mute', cookies: [], storage: {}, set: new Set(), follows: new Set(), handles: new Map([['9001', 'loud@practice.example']]), asked: [],
    html: `<div id="mastodon"></div><script id="initial-state" type="application/json">${state}</script>`,
    sender: sender('mastodon', 'practice.example', '42', 'loud@practice.example', { id: '9001', permalink: null }),
    answer: (_method, url) => {
      const shown = (id: string): object => ({ id, muting: page.set.has(id), blocking: page.set.has(id), following: page.follows.has(id) });
      const [, id, verb] = /accounts\/(\d+)\/(\w+)$/.exec(url.pathname) ?? [];
      if (url.pathname.endsWith('/relationships')) return ok(url.searchParams.getAll('id[]').map(shown));
      if (url.pathname === '/api/v1/statuses/9001') return ok({ account: { id: '42', acct: page.handles.get('9001') } });
      if (id === undefined || verb === undefined) return none;
      if (verb.startsWith('un')) page.set.delete(id);
      else page.set.add(id);
      return ok(shown(id));
    },
  };
  return page;
}

function xPage(): ActPage {
  const page: ActPage = {
    site: 'x', url: 'https://x.com/home', verb: 'mute', cookies: ['ct0=fresh', 'twid=u%3D100'], storage: {}, set: new Set(), follows: new Set(), handles: new Map([['loud_one', '4242']]), asked: [],
    html: '<script type="text/plain" src="https://x.com/client-web/main.1.js"></script><article><a href="/loud_one/status/1800">now</a></article>',
    sender: sender('x', 'x.com', '4242', 'loud_one', { id: '1800', permalink: null }),
    answer: (_method, url, body) => {
      if (url.pathname.endsWith('.js')) return { status: 200, body: `"${'A'.repeat(21)}${'practice'.repeat(9)}"` };
      const [, verb] = /\/(create|destroy)\.json$/.exec(url.pathname) ?? [];
      const fields = new URLSearchParams(body);
      const id = fields.get('user_id') ?? page.handles.get(fields.get('screen_name') ?? '');
      if (verb === undefined || id === undefined) return none;
      if (verb === 'create') page.set.add(id);
      else page.set.delete(id);
      return ok({ id_str: id, screen_name: [...page.handles].find(([, one]) => one === id)?.[0] ?? 'was_loud_one', following: false });
    },
  };
  return page;
}

function redditPage(): ActPage {
  const page: ActPage = {
    site: 'reddit', url: 'https://www.reddit.com/r/town', verb: 'block', cookies: ['csrf_token=abc'], storage: {}, set: new Set(), follows: new Set(), handles: new Map(), asked: [],
    html: '<shreddit-app><shreddit-comment thingid="t1_a"><shreddit-overflow-menu author-id="t2_loud"></shreddit-overflow-menu></shreddit-comment><shreddit-comment-action-row user-id="t2_afi"></shreddit-comment-action-row></shreddit-app>',
    sender: sender('reddit', 'www.reddit.com', 't2_loud', 'loud_one', { id: 't1_a', permalink: null }),
    answer: (_method, _url, body) => {
      const { redditorId, blockState } = (JSON.parse(body) as { variables: { input: { redditorId: string; blockState: string } } }).variables.input;
      if (blockState === 'BLOCKED') page.set.add(redditorId);
      else page.set.delete(redditorId);
      return ok({ ok: true });
    },
  };
  return page;
}

export const ACT_PAGES: readonly (() => ActPage)[] = [blueskyPage, mastodonPage, xPage, redditPage];
