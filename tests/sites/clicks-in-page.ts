import { sweepSites } from '@/utils/sites/sweeps';

/** Where in the page, from the root down. */
function wayTo(el: Element): string {
  const up = el.parentElement;
  return up ? `${wayTo(up)}>${[...up.children].indexOf(el)}` : '';
}

/** Runs in the page: what a sweep of this platform would press, and what it keeps its hands off. */
export function clicked(site: string): string[] {
  const page = { url: new URL(location.href), doc: document };
  return sweepSites.filter((one) => one.id === site).flatMap(({ expanders, verbs = '', presses = '' }) => [
    ...(expanders?.(document, page) ?? []).map(({ el, opens }) => `${opens} ${wayTo(el)}`), `verbs ${verbs}`, `presses ${presses}`,
  ]);
}
