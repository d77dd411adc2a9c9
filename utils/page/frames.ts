import type { PageFacts, Site } from '@/utils/sites/site';
import { ownerOf, queryAll } from './natural';
import { pageFacts, pickSite } from './registry';

/**
 * A frame that the page's site names (`Site.frames`) and that is of the page's own origin: then its document can be
 * read from here, so that no script of ours runs in a frame and no framed document is ever a sender.
 */
export function innerPage(frame: Element, site: Site | null = pickSite(pageFacts())): PageFacts | null {
  try {
    if (!site?.frames || frame.localName !== 'iframe' || !frame.matches(site.frames)) return null;
    const doc = (frame as HTMLIFrameElement).contentDocument;
    const page = doc?.defaultView && { url: new URL(doc.URL), doc };
    return page && page.url.origin === location.origin && site.matches(page) ? page : null;
  } catch {
    return null;
  }
}

/** The page and those of its frames that count, the page first. */
export function allPages(): PageFacts[] {
  const page = pageFacts();
  const site = pickSite(page);
  return [page, ...(site?.frames ? queryAll(document, site.frames).flatMap((frame) => innerPage(frame, site) ?? []) : [])];
}

/** The page that this node stands in. */
export function pageOf(node: Node): PageFacts {
  const doc = ownerOf(node) ?? document;
  return doc === document ? pageFacts() : { url: new URL(doc.URL), doc };
}
