import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { outlook } from '@/utils/sites/outlook/index';

export default defineUnlistedScript(() => addSite(outlook));
