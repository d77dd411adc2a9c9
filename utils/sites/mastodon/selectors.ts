import type { Anchors } from '../site';

/**
 * Every selector for Mastodon's own web interface, from 2017's to 4.7 (and glitch-soc, which keeps the names).
 * Class names are its published hooks; where a post can be known without them, a second way stands below.
 */
export const sel = {
  state: 'script#initial-state, script[type="application/json"]',
  app: '#mastodon[data-props], #mastodon.app-holder, .app-holder[data-props]',
  ogUrl: 'meta[property="og:url"]',
  ogTime: 'meta[property="og:published_time"], meta[property="article:published_time"]',

  /** A post in a list or thread, quoted ones too. `data-id` is the post's; an `article`'s is the entry's. */
  status: '.status, div[data-id]',
  focal: '.detailed-status',
  wrapper: '.status__wrapper',
  focalWrapper: '.detailed-status__wrapper',
  /** The keyboard's stop around one post, when class names are gone. */
  labelled: '[aria-label]',
  focusStop: '[aria-label][tabindex]',
  /** A post shown to say what a notice is about, and a draft's: not posts of the page. */
  notice: '.notification-favourite, .notification-reblog, .notification-group__embedded-status, .reply-indicator, .compose-form, form, .navigation-panel',

  permalink: '.status__relative-time[href], .detailed-status__datetime[href]',
  link: 'a[href]',
  time: 'time[datetime]',
  author: '.status__display-name[href], .detailed-status__display-name[href]',
  account: '.display-name__account',
  name: '.display-name__html, .display-name strong, bdi',
  accountId: 'data-hover-card-account',

  /** Standing names of the post's parts: what is not found beside one of them is not there. */
  known: '.status__info, .status__content, .content-warning, .detailed-status__meta',
  content: '.status__content',
  text: '.status__content__text, .e-content',
  /** The address of the quoted post, left in for readers without quotes; not shown beside one. */
  quoteInline: '.quote-inline',
  hashtagBar: '.hashtag-bar',
  hashtag: 'a[data-menu-hashtag], a[href*="/tags/"]',
  warning: '.content-warning:not(.content-warning--filter)',
  warningWords: 'p',
  /** Before 4.3: the warning is the paragraph of the text's own button. */
  oldWarning: '.status__content > p:has(> .status__content__spoiler-link)',
  quote: '.status__quote',
  prepend: '.status__prepend',
  noticeHead: '.notification-ungrouped__header, .notification__message',
  noticeBox: '.notification-ungrouped, .notification',

  mediaItem: '.media-gallery__item, .attachment-list__list > li',
  mediaItemBare: ':is(div):has(> canvas):has(> a[href] > img, > div > video, > a[href] > video)',
  player: '.video-player, .audio-player',
  covered: '.spoiler-button, .media-gallery__actions__overlay, .media-spoiler',
  card: '.status-card, a',

  actions: '.status__action-bar',
  counter: '.icon-button__counter',
  counts: { reposts: '.detailed-status__reblogs', likes: '.detailed-status__favorites', quotes: '.detailed-status__quotes' },
  list: '.scrollable, .item-list',
  inThread: '.status--in-thread',
  firstInThread: '.status--first-in-thread',
  threadLine: '.status__line',
  threadLineOn: '.status__line--full',
} as const;

/** What each value hangs on: while all of a value's anchors stand, it must be read. */
export const anchors: Anchors = {
  post: ['.status', '[data-id]', sel.time, sel.focal],
  id: ['[data-id]', sel.permalink],
  handle: [sel.account],
  displayName: ['.display-name__html', 'bdi', sel.author],
  permalink: [sel.permalink],
  postedAt: [sel.permalink, sel.time, `:root ${sel.ogUrl}`, `:root ${sel.ogTime.replace(', ', ', :root ')}`],
  text: ['.status', sel.known, sel.content, '.status__content__text', sel.hashtagBar],
  quoted: ['.status', sel.quote],
  media: ['.status', sel.known, '.media-gallery__item', '.attachment-list__list', sel.player],
  userId: [`[${sel.accountId}]`, sel.author],
};
