import { bluesky } from './bluesky/index';
import { engines } from './engines/index';
import { facebook } from './facebook/index';
import { generic } from './generic/index';
import { gmail } from './gmail/index';
import { instagram } from './instagram/index';
import { linkedin } from './linkedin/index';
import { mastodon } from './mastodon/index';
import { outlook } from './outlook/index';
import { reddit } from './reddit/index';
import type { PageFacts, Site } from './site';
import { telegram } from './telegram/index';
import { threads } from './threads/index';
import { tiktok } from './tiktok/index';
import { whatsapp } from './whatsapp/index';
import { x } from './x/index';
import { youtube } from './youtube/index';

/** Every adapter; those of no one platform last: first known software, then any page. */
export const sites: readonly Site[] = [x, bluesky, mastodon, reddit, youtube, linkedin, instagram, facebook, threads, tiktok, gmail, whatsapp, telegram, outlook, engines, generic];

/** The adapter for the page at this address, or null when none fits. */
export function select(page: PageFacts): Site | null {
  return sites.find((site) => site.matches(page)) ?? null;
}
