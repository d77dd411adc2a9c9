import { byPath, opening, type SweepSite } from '../sweep';

/** Discourse: a post that readers or moderators folded away. */
const folded = '.topic-post .expand-hidden';
/** Discourse writes into the address which post is in the middle: `/t/<words>/<topic>/<post>`. */
const topic = /^(.*\/t\/(?:[^/]+\/)?\d+)(?:\/\d+)?\/?$/;

export const genericSweep: SweepSite = {
  id: 'generic',
  kindOf: (page) =>
    byPath(page, [
      [/(^|\/)(messages?|conversations?|chats?|direct|inbox|pms?|dm)(\/|$)/, 'messages'],
      [/(^|\/)(t|topics?|threads?|viewtopic\.php|showthread\.php|comments?|posts?|notes|discussions?)(\/|\.|$)/, 'thread'],
      [/(^|\/)notifications?(\/|$)/, 'notifications'],
      [/(^|\/)search(\/|\.php|$)/, 'search'],
    ], 'page'),
  expanders: (root) => opening(root, folded, 'folded'),
  placeOf: ({ url }) => url.origin + (topic.exec(url.pathname)?.[1] ?? url.pathname) + url.search,
};
