import type { Guide, Step } from '../guide';

const MENU: Step = { say: 'menu', find: '[role="main"] [aria-haspopup="menu"]:not([data-pressable-container] *)', opens: true };

export const threads: Guide = {
  site: 'threads',
  where: 'profile',
  person: /^\/@(?<handle>[\w.]{1,30})\/?(?:\?|$)/,
  steps: {
    mute: [MENU, { say: 'mute', find: '[role="menu"]', several: 'smallest' }],
    block: [MENU, { say: 'block', find: '[role="menu"]', several: 'smallest' }, { say: 'confirm', find: '[role="dialog"]', several: 'smallest' }],
  },
};
