import '@/utils/sites/bluesky/selectors';
import '@/utils/sites/facebook/selectors';
import '@/utils/sites/gmail/selectors';
import '@/utils/sites/instagram/selectors';
import '@/utils/sites/linkedin/selectors';
import '@/utils/sites/mastodon/selectors';
import '@/utils/sites/outlook/selectors';
import '@/utils/sites/reddit/selectors';
import '@/utils/sites/telegram/selectors';
import '@/utils/sites/threads/selectors';
import '@/utils/sites/tiktok/selectors';
import '@/utils/sites/whatsapp/selectors';
import '@/utils/sites/x/selectors';
import '@/utils/sites/youtube/selectors';

import { named } from '@/utils/sites/mend';

import type { Known } from './file';

/** Every selector that a data file may replace: each adapter says it by the way its selectors are written. */
export const known: Known = named;
