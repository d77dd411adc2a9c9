import type { Guide } from '../guide';

/** The message's own menu; blocking sends what comes later to the spam folder. */
export const gmail: Guide = {
  site: 'gmail',
  where: 'post',
  nameIsId: true,
  steps: { block: [{ say: 'mail-menu', in: 'post', find: '[role="button"][aria-haspopup="true"]', opens: true }, { say: 'block', find: '[role="menu"]', several: 'smallest' }, { say: 'confirm', find: '[role="alertdialog"], [role="dialog"]', several: 'smallest' }] },
};

export const outlook: Guide = {
  site: 'outlook',
  where: 'post',
  nameIsId: true,
  steps: { block: [{ say: 'mail-menu' }, { say: 'block', find: '[role="menu"]', several: 'smallest' }, { say: 'confirm', find: '[role="alertdialog"], [role="dialog"]', several: 'smallest' }] },
};
