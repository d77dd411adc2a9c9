import type { Guide } from '../guide';

/** There is no mute of a commenter: on her own channel the comment's menu hides the user, in live chat it blocks. */
export const youtube: Guide = {
  site: 'youtube',
  where: 'post',
  steps: {
    block: [
      { say: 'menu', in: 'post', find: '#action-menu button, #menu button', opens: true },
      { say: 'hide-user', find: 'ytd-menu-popup-renderer', several: 'smallest' },
      { say: 'confirm', find: '[role="dialog"]:not(:has(ytd-menu-popup-renderer))', several: 'smallest' },
    ],
  },
};
