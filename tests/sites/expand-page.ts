import { refusal } from '@/utils/page/sweep/opener';
import { select } from '@/utils/sites/registry';
import { sweepSites } from '@/utils/sites/sweeps';

export interface Opens {
  site: string | null;
  kind: string | null;
  /** `data-t` of what would be pressed, with what it opens, in document order. */
  pressed: string[];
  /** `data-t` of what an adapter names and the guard refuses, with its reason. */
  refused: string[];
}

/** Runs in the page: what a sweep would press here. */
export function opens(): Opens {
  const page = { url: new URL(location.href), doc: document };
  const id = select(page)?.id ?? null;
  const site = sweepSites.find((one) => one.id === id) ?? null;
  const named = site?.expanders?.(document, page) ?? [];
  const out: Opens = { site: id, kind: site?.kindOf(page) ?? null, pressed: [], refused: [] };
  for (const { el, opens: what } of named) {
    const why = refusal(el, site);
    const mark = el.getAttribute('data-t') ?? el.outerHTML.slice(0, 80);
    if (why === null) out.pressed.push(`${mark} ${what}`);
    else out.refused.push(`${mark} ${why}`);
  }
  return out;
}

/** Runs in the page: why each marked element would not be pressed, whoever named it. */
export const refusals = (): Record<string, string | null> =>
  Object.fromEntries([...document.querySelectorAll('[data-t]')].map((el) => [el.getAttribute('data-t') ?? '', refusal(el, null)]));
