import { either } from '../dom';

/** Every selector for Telegram on the web: versions K and A, and the public preview of a channel (`t.me/s/`). */
export const host = /^(?:web\.telegram\.org|web[akz]\.telegram\.org|t\.me)$/;

/** Version K. The bubble says whose chat it is, and when; whose words they are only together with its classes. */
export const bubble = '[data-mid][data-peer-id][data-timestamp]';
export const bubbleIn = '.is-in';
export const bubbleOut = '.is-out';
export const service = either('.service', '.is-date', '.is-sponsored');
export const channelPost = '.channel-post';
export const forwarded = either('.forwarded', '.is-forwarded', '.is-forward');
export const bubbleGroup = '.bubbles-group';
export const groupAvatar = '.bubbles-group-avatar[data-peer-id]';
export const title = '.peer-title[data-peer-id]';
export const senderTitle = '.colored-name .peer-title[data-peer-id]';
/** Names in these are of the answered message, or mentioned. */
export const notSender = either('.reply', '.reply-wrapper', '.message');
export const bubbleText = [['structure', '.translatable-message'], ['structure', '.message']] as const;
/** What stands inside a message and is none of its words: the answered message, link cards, times, reactions, files. */
export const notText = either(
  '.reply', '.reply-wrapper', '.name', '.web', '.webpage', '.time', '.reactions', 'reactions-element', 'reaction-element', '.reply-markup', '.document', '.document-container',
  'audio-element', 'poll-element', 'replies-element', '.MessageMeta', '.EmbeddedMessage', '.WebPage', '.Reactions', '.message-title', 'button',
);
/** The answered message above an answer. What the page says in her language instead of words ("Photo") is marked as such. */
export const replyK = '.reply';
export const replyTextK = '.reply-subtitle';
export const replyNameK = '.reply-title .peer-title[data-peer-id]';
export const replyNotWords = '.i18n';
export const replyA = '.EmbeddedMessage';
export const replyTextA = '.embedded-text-wrapper';
export const replyNameA = '.message-title';
/** A picture beside the answered words: they may be the page's own ("Photo"). */
export const replyPictureA = either('img:not(.emoji)', 'canvas', 'video');
/** Sound and files, which cannot be counted. */
export const otherMedia = either('audio-element', '.document');
export const attachment = '.attachment';
export const albumItem = either('.album-item', '.grouped-item');

/** Version A. */
export const messageA = '[data-message-id]';
export const classA = '.Message';
export const ownA = '.own';
export const textA = '.text-content';
export const senderA = either('.message-title-name .sender-title', '.message-title .sender-title');
export const timeA = '.message-time';

/** The public preview of a channel. */
export const preview = '[data-post]';
export const previewPath = /^([A-Za-z]\w{3,})\/(\d+)$/;
export const previewTime = 'a[href] time[datetime]';
export const previewText = '.js-message_text';
export const previewOwner = '.tgme_widget_message_owner_name';
export const previewNotText = either('.tgme_widget_message_reply', '.tgme_widget_message_link_preview');
export const previewMedia = either('.tgme_widget_message_photo_wrap', '.tgme_widget_message_video_player');
export const previewBody = '.tgme_widget_message_bubble';

export const picture = either('img', 'video', 'canvas', 'audio');
export const notPicture = either('.emoji', '.custom-emoji', 'custom-emoji-element', '.avatar', '.Avatar', '.bubble-name-forwarded-avatar', '.reactions', '.Reactions', 'reactions-element');
