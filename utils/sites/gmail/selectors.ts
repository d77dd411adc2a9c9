import { either } from '../dom';
import { mend } from '../mend';

/** Every selector for Gmail. Its short classes have been the same for years and in all languages. */

/** Goes up with every change below. */
export const version = 1;
const m = mend('gmail', version);

export const host = 'mail.google.com';
/** An open message; the short number is the one that addresses use. */
export const message = m('message', '[data-message-id][data-legacy-message-id]');
export const idName = 'data-legacy-message-id';
/** People: the sender comes first, the recipients after. */
export const person = m('person', '[email]');
export const sender = m('sender', '.gD[email]');
export const recipients = m('recipients', '.hb [email],.g2[email]');
/** The time as shown, in her own zone: there is no other on the page. */
export const time = [['structure', m('time.structure', '.g3[title]')], ['data', m('time.data', 'span[title][alt]')]] as const;
export const body = m('body', '.a3s');
export const subject = m('subject', 'h2[data-legacy-thread-id]');
/** Mail that is quoted below or inside an answer, what Gmail folds away, and its buttons over pictures. */
export const notText = m('notText', either(
  '.gmail_quote', '.gmail_attr', '.gmail_quote_container', 'blockquote', '.adL', '.yj6qo', '.a6S',
  'button', '[role="button"]', '[role="tooltip"]', '[aria-hidden="true"]',
));
export const line = m('line', 'li,div,tr,h1,h2,h3,h4,pre,blockquote');
export const emoji = m('emoji', 'img[data-emoji],img[goomoji],img[src*="/notoemoji/"]');
