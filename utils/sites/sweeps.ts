import { blueskySweep } from './bluesky/sweep';
import { facebookSweep } from './facebook/sweep';
import { genericSweep } from './generic/sweep';
import { instagramSweep } from './instagram/sweep';
import { linkedinSweep } from './linkedin/sweep';
import { mastodonSweep } from './mastodon/sweep';
import { redditSweep } from './reddit/sweep';
import { threadsSweep } from './threads/sweep';
import { tiktokSweep } from './tiktok/sweep';
import { xSweep } from './x/sweep';
import { youtubeSweep } from './youtube/sweep';
import type { SiteId } from './site';
import type { SweepSite } from './sweep';

/** Where nothing but private messages is read: one at a time, by her own click, and never by a sweep. */
const letters = (id: SiteId): SweepSite => ({ id, kindOf: () => 'messages' });

/** What is known for sweeps, by platform. */
export const sweepSites: readonly SweepSite[] = [
  xSweep, blueskySweep, mastodonSweep, redditSweep, youtubeSweep, instagramSweep, threadsSweep, facebookSweep, tiktokSweep, linkedinSweep,
  letters('gmail'), letters('outlook'), letters('whatsapp'), letters('telegram'), { ...genericSweep, id: 'engines' }, genericSweep,
];
