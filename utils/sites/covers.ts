import type { SiteId } from './site';

/**
 * Per site, what a style sheet hides until it is decided: each of its posts is such an element or stands in one,
 * but for those that `tests/sites/covers.test.ts` names. Wider than the reader's own selectors; what turns out to be no post is
 * shown at once. Plain selectors, without `:has`: they are matched against the whole page.
 */
export const COVERS: Record<SiteId, string> = {
  x: 'article',
  bluesky: '[data-testid^="feedItem-by-"], [data-testid^="postThreadItem-by-"]',
  mastodon: '.status__wrapper, .status, .detailed-status__wrapper, .detailed-status, div[data-id]',
  reddit: 'shreddit-post, shreddit-ad-post, shreddit-comment, shreddit-profile-comment, .thing[data-fullname], .thing[data-permalink], [data-permalink][data-author], [data-fullname][data-type]',
  youtube: 'ytd-comment-view-model, ytd-comment-renderer, ytm-comment-renderer, ytm-comment-view-model, ytd-backstage-post-renderer, ytd-post-renderer, yt-live-chat-text-message-renderer, yt-live-chat-paid-message-renderer, yt-live-chat-membership-item-renderer, yt-live-chat-paid-sticker-renderer, ytd-sponsorships-live-chat-gift-purchase-announcement-renderer',
  instagram: 'article, main ul > li, main ul ul > div, [role="dialog"] ul > li',
  threads: '[data-pressable-container="true"]',
  facebook: '[aria-posinset], [role="article"]',
  tiktok: '[class*="DivCommentObjectWrapper"], [class*="DivCommentItemContainer"], [data-e2e="recommend-list-item-container"], article',
  linkedin: '[data-urn], [data-id^="urn:li:comment:("], [role="listitem"], article',
  gmail: '[data-message-id]',
  outlook: '[role="document"], [data-test-id="mailMessageBodyContainer"]',
  whatsapp: '[data-id]',
  telegram: '[data-mid][data-peer-id], [data-message-id], .tgme_widget_message',
  engines:
    '[component="chat/message"], converse-chat-message .message, converse-chat-message [data-isodate], article, [id^="status-"], [data-testid="status"], .post, ' +
    '[id^="div-comment-"], .wp-block-comment-template li, .comment-list [id^="comment-"], .commentlist [id^="comment-"], #comments [id^="comment-"], .isso-comment, ' +
    '[id^="commento-comment-card-"], .comment-node, .post-listing, .post-container, .root-comment, .video-info, .Status, .status-el, .timeline-status-component, ' +
    '.media-status, .subject.entry, .subject.post, .entry-comment, .post-comment, .wall-item-container, [data-author][data-content], [component="post"][data-pid], ' +
    '.postcontainer, li[data-node-id], table[id^="post"], .post_wrapper',
  generic: 'article, [role="article"], .h-entry, .h-cite, [itemtype*="Comment"], [itemtype*="Posting"], [itemtype*="Answer"], [itemtype*="Question"]',
};

/** Of these the selectors above stand for posts alone: one that cannot be read is a shell, or a row being filled. */
export const SURE: ReadonlySet<SiteId> = new Set<SiteId>(['x', 'bluesky', 'mastodon', 'reddit', 'youtube', 'threads', 'gmail', 'telegram']);

/** Of these some posts stand in nothing that a plain selector names: their readers look at all that comes, before it is drawn. */
export const LATE: ReadonlySet<SiteId> = new Set<SiteId>(['engines', 'facebook', 'generic', 'instagram', 'linkedin', 'outlook', 'tiktok']);

/** The page's own frames that are a part of it: the same as `Site.frames`, hidden until what is in them is. */
export const FRAMES: Partial<Record<SiteId, string>> = { youtube: 'iframe#chatframe' };

/** What a post shows besides words. In strong mode a stranger's comes on a press; small ones (faces, emoji) are let through. */
export const MEDIA = 'img, video, audio, canvas, iframe, object, embed, [style*="url("]';

/** What the mark says of an element: hidden all the same, clear, or clear but for its pictures and videos. */
export const HIDDEN = '0';
export const CLEAR = '1';
export const WORDS = '2';

/**
 * Nothing moves: only the drawing goes. `mark`: the attribute's name. A line cuts away as much as a point does, and is as
 * large as the post: by an empty shape Chromium counts a post that stands beyond the window's edge by a pixel as never in it.
 * A video gets the empty one: what is never in the window does not begin to play by itself.
 */
export function shieldRule(mark: string, sites: readonly SiteId[]): string {
  // One by one: what stands in `:is()` a browser tries on every element of the page, by its tag or class only on those that have it.
  const open = `:not([${mark}="${CLEAR}"], [${mark}="${WORDS}"])`;
  const hidden = [...partsOf(sites.flatMap((id) => [COVERS[id], FRAMES[id] ?? []].flat()).join(', ')).map((post) => post + open), `[${mark}="${HIDDEN}"]`];
  const media = partsOf(MEDIA).map((one) => `[${mark}="${WORDS}"] ${one}:not([${mark}="${CLEAR}"])`);
  const films = [...hidden.map((post) => `${post} video`), `[${mark}="${WORDS}"][${mark}] video:not([${mark}="${CLEAR}"])`];
  return `${[...hidden, ...media].join(', ')} ` +
    '{ visibility: hidden !important; clip-path: polygon(0 0, 100% 100%) !important; transition: none !important; animation: none !important; } ' +
    `${films.join(', ')} { clip-path: inset(50%) !important; }`;
}

const partsOf = (selector: string): string[] => selector.split(', ').filter(Boolean);
