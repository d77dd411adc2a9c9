import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for WhatsApp Web. Most classes are made by a tool; those named here have stayed for years. */

/** Goes up with every change below. */
export const version = 2;
const m = mend('whatsapp', version);

export const host = 'web.whatsapp.com';
/** A message; it keeps its id when the page empties it because it is far away. */
export const message = m('message', '[data-id]');
/** `<sent by me>_<chat>_<number>` and, in groups, `_<sender>`. */
export const messageId = /^(true|false)_([^_@\s]+@[a-z.]+)_([^_\s]+)(?:_([^_@\s]+@[a-z.]+))?$/;
export const group = /@(?:g\.us|broadcast|newsletter)$/;
/** "[4:27 PM, 12/11/2025] Name: ": minute, in her own zone and order. */
export const heading = m('heading', '[data-pre-plain-text]');
export const headingName = 'data-pre-plain-text';
export const headingParts = /^\s*\[([^\]]*)\]\s*(.*?):\s*$/s;
export const text = [['testid', m('text.testid', '[data-testid="selectable-text"]')], ['structure', m('text.structure', '.selectable-text')]] as const;
export const incoming = m('incoming', '.message-in');
export const outgoing = m('outgoing', '.message-out');
/** A message that is quoted above an answer is a button, as is "Read more". */
export const button = m('button', 'button,[role="button"]');
/** The quoted words inside such a button; the line above them names whose they are, or says "You" in her language. */
export const quotedWords = m('quotedWords', '.quoted-mention');
export const quotedName = m('quotedName', '[dir]');
export const emoji = m('emoji', 'img[data-plain-text],img.emoji');
export const picture = m('picture', 'img[src^="blob:"]');
/** Signs of sound, films, documents and previews, which cannot be counted. */
export const otherMedia = m('otherMedia', either('audio', 'video', 'canvas', 'img:not([src^="blob:"])', '[style*="background-image"]', ...['media', 'audio', 'video', 'ptt', 'document'].map((word) => `[data-icon*="${word}"]`)));
