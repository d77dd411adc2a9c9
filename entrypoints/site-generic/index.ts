import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { generic } from '@/utils/sites/generic/index';

export default defineUnlistedScript(() => addSite(generic));
