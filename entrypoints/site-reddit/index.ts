import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { reddit } from '@/utils/sites/reddit/index';

export default defineUnlistedScript(() => addSite(reddit));
