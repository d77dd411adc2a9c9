import { pageFacts } from '../../scripts/lib/read-page';
import { select } from '../../utils/sites/registry';

/** Runs in the page: posts that no selector of its site hits and that `late` does not find either. */
export function notLate(covers: Record<string, string>): number {
  const page = pageFacts();
  const site = select(page);
  const late = new Set(site?.late?.(document, page) ?? site?.find(document, page));
  return (site?.find(document, page) ?? []).filter((post) => !post.matches(covers[site?.id ?? ''] ?? ':not(*)') && !late.has(post)).length;
}

/** Runs in the page: how many of its posts no selector of its site hits. One around them does not count: it may be a frame of many. */
export function uncovered(covers: Record<string, string>): number {
  const page = pageFacts();
  const site = select(page);
  const selector = covers[site?.id ?? ''];
  return (site?.find(document, page) ?? []).filter((post) => selector === undefined || !post.matches(selector)).length;
}
