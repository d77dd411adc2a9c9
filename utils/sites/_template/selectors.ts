import { mend } from '../mend';

/**
 * Every selector of the platform, so that a redesign is mended in this one file. Best first: custom elements and data
 * attributes, then `data-testid`, then ARIA roles, then structure. No classes made by a tool, no words of the interface.
 * Each stands under its name (`m`), so that a signed data file may give another (`docs/decisions/0006-selectors.md`); what is only there to be
 * clicked stands in `sweep.ts` and has no name.
 */

/** Goes up with every change below. */
export const version = 1;
const m = mend('generic', version);

export const host = /(^|\.)site\.example$/;
export const post = m('post', 'article[data-post-id]');
/** A quoted post stands inside the post; what is in it is not the post's own. */
export const quote = m('quote', 'article article');
export const author = m('author', 'a[rel="author"]');
export const permalink = m('permalink', 'a[href*="/posts/"]:has(time)');
export const permalinkPath = /^\/@([^/]+)\/posts\/(\w+)$/;
export const time = m('time', 'time[datetime]');
/** Two ways to the words: when the first goes, the second still holds, and the record says which it was. */
export const text = [['testid', m('text.testid', '[data-testid="post-text"]')], ['structure', m('text.structure', 'article > p')]] as const;
export const media = m('media', 'figure img, figure video');
