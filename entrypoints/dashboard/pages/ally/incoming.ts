/** A file that was fetched for her, on its way to where files are opened. In memory only, and taken once. */
export interface Incoming { file: File; told: (taken: boolean) => Promise<unknown> }

let waiting: Incoming | null = null;

/** `told`: whether it could be opened and was taken in. */
export const leaveFile = (file: File, told: Incoming['told']): void => { waiting = { file, told }; };

export function takeIncoming(): Incoming | null {
  const one = waiting;
  waiting = null;
  return one;
}
