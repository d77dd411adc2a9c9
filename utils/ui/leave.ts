const PRESSES = 3;
const WITHIN_MS = 1500;

/** Calls `leave` when Shift alone is pressed three times within a second and a half. Returns the way to stop. */
export function onShiftThrice(target: EventTarget, leave: () => void, now: () => number = () => performance.now()): () => void {
  let times: number[] = [];
  const press = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.repeat) return;
    if (event.key !== 'Shift' || event.ctrlKey || event.altKey || event.metaKey) {
      times = [];
      return;
    }
    times = [...times.filter((time) => now() - time < WITHIN_MS), now()];
    if (times.length >= PRESSES) {
      times = [];
      leave();
    }
  };
  target.addEventListener('keydown', press, true);
  return () => target.removeEventListener('keydown', press, true);
}

/** What leaving needs of the browser. */
export interface LeaveTools {
  lock(): Promise<void>;
  /** Opens the browser's own empty tab and closes this one. */
  swapTab(): Promise<void>;
}

/** Empties the document before anything that takes time; the words are gone even when the rest fails. */
export async function leave(doc: Document, tools: LeaveTools): Promise<void> {
  doc.body.replaceChildren();
  doc.title = '\u200b';
  await Promise.allSettled([tools.lock(), tools.swapTab()]);
}
