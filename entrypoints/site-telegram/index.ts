import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { telegram } from '@/utils/sites/telegram/index';

export default defineUnlistedScript(() => addSite(telegram));
