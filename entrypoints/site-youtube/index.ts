import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { youtube } from '@/utils/sites/youtube/index';

export default defineUnlistedScript(() => addSite(youtube));
