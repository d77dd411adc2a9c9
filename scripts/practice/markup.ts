import { HOST, acct, fullHandle, people, reader, type Person } from './people.ts';
import type { Status } from './seed.ts';

/** The web interface's structure as facts (class names, attributes), written anew; the page keeps a strict policy. */

export const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);

const EMOJI = /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*)/gu;

/** Emoji are pictures there: their characters stand in `alt` only. */
const emoji = (html: string): string => html.replace(EMOJI, (char) => {
  const code = [...char].map((one) => one.codePointAt(0)!.toString(16)).join('-');
  return `<img draggable="false" class="emojione" alt="${char}" title="${char}" src="/emoji/${code}.svg">`;
});

function link(url: string): string {
  const [, scheme = '', rest = ''] = /^(https?:\/\/)(.*)$/.exec(url) ?? [];
  return `<a href="${url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span><span>${rest}</span></a>`;
}

/** A post's words as the server gives them: paragraphs, mentions, links; without emoji pictures. */
export const wordsHtml = (words: string): string => words.split('\n\n').map((paragraph) => `<p>${
  escape(paragraph)
    .replace(/https?:\/\/\S+/g, link)
    .replace(/@afi\b/g, `<a class="u-url mention" title="@afi" data-hover-card-account="${reader.id}" href="/@afi">@<span>afi</span></a>`)
    .replace(/\n/g, '<br>')
}</p>`).join('');

const avatar = (one: Person): string => `<span class="account__avatar"><img alt="" src="/avatars/${one.id}.svg"></span>`;

const displayName = (one: Person, whole: boolean): string =>
  `<span class="display-name"><bdi><strong class="display-name__html">${emoji(escape(one.name))}</strong></bdi> ` +
  `<span class="display-name__account">@${whole ? fullHandle(one) : acct(one)}</span></span>`;

const button = (name: string, title: string, more = ''): string =>
  `<button type="button" class="status__action-bar__button icon-button ${name}" title="${title}" aria-label="${title}">${more}</button>`;

const actions = (post: Status): string => `<div class="status__action-bar">${[
  button('icon-button--with-counter', 'Reply', `<span class="icon-button__counter">${post.replies}</span>`),
  button('icon-button--with-counter', 'Boost', `<span class="icon-button__counter">${post.reblogs}</span>`),
  button('star-icon', 'Favorite', `<span class="icon-button__counter">${post.favourites}</span>`), button('bookmark-icon', 'Bookmark'), button('', 'More'),
].map((one) => `<div class="status__action-bar__button-wrapper">${one}</div>`).join('')}</div>`;

const gallery = (post: Status): string => (post.picture
  ? `<div class="media-gallery media-gallery--layout-1"><div class="media-gallery__item"><a class="media-gallery__item-thumbnail" href="/media/${post.id}.svg" target="_blank" rel="noopener"><img src="/media/${post.id}.svg" alt="A street, drawn"></a></div></div>` : '');

const body = (post: Status): string => {
  const text = `<div class="status__content status__content--with-action"><div lang="${post.lang}" class="status__content__text status__content__text--visible translate">${emoji(wordsHtml(post.words))}</div></div>`;
  if (post.warning === null) return text + gallery(post);
  // The words are not in the page until "Show more": they wait in the page's data.
  return `<div class="content-warning"><p><span>${escape(post.warning)}</span></p><button type="button" data-practice="show" data-of="${post.id}">Show more</button></div>`;
};

/** One post as it stands in a list or below the focal one. */
export function status(post: Status, inThread = false): string {
  const { author } = post;
  const path = `/@${acct(author)}/${post.id}`;
  return `<div class="status__wrapper status__wrapper-public${post.inReplyTo ? ' status__wrapper-reply' : ''} focusable" tabindex="0">` +
    `<div class="status status-public${post.inReplyTo ? ' status-reply' : ''}${inThread ? ' status--in-thread' : ''}" data-id="${post.id}"><div class="status__info">` +
    `<a title="@${acct(author)}" data-id="${author.id}" data-hover-card-account="${author.id}" class="status__display-name" href="/@${acct(author)}"><div class="status__avatar">${avatar(author)}</div>${displayName(author, false)}</a>` +
    `<a class="status__relative-time" href="${path}"><span class="status__visibility-icon" title="Public"></span><time datetime="${post.createdAt}" title="${post.createdAt}">${post.createdAt.slice(5, 10)}</time></a></div>` +
    `${body(post)}${actions(post)}</div></div>`;
}

const detailed = (post: Status): string => {
  const path = `/@${acct(post.author)}/${post.id}`;
  const count = (name: string, shown: number, word: string) => `<a class="detailed-status__link" href="${path}/${word}"><span class="detailed-status__${name}">${shown}</span> ${word}</a>`;
  return `<div tabindex="0" class="focusable detailed-status__wrapper detailed-status__wrapper-public"><div><div class="detailed-status">` +
    `<a data-hover-card-account="${post.author.id}" class="detailed-status__display-name" href="/@${acct(post.author)}"><div class="detailed-status__display-avatar">${avatar(post.author)}</div>${displayName(post.author, true)}</a>` +
    `${body(post)}<div class="detailed-status__meta"><div class="detailed-status__meta__line"><a class="detailed-status__datetime" href="${path}" target="_blank" rel="noopener"><time datetime="${post.createdAt}">${post.createdAt}</time></a></div>` +
    `<div class="detailed-status__meta__line">${count('reblogs', post.reblogs, 'boosts')}·${count('favorites', post.favourites, 'favorites')}</div></div></div>` +
    `<div class="detailed-status__action-bar">${actions(post)}</div></div></div>`;
};

export const feed = (posts: Status[]): string => posts.map((post, index) =>
  `<article tabindex="-1" aria-posinset="${index + 1}" aria-setsize="${posts.length}" data-id="${post.id}"><div tabindex="-1">${status(post)}</div></article>`).join('');

export const notifications = (posts: Status[]): string => posts.map((post, index) =>
  `<article tabindex="-1" aria-posinset="${index + 1}" aria-setsize="${posts.length}" data-id="ungrouped:${post.id}n"><div tabindex="-1"><div role="button" class="notification-ungrouped focusable notification-ungrouped--mention" tabindex="0">` +
  `<h2 class="notification-ungrouped__header"><span>Mention</span></h2><div>${status(post)}</div></div></div></article>`).join('');

export const thread = (focal: Status, above: Status[], below: Status[]): string =>
  above.map((post) => `<div tabindex="-1">${status(post, true)}</div>`).join('') + `<div tabindex="-1">${detailed(focal)}</div>` +
  below.map((post) => `<div tabindex="-1">${status(post, true)}</div>`).join('');

export const profileHeader = (one: Person): string =>
  `<div class="account__header"><div class="account__header__tabs__name"><h1><span>${emoji(escape(one.name))}</span><small><span>@${acct(one).split('@')[0]}<span class="invisible">@${one.domain ?? HOST}</span></span></small></h1></div>` +
  `<div class="account__header__bio"><div class="account__header__content translate"><p>${escape(one.note)}</p></div></div></div>`;

const json = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A whole page. `hidden`: words that only "Show more" brings in, by post. */
export function page(title: string, path: string, main: string, token: string, hidden: Record<string, string>): string {
  const accounts = Object.fromEntries(people.filter(({ domain }) => domain === null).map((one) => [one.id, { id: one.id, username: one.username, acct: acct(one), display_name: one.name, url: `https://${HOST}/@${one.username}` }]));
  const initial = { meta: { access_token: token, domain: HOST, locale: 'en', title: 'Practice', version: '4.6.0', me: reader.id, streaming_api_base_url: `wss://${HOST}` }, compose: { me: reader.id }, accounts, settings: {}, languages: [['en', 'English', 'English']] };
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)} - Practice</title>` +
    `<link rel="stylesheet" href="/packs/practice.css"><link rel="canonical" href="https://${HOST}${escape(path.split('?')[0]!)}"><meta name="csrf-token" content="practice-csrf">` +
    `<script id="initial-state" type="application/json">${json(initial)}</script><script id="practice-hidden" type="application/json">${json(hidden)}</script><script type="module" src="/packs/practice.js"></script></head>` +
    `<body class="app-body layout-single-column"><div class="notranslate app-holder" id="mastodon" data-props="{&quot;locale&quot;:&quot;en&quot;}"><div class="ui"><div class="columns-area__panels">` +
    `<nav class="navigation-panel"><a href="/home">Home</a> <a href="/notifications">Notifications</a> <a href="/@afi">Afi</a></nav>` +
    `<main class="columns-area__panels__main"><div class="columns-area columns-area--mobile"><div role="region" class="column"><div class="item-list scrollable" role="feed">${main}</div></div></div></main></div></div></div></body></html>`;
}
