/** What the shield leaves in our isolated world for those who take pictures of what it covers. */
export interface Shielded {
  /** This post, or all of the page with null; until `lower`. */
  lift(post: Element | null): void;
  lower(): void;
  /** The covered post whose slip lies on top at this point of the window, or null. */
  under(x: number, y: number): Element | null;
}

const SLOT = Symbol.for('hf.shielded');

type World = { [SLOT]?: Shielded };

export function offerShielded(shield: Shielded, signal: AbortSignal): void {
  (globalThis as World)[SLOT] = shield;
  signal.addEventListener('abort', () => {
    if ((globalThis as World)[SLOT] === shield) delete (globalThis as World)[SLOT];
  });
}

export const shieldHere = (): Shielded | null => (globalThis as World)[SLOT] ?? null;
