/** Key of our own isolated world's `globalThis`: the scripts of ours in one page share it, the page's cannot see it. */
const CHANGES = Symbol.for('hf.changes');
type World = { [CHANGES]?: number };

/** Called by whoever watches every change of this document, once as it begins and then at each. */
export function pageChanged(): void {
  const world = globalThis as World;
  world[CHANGES] = (world[CHANGES] ?? 0) + 1;
}

export function pageUnwatched(): void {
  delete (globalThis as World)[CHANGES];
}

/** Alike while nothing in the document changed; null where nobody watches it. */
export const changesOf = (doc: Document): number | null => (doc === globalThis.document ? ((globalThis as World)[CHANGES] ?? null) : null);

/**
 * What is asked of a whole page, looked up once for all posts that are read in one turn: no script of the page runs in
 * between. Where the page's changes are watched the answer stands until the next one, else until the microtask after.
 */
export function onceATurn<T, A extends unknown[]>(look: (doc: Document, ...more: A) => T): (doc: Document, ...more: A) => T {
  let held: { doc: Document; changes: number | null; value: T } | null = null;
  return (doc, ...more) => {
    const changes = changesOf(doc);
    if (held?.doc !== doc || held.changes !== changes) {
      held = { doc, changes, value: look(doc, ...more) };
      if (changes === null) queueMicrotask(() => { held = null; });
    }
    return held.value;
  };
}

/** The same for what is asked of one element: looked up once for each in a turn. */
export function onceATurnEach<T, A extends unknown[]>(look: (element: Element, ...more: A) => T): (element: Element, ...more: A) => T {
  const held = onceATurn(() => new WeakMap<Element, { value: T }>());
  return (element, ...more) => {
    const known = held(element.ownerDocument);
    const before = known.get(element);
    if (before) return before.value;
    const value = look(element, ...more);
    known.set(element, { value });
    return value;
  };
}

const WHILE_MS = 500;

/** Looked up again after half a second at the earliest, though the page has changed: for what is asked at each of its changes, and seldom changes itself. */
export function onceAWhile<T, A extends unknown[]>(look: (doc: Document, ...more: A) => T): (doc: Document, ...more: A) => T {
  let held: { doc: Document; until: number; value: T } | null = null;
  return (doc, ...more) => {
    if (held?.doc !== doc || performance.now() >= held.until) held = { doc, value: look(doc, ...more), until: performance.now() + WHILE_MS };
    return held.value;
  };
}
