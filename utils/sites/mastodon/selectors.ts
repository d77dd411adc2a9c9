/**
 * Every selector for Mastodon's own web interface, from 2017's to 4.7 (and glitch-soc, which keeps the names).
 * Class names are its published hooks; where a post can be known without them, a second way stands below.
 */
export const state = 'script#initial-state, script[type="application/json"]';
export const app = '#mastodon[data-props], #mastodon.app-holder, .app-holder[data-props]';
export const ogUrl = 'meta[property="og:url"][content]';
export const ogTime = 'meta[property="og:published_time"][content], meta[property="article:published_time"][content]';

/** A post in a list or thread, quoted ones too. `data-id` is the post's; an `article`'s is the entry's. */
export const status = '.status, div[data-id]';
export const focal = '.detailed-status';
export const wrapper = '.status__wrapper';
export const focalWrapper = '.detailed-status__wrapper';
/** The keyboard's stop around one post, when class names are gone. */
export const labelled = '[aria-label]';
export const focusStop = '[aria-label][tabindex]';
/** A post shown to say what a notice is about, and a draft's: not posts of the page. */
export const notice = '.notification-favourite, .notification-reblog, .notification-group__embedded-status, .reply-indicator, .compose-form, form, .navigation-panel';

export const permalink = '.status__relative-time[href], .detailed-status__datetime[href]';
export const link = 'a[href]';
export const time = 'time[datetime]';
export const author = '.status__display-name[href], .detailed-status__display-name[href]';
export const account = '.display-name__account';
export const name = '.display-name__html, .display-name strong, bdi';
export const accountId = 'data-hover-card-account';

/** Standing names of the post's parts: what is not found beside one of them is not there. */
export const known = '.status__info, .status__content, .content-warning, .detailed-status__meta';
export const content = '.status__content';
export const text = '.status__content__text, .e-content';
/** The address of the quoted post, left in for readers without quotes; not shown beside one. */
export const quoteInline = '.quote-inline';
export const hashtagBar = '.hashtag-bar';
export const hashtag = 'a[data-menu-hashtag], a[href*="/tags/"]';
export const warning = '.content-warning:not(.content-warning--filter)';
export const warningWords = 'p';
/** Before 4.3: the warning is the paragraph of the text's own button. */
export const oldWarning = '.status__content > p:has(> .status__content__spoiler-link)';
export const quote = '.status__quote';
export const prepend = '.status__prepend';
export const noticeHead = '.notification-ungrouped__header, .notification__message';
export const noticeBox = '.notification-ungrouped, .notification';

export const mediaItem = '.media-gallery__item, .attachment-list__list > li';
export const mediaItemBare = ':is(div):has(> canvas):has(> a[href] > img, > div > video, > a[href] > video)';
export const player = '.video-player, .audio-player';
export const covered = '.spoiler-button, .media-gallery__actions__overlay, .media-spoiler';
export const card = '.status-card, a';

export const actions = '.status__action-bar';
export const counter = '.icon-button__counter';
export const counts = { reposts: '.detailed-status__reblogs', likes: '.detailed-status__favorites', quotes: '.detailed-status__quotes' };
export const list = '.scrollable, .item-list';
export const inThread = '.status--in-thread';
export const firstInThread = '.status--first-in-thread';
export const threadLine = '.status__line';
export const threadLineOn = '.status__line--full';
