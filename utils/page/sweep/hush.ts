import { queryAll } from '../natural';

/** Stops sound and videos of the page, also those that start later. `onPaused` hears of each that was playing. */
export function hush(onPaused: (el: Element) => void, signal: AbortSignal): void {
  const pause = (el: Element): void => {
    if (!(el instanceof HTMLMediaElement) || el.paused) return;
    HTMLMediaElement.prototype.pause.call(el);
    onPaused(el);
  };
  queryAll(document, 'video,audio').forEach(pause);
  for (const type of ['play', 'playing']) document.addEventListener(type, ({ target }) => target instanceof Element && pause(target), { capture: true, signal });
}
