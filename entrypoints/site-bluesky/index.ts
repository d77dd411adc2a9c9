import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { bluesky } from '@/utils/sites/bluesky/index';

export default defineUnlistedScript(() => addSite(bluesky));
