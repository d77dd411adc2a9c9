import type { Guide } from '../guide';

/** Restrict is its quiet way: the other side is not told. The dialog after Options is all that is known of the page. */
export const instagram: Guide = {
  site: 'instagram',
  where: 'profile',
  person: /^\/(?<handle>[\w.]{1,30})\/?(?:\?|$)/,
  steps: {
    mute: [{ say: 'menu', find: 'main header [aria-haspopup]' }, { say: 'restrict', find: '[role="dialog"]', several: 'smallest' }],
    block: [{ say: 'menu', find: 'main header [aria-haspopup]' }, { say: 'block', find: '[role="dialog"]', several: 'smallest' }],
  },
};
