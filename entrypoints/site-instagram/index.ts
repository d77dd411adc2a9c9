import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { instagram } from '@/utils/sites/instagram/index';

export default defineUnlistedScript(() => addSite(instagram));
