import type { PageFacts, Site } from '@/utils/sites/site';
import { changesOf } from '@/utils/sites/turn';

import { pageOf } from '../frames';
import { ownerOf } from '../natural';
import { pageFacts, pickSite } from '../registry';

export interface Reading { page: PageFacts; site: Site | null; viewer: string | null }

/** Which reader serves a node: single-page apps come to be one after they have loaded, and change their address. */
export class Reader {
  #held: (Reading & { href: string; changes: number | null }) | null = null;

  /** `another`: called when the page has come to be read by another reader than before. */
  constructor(private readonly another: () => void) {}

  of(node: Node): Reading {
    if ((ownerOf(node) ?? node) !== document) {
      const page = pageOf(node.nodeType === 9 ? (node as Document).documentElement : node);
      return { page, site: pickSite(page), viewer: null };
    }
    const page = pageFacts();
    const { href } = page.url;
    const changes = changesOf(document);
    const before = this.#held;
    const own = before?.site ? !['generic', 'engines'].includes(before.site.id) : false;
    if (before?.href === href && (own || (changes !== null && before.changes === changes))) return { ...before, page };
    const site = pickSite(page);
    this.#held = { href, changes, page, site, viewer: site?.viewer?.(page) ?? null };
    if (before && before.site?.id !== site?.id) this.another();
    return this.#held;
  }
}
