import type { Guide, Step } from '../guide';

/** Beside the name, on the person's own page: it only opens a dialog. */
const MENU: Step = { say: 'menu', find: 'main header [aria-haspopup]', opens: true };

/** Restrict is its quiet way: the other side is not told. The dialog after Options is all that is known of the page. */
export const instagram: Guide = {
  site: 'instagram',
  where: 'profile',
  person: /^\/(?<handle>[\w.]{1,30})\/?(?:\?|$)/,
  steps: {
    mute: [MENU, { say: 'restrict', find: '[role="dialog"]', several: 'smallest' }],
    block: [MENU, { say: 'block', find: '[role="dialog"]', several: 'smallest' }],
  },
};
