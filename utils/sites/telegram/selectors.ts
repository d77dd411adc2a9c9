import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Telegram on the web: versions K and A, and the public preview of a channel (`t.me/s/`). */

/** Goes up with every change below. */
export const version = 2;
const m = mend('telegram', version);

export const host = /^(?:web\.telegram\.org|web[akz]\.telegram\.org|t\.me)$/;

/** Version K. The bubble says whose chat it is, and when; whose words they are only together with its classes. */
export const bubble = m('bubble', '[data-mid][data-peer-id][data-timestamp]');
export const bubbleIn = m('bubbleIn', '.is-in');
export const bubbleOut = m('bubbleOut', '.is-out');
export const service = m('service', either('.service', '.is-date', '.is-sponsored'));
export const channelPost = m('channelPost', '.channel-post');
export const forwarded = m('forwarded', either('.forwarded', '.is-forwarded', '.is-forward'));
export const bubbleGroup = m('bubbleGroup', '.bubbles-group');
export const groupAvatar = m('groupAvatar', '.bubbles-group-avatar[data-peer-id]');
export const title = m('title', '.peer-title[data-peer-id]');
export const senderTitle = m('senderTitle', '.colored-name .peer-title[data-peer-id]');
/** Names in these are of the answered message, or mentioned. */
export const notSender = m('notSender', either('.reply', '.reply-wrapper', '.message'));
export const bubbleText = [['structure', m('bubbleText.structure', '.translatable-message')], ['structure', m('bubbleText.structure2', '.message')]] as const;
/** What stands inside a message and is none of its words: the answered message, link cards, times, reactions, files. */
export const notText = m('notText', either(
  '.reply', '.reply-wrapper', '.name', '.web', '.webpage', '.time', '.reactions', 'reactions-element', 'reaction-element', '.reply-markup', '.document', '.document-container',
  'audio-element', 'poll-element', 'replies-element', '.MessageMeta', '.EmbeddedMessage', '.WebPage', '.Reactions', '.message-title', 'button',
));
/** The answered message above an answer. What the page says in her language instead of words ("Photo") is marked as such. */
export const replyK = m('replyK', '.reply');
export const replyTextK = m('replyTextK', '.reply-subtitle');
export const replyNameK = m('replyNameK', '.reply-title .peer-title[data-peer-id]');
export const replyNotWords = m('replyNotWords', '.i18n');
export const replyA = m('replyA', '.EmbeddedMessage');
export const replyTextA = m('replyTextA', '.embedded-text-wrapper');
export const replyNameA = m('replyNameA', '.message-title');
/** A picture beside the answered words: they may be the page's own ("Photo"). */
export const replyPictureA = m('replyPictureA', either('img:not(.emoji)', 'canvas', 'video'));
/** Sound and files, which cannot be counted. */
export const otherMedia = m('otherMedia', either('audio-element', '.document'));
export const attachment = m('attachment', '.attachment');
export const albumItem = m('albumItem', either('.album-item', '.grouped-item'));

/** Version A. */
export const messageA = m('messageA', '[data-message-id]');
export const classA = m('classA', '.Message');
export const ownA = m('ownA', '.own');
export const textA = m('textA', '.text-content');
export const senderA = m('senderA', either('.message-title-name .sender-title', '.message-title .sender-title'));
export const timeA = m('timeA', '.message-time');

/** The public preview of a channel. */
export const preview = m('preview', '[data-post]');
export const previewPath = /^([A-Za-z]\w{3,})\/(\d+)$/;
export const previewTime = m('previewTime', 'a[href] time[datetime]');
export const previewText = m('previewText', '.js-message_text');
export const previewOwner = m('previewOwner', '.tgme_widget_message_owner_name');
export const previewNotText = m('previewNotText', either('.tgme_widget_message_reply', '.tgme_widget_message_link_preview'));
export const previewMedia = m('previewMedia', either('.tgme_widget_message_photo_wrap', '.tgme_widget_message_video_player'));
export const previewBody = m('previewBody', '.tgme_widget_message_bubble');

export const picture = m('picture', either('img', 'video', 'canvas', 'audio'));
export const notPicture = m('notPicture', either('.emoji', '.custom-emoji', 'custom-emoji-element', '.avatar', '.Avatar', '.bubble-name-forwarded-avatar', '.reactions', '.Reactions', 'reactions-element'));
