import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { linkedin } from '@/utils/sites/linkedin/index';

export default defineUnlistedScript(() => addSite(linkedin));
