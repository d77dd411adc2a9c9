const TOO_EARLY_MS = 3000;

/** Whole seconds that are left at the pace so far; null while it is too early to tell. */
export function secondsLeft(done: number, of: number, passedMs: number): number | null {
  if (done <= 0 || done >= of || passedMs < TOO_EARLY_MS) return null;
  return Math.ceil((passedMs / done) * (of - done) / 1000);
}
