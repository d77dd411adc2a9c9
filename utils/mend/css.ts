import { fail, ok, type Result } from '@/utils/domain/result';

/** Nodes of the made-up pages on which a selector's cost is measured, the small one first: a bomb is known by it. */
const SIZES = [200, 800, 3_000];
/** So many times as long as a plain selector takes there, at most; below the floor (ms) it does not matter. */
const MOST_TIMES = 60;
const FLOOR_MS = 8;
const PLAIN = 'div[data-n] > span:not([hidden])';

/** Each of them is CSS, picks elements and not parts of their looks, and costs no page more than a plain one does. */
export function checkCss(selectors: Readonly<Record<string, string>>, doc: Document = document): Result<void, 'not-css' | 'slow'> {
  const empty = doc.createDocumentFragment();
  for (const [name, selector] of Object.entries(selectors)) {
    try {
      empty.querySelector(selector);
    } catch {
      return fail('not-css', name);
    }
    if (selector.includes('::')) return fail('not-css', name);
  }
  for (const size of SIZES) {
    const page = madeUp(doc, size);
    const plain = fastest(page, PLAIN);
    for (const [name, selector] of Object.entries(selectors)) {
      if (fastest(page, selector) > Math.max(FLOOR_MS, plain * MOST_TIMES)) return fail('slow', name);
    }
  }
  return ok(undefined);
}

function fastest(page: Element, selector: string): number {
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    page.querySelectorAll(selector);
    best = Math.min(best, performance.now() - start);
    if (best > 200) break;
  }
  return best;
}

/** Boxes in boxes, as pages have them: wide lists at several depths. Never in the document. */
function madeUp(doc: Document, size: number): Element {
  const root = doc.createElement('div');
  const open: Element[] = [root];
  for (let n = 1; n < size; n++) {
    const parent = open[Math.floor(n / 7) % open.length] ?? root;
    const el = doc.createElement(['div', 'span', 'a', 'article', 'time'][n % 5] as string);
    el.setAttribute('data-n', String(n % 11));
    el.className = `c${n % 13}`;
    if (n % 17 === 0) el.setAttribute('role', 'group');
    if (n % 5 === 1) el.setAttribute('hidden', '');
    parent.append(el);
    if (n % 3 === 0) open.push(el);
  }
  return root;
}
