import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Outlook on the web. Little of it is known from pages: what is not sure is left unread. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('outlook', version);

export const host = /^outlook\.(?:live\.com|office\.com|office365\.com|cloud\.microsoft)$/;
/** The words of an open message. */
export const body = m('body', '[role="document"]');
/** The time as shown, in her own zone. */
export const time = m('time', '[data-testid="SentReceivedSavedTime"]');
/** "Name<name@example.org>": the sender, where the address is shown. */
export const sender = /^(.{0,200}?)\s*<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>$/;
/** Where an answer's own words end; names of elements in a mail get an `x_` here. */
export const history = m('history', either('[id$="divRplyFwdMsg"]', '[id$="appendonsend"]', '[id$="mail-editor-reference-message-container"]', 'div[style*="border-top"]'));
/** A line across the mail without any of these: it may end the words, or not. */
export const rule = m('rule', 'hr');
export const notText = m('notText', either(
  'blockquote', '[class~="x_gmail_quote"]', '[class~="x_gmail_attr"]', '[class~="gmail_quote"]', '[class~="gmail_attr"]', 'button', '[role="button"]',
));
export const line = m('line', 'li,div,tr,h1,h2,h3,h4,pre');
