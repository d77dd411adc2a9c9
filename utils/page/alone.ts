/** Two things of ours in one page would each want to be its last element: while the guide stands, the bar stays away. */
const SLOT = Symbol.for('hf.alone');

type World = { [SLOT]?: boolean };

export function standAlone(on: boolean): void {
  if (on) (globalThis as World)[SLOT] = true;
  else delete (globalThis as World)[SLOT];
}

export const otherStands = (): boolean => (globalThis as World)[SLOT] === true;
