import { HOST, acct, people, reader, type Person } from './people.ts';
import type { Status } from './seed.ts';
import { TOKEN, answers, home, mentions, person, type State } from './state.ts';
import { wordsHtml } from './markup.ts';

/** REST as documented for Mastodon's version 1 clients: the entities' fields that anybody here reads. */

const account = (one: Person) => ({
  id: one.id, username: one.username, acct: acct(one), display_name: one.name, locked: false, bot: false, created_at: '2024-02-01T00:00:00.000Z',
  note: `<p>${one.note}</p>`, url: `https://${one.domain ?? HOST}/@${one.username}`, uri: `https://${one.domain ?? HOST}/users/${one.username}`,
  avatar: `https://${HOST}/avatars/${one.id}.svg`, followers_count: 12, following_count: 30, statuses_count: 5, emojis: [], fields: [],
});

const entity = (state: State, post: Status) => ({
  id: post.id, created_at: post.createdAt, in_reply_to_id: post.inReplyTo, in_reply_to_account_id: post.inReplyTo ? (state.byId.get(post.inReplyTo)?.author.id ?? null) : null,
  sensitive: post.warning !== null, spoiler_text: post.warning ?? '', visibility: 'public', language: post.lang,
  uri: `https://${post.author.domain ?? HOST}/users/${post.author.username}/statuses/${post.id}`, url: `https://${post.author.domain ?? HOST}/@${post.author.username}/${post.id}`,
  replies_count: post.replies, reblogs_count: post.reblogs, favourites_count: post.favourites, content: wordsHtml(post.words), reblog: null, account: account(post.author),
  media_attachments: post.picture ? [{ id: post.id, type: 'image', url: `https://${HOST}/media/${post.id}.svg`, description: 'A street, drawn' }] : [],
  mentions: post.words.includes('@afi') ? [{ id: reader.id, username: 'afi', acct: 'afi', url: `https://${HOST}/@afi` }] : [], tags: [], emojis: [],
});

const relationship = (state: State, id: string) => ({
  id, following: state.following.has(id), showing_reblogs: true, notifying: false, followed_by: false, blocking: state.blocked.has(id), blocked_by: false,
  muting: state.muted.has(id), muting_notifications: state.muted.has(id), requested: false, domain_blocking: false, endorsed: false, note: '',
});

export interface Ask { method: string; path: string; query: URLSearchParams; authorization: string; body: Record<string, unknown> }
export interface Said { status: number; body: unknown }

const notFound: Said = { status: 404, body: { error: 'Record not found' } };

/** Newest first, as `max_id` and `limit` (20, at most 40) ask. */
function slice(posts: Status[], query: URLSearchParams): Status[] {
  const before = query.get('max_id');
  const limit = Math.min(40, Math.max(1, Number(query.get('limit') ?? 20) || 20));
  return posts.filter(({ id }) => before === null || BigInt(id) < BigInt(/^\d+$/.test(before) ? before : '0')).slice(0, limit);
}

function act(state: State, id: string, verb: string): Said {
  if (person(id) === undefined || id === reader.id) return notFound;
  const set = verb.endsWith('mute') ? state.muted : state.blocked;
  if (verb.startsWith('un')) set.delete(id);
  else {
    set.add(id);
    if (verb === 'block') state.following.delete(id);
  }
  return { status: 200, body: relationship(state, id) };
}

function report(state: State, body: Ask['body']): Said {
  const accountId = String(body['account_id'] ?? '');
  if (person(accountId) === undefined) return notFound;
  const statusIds = (Array.isArray(body['status_ids']) ? body['status_ids'] : []).map(String);
  const made = { accountId, statusIds, comment: String(body['comment'] ?? ''), category: String(body['category'] ?? 'other'), forward: body['forward'] === true };
  state.reports.push(made);
  return { status: 200, body: { id: String(state.reports.length), action_taken: false, category: made.category, comment: made.comment, forwarded: made.forward, status_ids: statusIds, target_account: account(person(accountId)!) } };
}

function above(state: State, post: Status): Status[] {
  const parent = post.inReplyTo === null ? undefined : state.byId.get(post.inReplyTo);
  return parent === undefined ? [] : [...above(state, parent), parent];
}

/** Null when the path is none of ours. Everything but `instance` and public reading wants the reader's token. */
export function api(state: State, { method, path, query, authorization, body }: Ask): Said | null {
  const [, place, id, verb] = /^\/api\/v1\/(instance|timelines|statuses|accounts|notifications|reports)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
  if (place === undefined) return null;
  const signedIn = authorization === `Bearer ${TOKEN}`;
  if (place === 'instance') return { status: 200, body: { uri: HOST, title: 'Practice', version: '4.6.0', languages: ['en'], stats: { user_count: people.length, status_count: state.posts.length } } };
  if (place === 'statuses' && method === 'GET') {
    const post = state.byId.get(id ?? '');
    if (post === undefined) return notFound;
    if (verb === undefined) return { status: 200, body: entity(state, post) };
    return verb === 'context' ? { status: 200, body: { ancestors: above(state, post).map((one) => entity(state, one)), descendants: answers(state, post.id).map((one) => entity(state, one)) } } : null;
  }
  if (!signedIn) return { status: 401, body: { error: 'The access token is invalid' } };
  if (place === 'timelines' && id === 'home') return { status: 200, body: slice(home(state), query).map((post) => entity(state, post)) };
  if (place === 'notifications') return { status: 200, body: slice(mentions(state), query).map((post) => ({ id: `${post.id}1`, type: 'mention', created_at: post.createdAt, account: account(post.author), status: entity(state, post) })) };
  if (place === 'reports' && method === 'POST') return report(state, body);
  if (place !== 'accounts' || id === undefined) return null;
  if (id === 'verify_credentials') return { status: 200, body: { ...account(reader), source: { privacy: 'public', language: 'en' } } };
  if (id === 'relationships') return { status: 200, body: query.getAll('id[]').concat(query.getAll('id')).filter((one) => person(one)).map((one) => relationship(state, one)) };
  if (method === 'POST' && verb !== undefined && /^(un)?(mute|block)$/.test(verb)) return act(state, id, verb);
  const one = person(id);
  if (one === undefined) return notFound;
  if (verb === undefined) return { status: 200, body: account(one) };
  return verb === 'statuses' ? { status: 200, body: slice(state.posts.filter(({ author }) => author.id === id).reverse(), query).map((post) => entity(state, post)) } : null;
}
