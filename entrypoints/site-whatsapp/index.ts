import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { whatsapp } from '@/utils/sites/whatsapp/index';

export default defineUnlistedScript(() => addSite(whatsapp));
