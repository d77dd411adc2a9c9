import type { Guide } from '../guide';

/** Class names mean nothing there; several dialogs may stand at once. Nothing tells Cancel from Confirm without words: she says how it went. */
export const facebook: Guide = {
  site: 'facebook',
  where: 'profile',
  person: /^\/(?:profile\.php\?(?:.*&)?id=(?<id>\d{5,})(?:&|$)|(?<handle>(?!profile\.php)[\w.-]{3,})\/?(?:\?|$))/,
  steps: {
    block: [
      { say: 'menu', find: '[role="main"] [aria-haspopup="menu"]', opens: true },
      { say: 'block', find: '[role="menu"]', several: 'smallest' },
      { say: 'confirm', find: '[role="dialog"]', several: 'smallest' },
    ],
  },
};
