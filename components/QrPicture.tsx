/** Dark on white whatever the theme: readers expect it so. `label` says what it is; who cannot see it has the text beside it. */
export function QrPicture({ rows, label, testid }: { rows: boolean[][]; label: string; testid?: string }) {
  const side = rows.length;
  const path = rows.flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join('');
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" data-testid={testid}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Dark cells side by side: where they begin and how many. */
function runs(row: boolean[]): [number, number][] {
  const found: [number, number][] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    found.push([from, x + 1 - from]);
  }
  return found;
}
