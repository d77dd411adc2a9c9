/**
 * Every selector of the platform, so that a redesign is mended in this one file. Best first: custom elements and data
 * attributes, then `data-testid`, then ARIA roles, then structure. No classes made by a tool, no words of the interface.
 */
export const host = /(^|\.)site\.example$/;
export const post = 'article[data-post-id]';
/** A quoted post stands inside the post; what is in it is not the post's own. */
export const quote = 'article article';
export const author = 'a[rel="author"]';
export const permalink = 'a[href*="/posts/"]:has(time)';
export const permalinkPath = /^\/@([^/]+)\/posts\/(\w+)$/;
export const time = 'time[datetime]';
/** Two ways to the words: when the first goes, the second still holds, and the record says which it was. */
export const text = [['testid', '[data-testid="post-text"]'], ['structure', 'article > p']] as const;
export const media = 'figure img, figure video';
