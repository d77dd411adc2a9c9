import { either } from '../dom';

/** Every selector for WhatsApp Web. Most classes are made by a tool; those named here have stayed for years. */
export const host = 'web.whatsapp.com';
/** A message; it keeps its id when the page empties it because it is far away. */
export const message = '[data-id]';
/** `<sent by me>_<chat>_<number>` and, in groups, `_<sender>`. */
export const messageId = /^(true|false)_([^_@\s]+@[a-z.]+)_([^_\s]+)(?:_([^_@\s]+@[a-z.]+))?$/;
export const group = /@(?:g\.us|broadcast|newsletter)$/;
/** "[4:27 PM, 12/11/2025] Name: ": minute, in her own zone and order. */
export const heading = '[data-pre-plain-text]';
export const headingName = 'data-pre-plain-text';
export const headingParts = /^\s*\[([^\]]*)\]\s*(.*?):\s*$/s;
export const text = [['testid', '[data-testid="selectable-text"]'], ['structure', '.selectable-text']] as const;
export const incoming = '.message-in';
export const outgoing = '.message-out';
/** A message that is quoted above an answer is a button, as is "Read more". */
export const button = 'button,[role="button"]';
/** The quoted words inside such a button; the line above them names whose they are, or says "You" in her language. */
export const quotedWords = '.quoted-mention';
export const quotedName = '[dir]';
export const emoji = 'img[data-plain-text],img.emoji';
export const picture = 'img[src^="blob:"]';
/** Signs of sound, films, documents and previews, which cannot be counted. */
export const otherMedia = either('audio', 'video', 'canvas', 'img:not([src^="blob:"])', '[style*="background-image"]', ...['media', 'audio', 'video', 'ptt', 'document'].map((word) => `[data-icon*="${word}"]`));
