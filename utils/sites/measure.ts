/** Key of our own isolated world's `globalThis`: the scripts of ours in one page share it, the page's cannot see it. */
const UNMEASURED = Symbol.for('hf.unmeasured');
type World = { [UNMEASURED]?: boolean };

/** Reads without any size and count: to tell a size, the browser has to lay the page out there and then; nobody is told by numbers. */
export function unmeasured<T>(read: () => T): T {
  const world = globalThis as World;
  world[UNMEASURED] = true;
  try {
    return read();
  } finally {
    delete world[UNMEASURED];
  }
}

export const isUnmeasured = (): boolean => (globalThis as World)[UNMEASURED] === true;

/** CSS pixels as drawn; zeros when it is not, or nobody wants to know. */
export function drawnSize(element: Element): { width: number; height: number } {
  if ((globalThis as World)[UNMEASURED]) return { width: 0, height: 0 };
  const box = element.getBoundingClientRect();
  return { width: Math.round(box.width), height: Math.round(box.height) };
}
