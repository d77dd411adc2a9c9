import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { threads } from '@/utils/sites/threads/index';

export default defineUnlistedScript(() => addSite(threads));
