import { rowOf } from './ruler.ts';
import type { Long } from './stitching.ts';

/** What the record itself says. */
const scaleOf = (long: Long): number => Number(/; scale ([\d.]+);/.exec(long.record.files.find(({ path }) => path === 'stitched.png')?.transform ?? '')?.[1]);

/** Device pixels: one rounding of an edge to whole pixels. */
const TOLERANCE = 1;

/** Each pixel row of the column against the row of the page that must stand there, below `head` CSS pixels of header. `scale`: the browser's own. */
export function checkRuler(long: Long, { rows, head, scale }: { rows: number; head: number; scale: number }): { problems: string[]; off: number } {
  const problems: string[] = [];
  const say = (what: string): void => void (problems.length < 20 && problems.push(what));
  // What the record says of the scale must place the last row right.
  if (Math.abs(scaleOf(long) - scale) * rows > TOLERANCE / 2) say(`the record's scale is ${scaleOf(long)}, not ${scale}`);
  const seen = Array.from({ length: long.column.length / 3 }, (_, i) => rowOf(...(long.column.slice(3 * i, 3 * i + 3) as [number, number, number])));
  const first = seen.findIndex((row) => row !== null);
  if (Math.abs(first - head * scale) > TOLERANCE) say(`the first row stands at ${first}, not at ${head * scale}`);
  const times = new Map<number, number>();
  let last = -1;
  let off = 0;
  for (let at = first; at >= 0 && at < seen.length; at++) {
    const row = seen[at] ?? null;
    if (row === null) {
      say(`${at}: no row of the page (${long.column.slice(3 * at, 3 * at + 3).join(',')})`);
      continue;
    }
    if (row < last) say(`${at}: row ${row} after ${last}`);
    last = row;
    times.set(row, (times.get(row) ?? 0) + 1);
    // Row n covers the pixels from round(n × scale) to round((n + 1) × scale).
    const place = at - head * scale;
    const away = Math.max(row * scale - place, place - ((row + 1) * scale - 1), 0);
    off = Math.max(off, away);
    if (away > TOLERANCE) say(`${at}: row ${row} lies ${away.toFixed(2)} pixels off`);
  }
  const [least, most] = [Math.floor(scale), Math.ceil(scale)];
  for (let row = 0; row < rows; row++) {
    const count = times.get(row) ?? 0;
    if (count < least || count > most) say(`row ${row} is there ${count} times`);
    // Below a scale of 1 not every row has a pixel; two rows without one never follow each other.
    if (count === 0 && row > 0 && !times.has(row - 1)) say(`rows ${row - 1} and ${row} are missing`);
  }
  return { problems, off };
}
