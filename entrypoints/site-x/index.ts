import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { x } from '@/utils/sites/x/index';

export default defineUnlistedScript(() => addSite(x));
