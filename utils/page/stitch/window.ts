/**
 * The window's width in CSS pixels with its fraction, bars included: `innerWidth` is rounded, and at a zoom of 110 % that
 * alone would put the end of a page of 10,000 pixels six picture pixels off. Asked of the media query, which is exact.
 */
export function exactWidth(): number {
  let [low, high] = [innerWidth - 1, innerWidth + 1];
  const atLeast = (width: number): boolean => matchMedia(`(min-width: ${width.toFixed(6)}px)`).matches;
  if (!atLeast(low) || atLeast(high)) return innerWidth;
  for (let i = 0; i < 22; i++) {
    const middle = (low + high) / 2;
    if (atLeast(middle)) low = middle;
    else high = middle;
  }
  const width = (low + high) / 2;
  return Math.abs(width - Math.round(width)) < 0.0005 ? Math.round(width) : width;
}
