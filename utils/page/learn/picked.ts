const SLOT = Symbol.for('hf.picked');

type World = { [SLOT]?: WeakRef<Element> };

/** What she last picked by hand, for `learn.js`, which may come later and is another script of ours. */
export function keepPicked(el: Element): void {
  (globalThis as World)[SLOT] = new WeakRef(el);
}

/** Once: the next question begins with pointing. */
export function picked(): Element | null {
  const el = (globalThis as World)[SLOT]?.deref() ?? null;
  delete (globalThis as World)[SLOT];
  return el?.isConnected ? el : null;
}
