import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { facebook } from '@/utils/sites/facebook/index';

export default defineUnlistedScript(() => addSite(facebook));
