import type { Run, Sender, Verb, Way } from '@/utils/domain/act';
import type { ItemHead } from '@/utils/domain/item';

import { byHand } from './guided';
import { plan } from './queue';
import type { SpareFor } from './spare';

/** Platforms whose account may be acted on from more than one address. */
const HOSTS: Record<string, string> = {
  x: 'x.com', bluesky: 'bsky.app', reddit: 'www.reddit.com', facebook: 'www.facebook.com', instagram: 'www.instagram.com', threads: 'www.threads.com',
  tiktok: 'www.tiktok.com', linkedin: 'www.linkedin.com', youtube: 'www.youtube.com', gmail: 'mail.google.com', whatsapp: 'web.whatsapp.com', telegram: 'web.telegram.org',
};
const MOST_EVIDENCE = 20;

/** Whose interface the act goes through; null where the saved page's address is none. */
function hostOf(head: ItemHead): string | null {
  return HOSTS[head.site] ?? URL.parse(head.address)?.host ?? null;
}

/**
 * The senders of saved posts, in the order in which they first come. One is told from another by the stable id; a post
 * that shows only a handle joins those of the same handle. What is damaged, or written down by hand, has no sender.
 */
export function sendersOf(heads: readonly ItemHead[]): Sender[] {
  const all: Sender[] = [];
  const byName = new Map<string, Sender>();
  for (const head of heads) {
    const host = hostOf(head);
    if (head.damaged === true || host === null || (head.userId === null && head.handle === null)) continue;
    const place = `${head.site} ${host} `;
    const names = [head.userId && `${place}#${head.userId}`, head.handle && `${place}@${head.handle.toLowerCase()}`].filter((name): name is string => name !== null && name !== '');
    const known = names.map((name) => byName.get(name)).find((one) => one !== undefined && (one.userId === null || head.userId === null || one.userId === head.userId));
    const sender = known ?? {
      site: head.site, host, userId: head.userId, handle: head.handle, displayName: head.displayName, evidence: [],
      post: { id: head.postId, permalink: head.permalink, ...(head.permalink === null ? { page: head.address } : {}) },
    };
    if (known === undefined) all.push(sender);
    sender.userId ??= head.userId;
    if (sender.evidence.length < MOST_EVIDENCE) sender.evidence.push(head.id);
    for (const name of names) if (!byName.has(name)) byName.set(name, sender);
  }
  return all;
}

/** One run a platform and host, since each has its own pace and page. */
export function runsOf(senders: readonly Sender[], verb: Verb, spareFor: SpareFor, about: { begun: string; reason: string | null; until: string | null }): Run[] {
  const places = new Map<string, Sender[]>();
  for (const sender of senders) places.set(`${sender.site} ${sender.host}`, [...(places.get(`${sender.site} ${sender.host}`) ?? []), sender]);
  const way: Way = 'do';
  return [...places.values()].map((own) => {
    const { site, host } = own[0] as Sender;
    return { verb, way, ...(byHand(site) ? { how: 'guided' as const } : {}), site, host, entries: plan(own, spareFor({ site, host })), ...about, paused: false, halted: null, waiting: null, gone: 0 };
  });
}
