import { pageFacts } from '../../scripts/lib/read-page';
import { select } from '../../utils/sites/registry';

/** Runs in the page: how many of its posts no selector of its site hits, neither themselves nor around them. */
export function uncovered(covers: Record<string, string>): number {
  const page = pageFacts();
  const site = select(page);
  const selector = covers[site?.id ?? ''];
  return (site?.find(document, page) ?? []).filter((post) => selector === undefined || post.closest(selector) === null).length;
}
