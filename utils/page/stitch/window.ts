/**
 * The window in CSS pixels with its fractions, bars included: `innerWidth` is rounded, and at a zoom of 110 % that alone would
 * put the end of a page of 10,000 pixels six picture pixels off. Asked of the media queries, which are exact but for a small
 * play: the middle between where "at least" ends and "at most" begins.
 */
export const exactWindow = (): { width: number; height: number } => ({ width: exact('width', innerWidth), height: exact('height', innerHeight) });

function exact(side: 'width' | 'height', told: number): number {
  const least = edge(told, (size) => matchMedia(`(min-${side}: ${size}px)`).matches);
  const most = edge(told, (size) => !matchMedia(`(max-${side}: ${size}px)`).matches);
  if (least === null || most === null) return told;
  const size = (least + most) / 2;
  return Math.abs(size - Math.round(size)) < 0.002 ? Math.round(size) : size;
}

/** Up to where it holds, within a pixel of what the page is told; null when that is not so. */
function edge(told: number, holds: (size: string) => boolean): number | null {
  let [low, high] = [told - 1.5, told + 1.5];
  if (!holds(low.toFixed(6)) || holds(high.toFixed(6))) return null;
  for (let i = 0; i < 22; i++) {
    const middle = (low + high) / 2;
    if (holds(middle.toFixed(6))) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
