import '@/utils/page/take-fix';

import { defineUnlistedScript } from '#imports';
import { addSite } from '@/utils/page/registry';
import { mastodon } from '@/utils/sites/mastodon/index';

export default defineUnlistedScript(() => addSite(mastodon));
