import type { Rect } from '@/utils/messages/types';
import { choose } from './chooser';
import { place } from './overlay';
import { wordsFor } from './words';

const LEAST = 8;
const STEP = 16;

/** The part of the rectangle that lies in the viewport, at least `LEAST` each way. */
export function clamp({ x, y, width, height }: Rect, view: { width: number; height: number }): Rect {
  const w = Math.max(LEAST, Math.min(width, view.width));
  const h = Math.max(LEAST, Math.min(height, view.height));
  return { x: Math.max(0, Math.min(x, view.width - w)), y: Math.max(0, Math.min(y, view.height - h)), width: w, height: h };
}

/** Lets her draw a rectangle on what is in view, in CSS pixels of the viewport; null when she leaves. */
export function pickRegion(lang: string, signal: AbortSignal): Promise<Rect | null> {
  const words = wordsFor(lang);
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  return choose<Rect>(lang, words.region, ({ cover, frame, hint, say }, take) => {
    const view = (): { width: number; height: number } => ({ width: innerWidth, height: innerHeight });
    let rect = clamp({ x: innerWidth / 4, y: innerHeight / 4, width: innerWidth / 2, height: innerHeight / 2 }, view());
    let from: { x: number; y: number } | null = null;
    let dragged = false;
    const show = (next: Rect): void => {
      rect = clamp(next, view());
      place(frame, { left: rect.x, top: rect.y, width: rect.width, height: rect.height });
      hint.classList.toggle('low', rect.y < 90);
    };
    cover.addEventListener('pointerdown', (event) => {
      if (!event.isTrusted || event.button !== 0) return;
      from = { x: event.clientX, y: event.clientY };
      dragged = false;
      cover.setPointerCapture(event.pointerId);
    });
    cover.addEventListener('pointermove', (event) => {
      if (!from || !event.isTrusted) return;
      const x = Math.min(from.x, event.clientX);
      const y = Math.min(from.y, event.clientY);
      const width = Math.abs(event.clientX - from.x);
      const height = Math.abs(event.clientY - from.y);
      dragged ||= width >= LEAST && height >= LEAST;
      if (dragged) show({ x, y, width, height });
    });
    cover.addEventListener('pointerup', (event) => {
      from = null;
      if (event.isTrusted && dragged) take();
    });
    show(rect);
    return {
      chosen: () => rect,
      key(event) {
        const [dx, dy] = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key] ?? [0, 0];
        if (!dx && !dy) return false;
        if (event.shiftKey) show({ ...rect, width: rect.width + dx!, height: rect.height + dy! });
        else show({ ...rect, x: rect.x + dx!, y: rect.y + dy! });
        say(words.piece(number.format(rect.width), number.format(rect.height)));
        return true;
      },
    };
  }, signal);
}
