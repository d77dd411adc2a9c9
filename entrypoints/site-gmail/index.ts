import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { gmail } from '@/utils/sites/gmail/index';

export default defineUnlistedScript(() => addSite(gmail));
