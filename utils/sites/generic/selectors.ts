import type { PostKind, Tier } from '@/utils/domain/post';

/** One way to a value: where (`''` is the post itself, `{id}` its id), which attribute (`#text` for words), which part of it. */
export type Ask = readonly [tier: Tier, at: string, get: string, part?: RegExp];

/** A forum's or blog's software, by its published hooks. Further ones are a row more. */
export interface Engine {
  name: string;
  /** One of these stands on every page that it makes. */
  page: string;
  post: string;
  kind: PostKind;
  id: readonly Ask[];
  handle: readonly Ask[];
  displayName: readonly Ask[];
  userId: readonly Ask[];
  profile: readonly Ask[];
  permalink: readonly Ask[];
  time: readonly Ask[];
  text: readonly (readonly [Tier, string])[];
  notText: string;
  media: string;
  warning?: string;
  quote?: { at: string; handle: readonly Ask[]; id: readonly Ask[]; userId: readonly Ask[]; text: string };
  /** Names are `user@domain`, with the domain that stands before the id. */
  federated?: RegExp;
}

export const engines: readonly Engine[] = [
  {
    name: 'xenforo',
    page: 'html#XF, html[data-app][data-container-key], [data-author][data-content^="post-"]',
    post: '[data-author][data-content], article[id^="js-post-"]',
    kind: 'post',
    id: [['data', '', 'data-content', /(\d+)$/], ['structure', '', 'id', /(\d+)$/]],
    handle: [['data', '', 'data-author'], ['structure', '.message-name', '#text']],
    displayName: [['structure', '.message-name .username, .message-name', '#text'], ['data', '', 'data-author']],
    userId: [['data', '.message-name [data-user-id]', 'data-user-id', /^([1-9]\d*)$/], ['data', 'section [data-user-id]', 'data-user-id', /^([1-9]\d*)$/]],
    profile: [['structure', '.message-name a[href]', 'href'], ['structure', 'h4 a[data-user-id][href]', 'href']],
    permalink: [['structure', 'a[href$="/post-{id}"], a[href$="#post-{id}"]', 'href']],
    time: [
      ['data', '.message-attribution time[data-time]', 'data-time'], ['structure', '.message-attribution time[datetime]', 'datetime'],
      ['data', 'header time[data-time]', 'data-time'], ['structure', 'header time[datetime], time[itemprop="datePublished"]', 'datetime'],
    ],
    text: [['structure', '.message-body .bbWrapper'], ['structure', '.bbWrapper'], ['structure', 'article']],
    notText: 'blockquote[data-quote], .bbCodeBlock--quote, .js-selectToQuoteEnd, .message-signature, a[role="button"]',
    media: 'img.bbImage, [data-s9e-mediaembed], .bbMediaWrapper, .message-attachments .attachment, .message-attachments .file',
    quote: {
      at: 'blockquote[data-quote], .bbCodeBlock--quote',
      handle: [['data', '', 'data-quote']],
      id: [['data', '', 'data-source', /post: (\d+)/], ['data', '[data-content-selector]', 'data-content-selector', /post-(\d+)$/]],
      userId: [['data', '', 'data-attributes', /member: ([1-9]\d*)/]],
      text: '.bbCodeBlock-expandContent, .bbCodeBlock-content',
    },
  },
  {
    name: 'discourse',
    page: 'meta[name="generator"][content^="Discourse"], article[data-post-id][data-topic-id]',
    post: 'article[data-post-id]',
    kind: 'post',
    id: [['data', '', 'data-post-id', /^(\d+)$/]],
    handle: [['data', '.names [data-user-card]', 'data-user-card'], ['data', '.topic-avatar [data-user-card]', 'data-user-card']],
    displayName: [['structure', '.names .full-name', '#text'], ['data', '.names [data-user-card]', '#text']],
    userId: [['data', '', 'data-user-id', /^([1-9]\d*)$/]],
    profile: [['structure', '.names a[data-user-card][href]', 'href']],
    permalink: [['structure', 'a.post-date[href], .post-date a[href]', 'href'], ['data', 'a[data-share-url]', 'data-share-url']],
    time: [['data', '.post-date [data-time], .topic-meta-data [data-time]', 'data-time']],
    text: [['structure', '.cooked']],
    notText: 'aside.quote, aside.onebox, .lightbox .meta, .cooked-selection-barrier, .clicks',
    media: '.cooked .lightbox-wrapper, .cooked img:not(.emoji, .avatar, .site-icon, .thumbnail, .lightbox-wrapper img), .cooked video',
    quote: {
      at: '.cooked > aside.quote[data-username]',
      handle: [['data', '', 'data-username']], id: [], userId: [], text: 'blockquote',
    },
  },
  {
    name: 'phpbb',
    page: 'body#phpbb, body.phpbb, .postbody .content',
    post: '.post[id^="p"]',
    kind: 'post',
    id: [['structure', '', 'id', /^p(\d+)$/]],
    handle: [['structure', '.postprofile .username, .postprofile .username-coloured', '#text'], ['structure', '.author .username, .author .username-coloured', '#text']],
    displayName: [['structure', '.postprofile .username, .postprofile .username-coloured', '#text'], ['structure', '.author .username, .author .username-coloured', '#text']],
    userId: [['structure', '.postprofile a[href*="mode=viewprofile"], .author a[href*="mode=viewprofile"]', 'href', /[?&]u=([1-9]\d*)/]],
    profile: [['structure', '.postprofile a[href*="mode=viewprofile"], .author a[href*="mode=viewprofile"]', 'href']],
    permalink: [['structure', '.author a[href$="#p{id}"]', 'href'], ['structure', 'h3 a[href$="#p{id}"]', 'href']],
    time: [['structure', '.author time[datetime]', 'datetime']],
    text: [['structure', '.postbody .content'], ['structure', '.content']],
    notText: 'blockquote, .signature, .notice',
    media: '.content img.postimage, .attachbox img, .inline-attachment img',
    quote: { at: '.content > blockquote', handle: [['structure', 'cite a:first-child', '#text']], id: [['structure', 'cite a[data-post-id]', 'data-post-id']], userId: [], text: ':scope > div' },
  },
  {
    name: 'nodebb',
    page: '[component="post"][data-pid]',
    post: '[component="post"][data-pid]',
    kind: 'post',
    id: [['data', '', 'data-pid']],
    handle: [['data', '', 'data-username']],
    displayName: [['data', '[data-uid][itemprop="author"], [itemprop="author"] [itemprop="name"]', '#text'], ['data', '', 'data-username']],
    userId: [['data', '', 'data-uid', /^([1-9]\d*|https?:.+)$/]],
    profile: [['structure', 'a[href*="/user/"]', 'href']],
    permalink: [['structure', 'a[href$="/post/{id}"]', 'href']],
    time: [['data', '', 'data-timestamp'], ['structure', '.timeago[datetime]', 'datetime'], ['structure', '.timeago[title]', 'title']],
    text: [['testid', '[component="post/content"]']],
    notText: 'blockquote, .signature',
    media: '[component="post/content"] img:not(.emoji), [component="post/content"] video',
  },
  {
    name: 'phanpy',
    page: 'article[data-state-post-id]',
    post: 'article[data-state-post-id]:not(.compact-reply)',
    kind: 'post',
    id: [['data', '', 'data-state-post-id', /([^/]+)$/]],
    handle: [['structure', '.name-text[title]', 'title', /(?:^|\()@?([^()\s@]+(?:@[^()\s@]+)?)\)?\s*$/]],
    displayName: [['structure', '.name-text b', '#text']],
    userId: [],
    profile: [['structure', '.name-text[href]', 'href']],
    permalink: [['structure', 'a.time[href]', 'href']],
    time: [['structure', '.time time[datetime], time.time[datetime]', 'datetime']],
    text: [['structure', '.inner-content']],
    notText: '.status-card, .status-card-link, button',
    media: '.media-container .media, .media-figure .media',
    warning: '.spoiler-content',
    quote: { at: 'article[data-state-post-id] article[data-state-post-id]', handle: [['structure', '.name-text[title]', 'title', /(?:^|\()@?([^()\s@]+(?:@[^()\s@]+)?)\)?\s*$/]], id: [['data', '', 'data-state-post-id', /([^/]+)$/]], userId: [], text: '.inner-content' },
    federated: /^([^/]+)\//,
  },
  {
    name: 'wordpress',
    page: ':is(.comment-list, .commentlist, #comments) [id*="comment-"] .comment-author',
    post: '[id^="div-comment-"], :is(.comment-list, .commentlist, #comments) :is(li, article, div)[id^="comment-"]:not(:has(> [id^="div-comment-"]), .pingback)',
    kind: 'comment',
    id: [['structure', '', 'id', /comment-(\d+)$/]],
    handle: [],
    displayName: [['structure', '.comment-author .fn', '#text'], ['structure', '.comment-author', '#text']],
    userId: [],
    profile: [['structure', '.comment-author a[href][rel~="external"], .comment-author .fn a[href]', 'href']],
    permalink: [['structure', 'a[href$="#comment-{id}"]', 'href']],
    time: [['structure', '.comment-metadata time[datetime], .comment-meta time[datetime], time[datetime]', 'datetime']],
    text: [['structure', '.comment-content'], ['structure', '.comment-text']],
    notText: '.reply, .comment-reply-link, .comment-awaiting-moderation, .edit-link',
    media: '.comment-content img:not(.emoji, .wp-smiley, .avatar)',
  },
];

export const data = 'script[type="application/ld+json"]';
export const posting = /^(DiscussionForumPosting|SocialMediaPosting|Comment|Answer|Question|UserComments)$/;
export const item = '[itemscope][itemtype]';
export const itemType = /schema\.org\/(DiscussionForumPosting|SocialMediaPosting|Comment|Answer|Question|UserComments)\b/;
export const entry = '.h-entry, .h-cite.u-comment, .h-cite.p-comment';
export const article = 'article, [role="article"]';
/** What may be a post inside another. */
export const anyPost = 'article, [role="article"], .h-entry, .h-cite, [itemtype*="Comment"], [itemtype*="Posting"]';
/** Another one's words inside a post. */
export const quoted = 'blockquote:has(cite), blockquote[cite], blockquote[data-quote], blockquote[data-author], aside.quote, .quote, .bbcode_quote, .bbcode_container, .bbc_standard_quote, .quoteheader, .mycode_quote';
/** Anything that stands for one moment. */
export const time = 'time, relative-time[datetime], [data-timestamp], abbr[data-utime]';
export const timeValues = ['datetime', 'data-timestamp', 'data-time', 'data-utime'];
/** Parts of a page that hold no posts, whatever they look like. */
export const outside = 'nav, aside, footer:not(article footer):not(li footer), form, dialog:not([open]), [role="navigation"], [role="menu"], [role="listbox"], [role="tablist"], [role="search"], [role="complementary"], [role="grid"], [aria-hidden="true"], [hidden], head';
export const authorHint = '[rel~="author"], [itemprop="author"] a, [class*="author" i] a, a[class*="author" i], [class*="username" i] a, a[class*="username" i], a[class*="user-name" i], [class*="byline" i] a';
/** Paths that people's pages have on many sites. */
export const profilePath = /^\/(?:@[^/]+|~[^/]+|(?:u|user|users|member|members|profile|profiles|people|person|author|authors|in)\/[^/]+)\/?$/i;
export const handlePath = /^\/(?:@|~|(?:u|user|users|profile|people|author|in)\/@?)([\w.-]+(?:@[\w.-]+)?)\/?$/i;
export const profileQuery = /(?:^|[?&])(?:u|uid|user|userid|mode=viewprofile&u)=[\w-]+/i;
export const picture = 'img, video, picture source';
export const notPicture = '.avatar, .emoji, .smilie, [class*="avatar" i] img, [class*="emoji" i], [role="presentation"], [aria-hidden="true"]';
export const notText = 'nav, footer, header, button, form, [role="button"], [role="menu"], [role="toolbar"], time, [itemprop="comment"], .h-cite';
