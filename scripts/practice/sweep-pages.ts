import type { Answer } from '../lib/browsers/types.ts';
import { status, thread, wordsHtml } from './markup.ts';
import { CUT_AT, manyReplies, type Reply } from './replies.ts';
import type { Status } from './seed.ts';

/** Pages made to be read on and on: answers loaded a hundred at a time, and a list whose rows are used again for other posts. */
const CHUNK = 100;
const MOST = 20_000;

const header = (title: string): string => `<div class="column-header practice-header"><h1>${title}</h1></div>`;

/** What the page's own code puts in when it is asked: the rest of the words, a post folded away, words behind a warning. */
interface Part { html: string; hidden: Record<string, string> }

function row(reply: Reply): Part {
  const whole = `<div tabindex="-1">${status(reply, true)}</div>`;
  if (reply.shown === 'folded') {
    const folded = `<div tabindex="-1"><div class="status__wrapper status__wrapper--filtered focusable" tabindex="0"><span>Filtered: shouting. </span>` +
      `<button type="button" class="status__wrapper--filtered__button" data-practice="unfold" data-of="${reply.id}">Show anyway</button></div></div>`;
    return { html: folded, hidden: { [reply.id]: whole } };
  }
  if (reply.shown === 'warned') return { html: whole, hidden: { [reply.id]: wordsHtml(reply.words) } };
  if (reply.shown !== 'cut') return { html: whole, hidden: {} };
  const cut = status({ ...reply, words: reply.words.slice(0, CUT_AT).trim() }, true);
  // The second looks like the first and leads away; the third acts. Neither is for a sweep.
  const verbs = `<button type="button" class="status__content__spoiler-link" aria-expanded="false" data-practice="rest" data-of="${reply.id}">Read more</button>` +
    `<a class="status__content__spoiler-link" aria-expanded="false" href="/@${reply.author.username}">Read more</a>` +
    `<button type="button" class="status__content__spoiler-link" aria-pressed="false" aria-expanded="false" data-practice="follow">Follow</button>`;
  return { html: `<div tabindex="-1">${cut.replace('</div></div><div class="status__action-bar">', `</div>${verbs}</div><div class="status__action-bar">`)}</div>`, hidden: { [reply.id]: wordsHtml(reply.words) } };
}

function chunk(replies: Reply[], from: number, query: string): Part {
  const rows = replies.slice(from, from + CHUNK).map(row);
  const next = from + CHUNK;
  const more = next < replies.length ? `<button type="button" class="load-more" data-practice="more" data-from="/practice/replies?${query}&from=${next}">Load more</button>` : '';
  return { html: rows.map(({ html }) => html).join('') + more, hidden: Object.assign({}, ...rows.map(({ hidden }) => hidden)) as Record<string, string> };
}

const countOf = (value: string | null): number => {
  const count = Number(value);
  return Number.isInteger(count) && count > 0 && count <= MOST ? count : 0;
};

const jsonAnswer = (value: unknown): Answer => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(value) });

/** `?replies=1000` on a post's page: the main part and its hidden words; null where the page is asked for as usual. */
export function repliesPage(focal: Status, query: URLSearchParams): { main: string; hidden: Record<string, string> } | null {
  const count = countOf(query.get('replies'));
  if (count === 0) return null;
  const { html, hidden } = chunk(manyReplies(focal, count), 0, `to=${focal.id}&replies=${count}`);
  return { main: header('Thread') + thread({ ...focal, replies: count }, [], []) + html, hidden };
}

/** `?rows=reused` on the home page: about twenty nodes for all posts, filled as they are scrolled to. */
export const rowsPage = (posts: Status[], query: URLSearchParams): string | null =>
  query.get('rows') === 'reused' ? `${header('Home')}<div class="practice-rows" data-count="${posts.length}"></div>` : null;

/** What those pages fetch from their own server. */
export function sweepData(path: string, query: URLSearchParams, posts: readonly Status[], byId: ReadonlyMap<string, Status>): Answer | null {
  const from = Number(query.get('from')) || 0;
  if (path === '/practice/replies') {
    const focal = byId.get(query.get('to') ?? '');
    const count = countOf(query.get('replies'));
    return focal && count ? jsonAnswer(chunk(manyReplies(focal, count), from, `to=${focal.id}&replies=${count}`)) : null;
  }
  if (path !== '/practice/rows') return null;
  return jsonAnswer(posts.slice(from, from + 50).map((post) => ({ id: post.id, html: status({ ...post, warning: null }) })));
}
