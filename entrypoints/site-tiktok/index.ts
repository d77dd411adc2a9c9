import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { tiktok } from '@/utils/sites/tiktok/index';

export default defineUnlistedScript(() => addSite(tiktok));
