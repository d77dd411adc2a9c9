import { mend } from '../mend';

/**
 * Every selector for Mastodon's own web interface, from 2017's to 4.7 (and glitch-soc, which keeps the names).
 * Class names are its published hooks; where a post can be known without them, a second way stands below.
 */

/** Goes up with every change below. */
export const version = 1;
const m = mend('mastodon', version);

export const state = m('state', 'script#initial-state, script[type="application/json"]');
export const app = m('app', '#mastodon[data-props], #mastodon.app-holder, .app-holder[data-props]');
export const ogUrl = m('ogUrl', 'meta[property="og:url"][content]');
export const ogTime = m('ogTime', 'meta[property="og:published_time"][content], meta[property="article:published_time"][content]');

/** A post in a list or thread, quoted ones too. `data-id` is the post's; an `article`'s is the entry's. */
export const status = m('status', '.status, div[data-id]');
export const focal = m('focal', '.detailed-status');
export const wrapper = m('wrapper', '.status__wrapper');
export const focalWrapper = m('focalWrapper', '.detailed-status__wrapper');
/** The keyboard's stop around one post, when class names are gone. */
export const labelled = m('labelled', '[aria-label]');
export const focusStop = m('focusStop', '[aria-label][tabindex]');
/** A post shown to say what a notice is about, and a draft's: not posts of the page. */
export const notice = m('notice', '.notification-favourite, .notification-reblog, .notification-group__embedded-status, .reply-indicator, .compose-form, form, .navigation-panel');

export const permalink = m('permalink', '.status__relative-time[href], .detailed-status__datetime[href]');
export const link = m('link', 'a[href]');
export const time = m('time', 'time[datetime]');
export const author = m('author', '.status__display-name[href], .detailed-status__display-name[href]');
export const account = m('account', '.display-name__account');
export const name = m('name', '.display-name__html, .display-name strong, bdi');
export const accountId = 'data-hover-card-account';

/** Standing names of the post's parts: what is not found beside one of them is not there. */
export const known = m('known', '.status__info, .status__content, .content-warning, .detailed-status__meta');
export const content = m('content', '.status__content');
export const text = m('text', '.status__content__text, .e-content');
/** The address of the quoted post, left in for readers without quotes; not shown beside one. */
export const quoteInline = m('quoteInline', '.quote-inline');
export const hashtagBar = m('hashtagBar', '.hashtag-bar');
export const hashtag = m('hashtag', 'a[data-menu-hashtag], a[href*="/tags/"]');
export const warning = m('warning', '.content-warning:not(.content-warning--filter)');
export const warningWords = m('warningWords', 'p');
/** Before 4.3: the warning is the paragraph of the text's own button. */
export const oldWarning = m('oldWarning', '.status__content > p:has(> .status__content__spoiler-link)');
export const quote = m('quote', '.status__quote');
export const prepend = m('prepend', '.status__prepend');
export const noticeHead = m('noticeHead', '.notification-ungrouped__header, .notification__message');
export const noticeBox = m('noticeBox', '.notification-ungrouped, .notification');

export const mediaItem = m('mediaItem', '.media-gallery__item, .attachment-list__list > li');
export const mediaItemBare = m('mediaItemBare', ':is(div):has(> canvas):has(> a[href] > img, > div > video, > a[href] > video)');
export const player = m('player', '.video-player, .audio-player');
export const covered = m('covered', '.spoiler-button, .media-gallery__actions__overlay, .media-spoiler');
export const card = m('card', '.status-card, a');

export const actions = m('actions', '.status__action-bar');
export const counter = m('counter', '.icon-button__counter');
export const counts = { reposts: m('counts.reposts', '.detailed-status__reblogs'), likes: m('counts.likes', '.detailed-status__favorites'), quotes: m('counts.quotes', '.detailed-status__quotes') };
export const list = m('list', '.scrollable, .item-list');
export const inThread = m('inThread', '.status--in-thread');
export const firstInThread = m('firstInThread', '.status--first-in-thread');
export const threadLine = m('threadLine', '.status__line');
export const threadLineOn = m('threadLineOn', '.status__line--full');
