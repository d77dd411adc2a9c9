import type { PageFacts, Site, SiteId } from '@/utils/sites/site';
import { changesOf } from '@/utils/sites/turn';

import { pageOf } from '../frames';
import { ownerOf } from '../natural';
import { pageFacts, pickSite } from '../registry';

export interface Reading { page: PageFacts; site: Site | null; viewer: string | null }

/** In a large page it takes long to see whether another reader fits by now: this share of the time at most. */
const SHARE = 0.05;
const LONG_MS = 4;

/** Which reader serves a node: single-page apps come to be one after they have loaded, and change their address. */
export class Reader {
  #held: (Reading & { href: string; changes: number | null; own: boolean; until: number }) | null = null;

  /** `another`: called when the page has come to be read by another reader than before. */
  constructor(private readonly another: () => void) {}

  /** The page's reader, where it is made for this platform: then no other can come to fit. */
  get own(): SiteId | null {
    return this.of(document).site && this.#held?.own ? (this.#held.site?.id ?? null) : null;
  }

  of(node: Node): Reading {
    if ((ownerOf(node) ?? node) !== document) {
      const page = pageOf(node.nodeType === 9 ? (node as Document).documentElement : node);
      return { page, site: pickSite(page), viewer: null };
    }
    const { href } = location;
    const changes = changesOf(document);
    const before = this.#held;
    if (before?.href === href && (before.own || (changes !== null && (before.changes === changes || performance.now() < before.until)))) return before;
    const began = performance.now();
    const page = pageFacts();
    const site = pickSite(page);
    const own = site !== null && site.id !== 'generic' && site.id !== 'engines';
    const ended = performance.now();
    this.#held = { until: ended - began < LONG_MS ? 0 : ended + (ended - began) / SHARE, href, changes, own, page, site, viewer: site?.viewer?.(page) ?? null };
    if (before && before.site?.id !== site?.id) this.another();
    return this.#held;
  }
}
