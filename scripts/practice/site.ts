import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Arrived, Handler } from '../lib/browsers/types.ts';
import { api } from './api.ts';
import { escape, feed, notifications, page, profileHeader, thread, wordsHtml } from './markup.ts';
import { HOST, acct, people } from './people.ts';
import type { Status } from './seed.ts';
import { repliesPage, rowsPage, sweepData } from './sweep-pages.ts';
import { TOKEN, answers, home, mentions, newState, type State } from './state.ts';

export { HOST } from './people.ts';

/** Shaped as the real one: no inline script or style, no frames, pictures and requests from this server only. */
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' data:; manifest-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`;

const asset = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');

/** A plain drawing whose colour comes from the id: avatars, media and emoji need no files. */
const drawing = (id: string): string => {
  const hue = [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="400" height="400"><rect width="40" height="40" fill="hsl(${hue} 45% 70%)"/><circle cx="20" cy="16" r="7" fill="hsl(${hue} 40% 40%)"/><rect x="8" y="26" width="24" height="14" rx="7" fill="hsl(${hue} 40% 40%)"/></svg>`;
};

/** `1f525` or `1f468-200d-1f469`: the characters themselves, in the machine's own font. */
const emoji = (code: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><text x="20" y="32" font-size="32" text-anchor="middle">${String.fromCodePoint(...code.split('-').map((hex) => Math.min(Number.parseInt(hex, 16) || 0x20, 0x10ffff)))}</text></svg>`;

const html = (title: string, path: string, main: string, posts: Status[], status = 200, hidden: Record<string, string> = {}): Answer => ({
  status, body: page(title, path, main, TOKEN, { ...Object.fromEntries(posts.filter(({ warning }) => warning !== null).map(({ id, words }) => [id, wordsHtml(words)])), ...hidden }),
  headers: { 'content-security-policy': POLICY, 'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff' },
});

function view(state: State, path: string, query: URLSearchParams): Answer | null {
  if (path === '/' || path === '/home') {
    const limit = Number(query.get('show') ?? 40) || 40;
    const posts = home(state).slice(0, Math.max(limit, query.has('posts') ? state.posts.length : 0));
    const rows = rowsPage(posts, query);
    return rows === null ? html('Home', path, feed(posts), posts) : html('Home', path, rows, []);
  }
  if (path === '/notifications') {
    const posts = mentions(state).slice(0, 60);
    return html('Notifications', path, notifications(posts), posts);
  }
  if (path === '/conversations') return html('Private mentions', path, feed([]), []);
  const [, who, id] = /^\/@([^/]+)(?:\/(\d+))?$/.exec(path) ?? [];
  if (who === undefined) return null;
  const one = people.find((person) => acct(person) === who);
  if (one === undefined) return html('Not found', path, '<div class="regeneration-indicator">This page is not here.</div>', [], 404);
  if (id === undefined) {
    const posts = state.posts.filter(({ author }) => author === one).reverse();
    return html(one.name, path, profileHeader(one) + feed(posts), posts);
  }
  const focal = state.byId.get(id);
  if (focal === undefined || focal.author !== one) return html('Not found', path, '<div class="regeneration-indicator">This post is not here.</div>', [], 404);
  const many = repliesPage(focal, query);
  if (many !== null) return html(one.name, path, many.main, [focal], 200, many.hidden);
  const parent = focal.inReplyTo === null ? [] : [state.byId.get(focal.inReplyTo)!];
  const below = answers(state, id);
  return html(`${one.name}: ${escape(focal.words.slice(0, 30))}`, path, thread(focal, parent, below), [...parent, focal, ...below]);
}

function asked({ headers, body }: Arrived): Record<string, unknown> {
  const text = Buffer.from(body).toString('utf8');
  if (!(headers['content-type'] ?? '').includes('json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export interface Practice { host: string; handler: Handler; state: State; /** Addresses worth opening. */ pages: { home: string; notifications: string; thread: string; profile: string } }

/** The practice server for `{[HOST]: handler}`. `?posts=5000` at `/home` seeds that many and shows all, virtualised. */
export function practice(count = 200): Practice {
  const site: { state: State } = { state: newState(count) };
  const handler: Handler = (request) => {
    const url = new URL(request.path, `https://${HOST}`);
    const path = decodeURIComponent(url.pathname);
    const wanted = Number(url.searchParams.get('posts'));
    if (path === '/home' && wanted > 0 && wanted <= 20_000 && wanted !== site.state.posts.length) site.state = newState(wanted);
    if (path === '/packs/practice.css') return { type: 'text/css; charset=utf-8', body: asset('page.css') };
    if (path === '/packs/practice.js') return { type: 'text/javascript; charset=utf-8', body: asset('page.js') };
    if (path === '/packs/sweep.js') return { type: 'text/javascript; charset=utf-8', body: asset('sweep.js') };
    const data = sweepData(path, url.searchParams, home(site.state), site.state.byId);
    if (data !== null) return data;
    const [, code] = /^\/emoji\/([0-9a-f-]{1,80})\.svg$/.exec(path) ?? [];
    if (code !== undefined) return { type: 'image/svg+xml', body: emoji(code) };
    if (/^\/(avatars|media)\/[\w-]+\.svg$/.test(path)) return { type: 'image/svg+xml', body: drawing(path) };
    const said = api(site.state, { method: request.method, path, query: url.searchParams, authorization: request.headers['authorization'] ?? '', body: asked(request) });
    if (said !== null) return { status: said.status, type: 'application/json; charset=utf-8', body: JSON.stringify(said.body), headers: { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '299' } };
    return request.method === 'GET' ? view(site.state, path, url.searchParams) : null;
  };
  const first = site.state.posts[0]!;
  const at = (path: string): string => `https://${HOST}${path}`;
  return {
    host: HOST, handler, get state() { return site.state; },
    pages: { home: at('/home'), notifications: at('/notifications'), thread: at(`/@afi/${first.id}`), profile: at(`/@${acct(people[23]!)}`) },
  };
}
