import type { PageFacts, Site } from '@/utils/sites/site';
import { changesOf } from '@/utils/sites/turn';

import { pageOf } from '../frames';
import { ownerOf } from '../natural';
import { pageFacts, pickSite } from '../registry';

export interface Reading { page: PageFacts; site: Site | null; viewer: string | null }

/** Which reader serves a node: single-page apps come to be one after they have loaded, and change their address. */
export class Reader {
  #held: (Reading & { href: string; changes: number | null; own: boolean }) | null = null;

  /** `another`: called when the page has come to be read by another reader than before. */
  constructor(private readonly another: () => void) {}

  of(node: Node): Reading {
    if ((ownerOf(node) ?? node) !== document) {
      const page = pageOf(node.nodeType === 9 ? (node as Document).documentElement : node);
      return { page, site: pickSite(page), viewer: null };
    }
    const { href } = location;
    const changes = changesOf(document);
    const before = this.#held;
    if (before?.href === href && (before.own || (changes !== null && before.changes === changes))) return before;
    const page = pageFacts();
    const site = pickSite(page);
    const own = site !== null && site.id !== 'generic' && site.id !== 'engines';
    this.#held = { href, changes, own, page, site, viewer: site?.viewer?.(page) ?? null };
    if (before && before.site?.id !== site?.id) this.another();
    return this.#held;
  }
}
