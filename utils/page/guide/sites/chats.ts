import type { Guide } from '../guide';

/** In a chat of two its head leads to the person; in a group it would lead to the group, and is not pointed at. */
export const whatsapp: Guide = {
  site: 'whatsapp',
  where: 'post',
  steps: { block: [{ say: 'chat-head', find: '#main header', needs: '#main [data-id^="false_{id}_"]' }, { say: 'confirm', find: '[role="dialog"]', several: 'smallest' }] },
};

export const telegram: Guide = {
  site: 'telegram',
  where: 'post',
  steps: { block: [{ say: 'chat-head', find: '.chat-info', needs: '.bubble.is-in[data-peer-id="{id}"]' }] },
};
