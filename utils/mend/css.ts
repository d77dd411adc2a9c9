import { fail, ok, type Result } from '@/utils/domain/result';

/** Nodes of the made-up pages on which a selector's cost is measured, the small one first: a bomb is known by it. */
const SIZES = [800, 3_000, 8_000];
/** So many times as long as a plain selector takes there, at most; below the floor (ms) it does not matter. */
const MOST_TIMES = 60;
const FLOOR_MS = 8;
const RUNS = 12;
const HOPELESS_MS = 150;
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
    if (looksSideways(selector)) return fail('slow', name);
  }
  for (const size of SIZES) {
    const page = madeUp(doc, size);
    const most = Math.max(FLOOR_MS, fastest(page, PLAIN, 0) * MOST_TIMES);
    for (const [name, selector] of Object.entries(selectors)) {
      if (fastest(page, selector, most) > most) return fail('slow', name);
    }
  }
  return ok(undefined);
}

/** Brothers looked through inside `:has()`: a bomb on a long list, whatever the machine. No reader needs it. */
function looksSideways(selector: string): boolean {
  let depth = 0;
  let inside: number | null = null;
  for (let i = 0; i < selector.length; i++) {
    if (inside === null && selector.startsWith(':has(', i)) inside = depth;
    if (selector[i] === '(') depth++;
    if (selector[i] === ')' && --depth === inside) inside = null;
    if (inside !== null && selector[i] === '~' && selector[i + 1] !== '=') return true;
  }
  return false;
}

/** The shortest of several runs, the first that is short `enough`: a busy machine makes one long, not a dozen. */
function fastest(page: Element, selector: string, enough: number): number {
  let best = Infinity;
  for (let i = 0; i < RUNS && best > enough && (i < 3 || best < HOPELESS_MS); i++) {
    const start = performance.now();
    page.querySelectorAll(selector);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Boxes in boxes, as pages have them, a long list of brothers and a deep nest. Never in the document. */
function madeUp(doc: Document, size: number): Element {
  const root = doc.createElement('div');
  const list = root.appendChild(doc.createElement('div'));
  let deep: Element = root.appendChild(doc.createElement('div'));
  const open: Element[] = [root];
  for (let n = 1; n < size; n++) {
    const el = doc.createElement(['div', 'span', 'a', 'article', 'time'][n % 5] as string);
    el.setAttribute('data-n', String(n % 11));
    el.className = `c${n % 13}`;
    if (n % 17 === 0) el.setAttribute('role', 'group');
    if (n % 5 === 1) el.setAttribute('hidden', '');
    if (n % 3 === 0) list.append(el);
    else if (n % 30 === 1) deep = deep.appendChild(el);
    else (open[Math.floor(n / 7) % open.length] ?? root).append(el);
    if (n % 3 === 1) open.push(el);
  }
  return root;
}
