import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { engines } from '@/utils/sites/engines/index';

export default defineUnlistedScript(() => addSite(engines));
