import type { Guide } from '../guide';

/** The profile's markup changes several times a year: of its menu only what opens is looked for. */
export const linkedin: Guide = {
  site: 'linkedin',
  where: 'profile',
  person: /^\/in\/(?<handle>[^/?]+)\/?(?:\?|$)/,
  steps: { block: [{ say: 'more' }, { say: 'report-block', find: '[role="menu"]', several: 'smallest' }, { say: 'confirm', find: '[role="dialog"]', several: 'smallest' }] },
};
