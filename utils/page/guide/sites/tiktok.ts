import type { Guide } from '../guide';

/** Its menu opens under the pointer. The button of its last question bears the site's own test id: its press is seen. */
const CONFIRM = 'button[data-e2e="block-popup-block-btn"]';

export const tiktok: Guide = {
  site: 'tiktok',
  where: 'profile',
  person: /^\/@(?<handle>[^/?]+)\/?(?:\?|$)/,
  without: /^\/@[^/]+\/(?:video|photo)\/\d{17,20}/,
  steps: { block: [{ say: 'hover', find: '[data-e2e="user-more"]' }, { say: 'confirm', find: CONFIRM }] },
  seen: CONFIRM,
};
