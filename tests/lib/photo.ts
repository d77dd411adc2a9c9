/** How a picture was taken; sizes in pixels, angles in degrees, the rest as shares. */
export interface Taking {
  /** Of one cell. */
  cell: number;
  angle?: number;
  /** How much the lower edge is nearer than the upper. */
  slant?: number;
  /** Half the width of a smear, in pixels. */
  blur?: number;
  /** Grey levels, up and down. */
  grain?: number;
  /** How much darker the right side is. */
  shade?: number;
}

/** A made photo of a code: paper on a grey table, not straight, not sharp, not evenly lit. The same each time. RGBA. */
export function photo(rows: boolean[][], { cell, angle = 0, slant = 0, blur = 0, grain = 0, shade = 0 }: Taking): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const n = rows.length;
  const side = Math.ceil(n * cell * 1.6);
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const at = (x: number, y: number): number => {
    const w = (1 + (slant * y) / side) / cell;
    const u = Math.floor((cos * x + sin * y) * w + n / 2);
    const v = Math.floor((cos * y - sin * x) * w + n / 2);
    if (u < 0 || v < 0 || u >= n || v >= n) return 150;
    return rows[v]?.[u] ? 25 : 225;
  };
  const grey = new Float64Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) {
    let sum = 0;
    for (const dx of [0.25, 0.75]) for (const dy of [0.25, 0.75]) sum += at(x + dx - side / 2, y + dy - side / 2);
    grey[y * side + x] = sum / 4;
  }
  const soft = smeared(smeared(grey, side, blur, 1), side, blur, side);
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  let seed = 1;
  for (let i = 0; i < side * side; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    data.fill((soft[i] as number) * (1 - (shade * (i % side)) / side) + (seed / 1_073_741_824 - 1) * grain, 4 * i, 4 * i + 3);
  }
  return { data, width: side, height: side };
}

function smeared(grey: Float64Array, side: number, by: number, step: number): Float64Array {
  if (by === 0) return grey;
  return grey.map((_, i) => {
    let [sum, count] = [0, 0];
    const place = step === 1 ? i % side : Math.floor(i / side);
    for (let d = Math.max(-by, -place); d <= Math.min(by, side - 1 - place); d++, count++) sum += grey[i + d * step] as number;
    return sum / count;
  });
}
