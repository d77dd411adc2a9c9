/** A file that was fetched for her, on its way to where files are opened. In memory only, and taken once. */
export interface Incoming { file: File; told: (answer: { ok: true } | { ok: false; error: string }) => Promise<unknown> }

let waiting: Incoming | null = null;

/** `told`: whether it was taken in, or why not; not called while that is open. */
export const leaveFile = (file: File, told: Incoming['told']): void => { waiting = { file, told }; };

export function takeIncoming(): Incoming | null {
  const one = waiting;
  waiting = null;
  return one;
}
