/** @typedef {{id: string, n: number, median: number, min: number, max: number, unit: string, reference: number | null, ratio: number | null, runs: number}} Row */

const sorted = (values) => [...values].sort((a, b) => a - b);
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];
/** The value that `share` (0…1) of the runs stay at or under. */
export const quantile = (values, share) => sorted(values)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];

const short = (value) => (value === null ? null : Number(value.toPrecision(4)));

/**
 * One line of `out/bench.json`. `reference`: the same unit, measured in the same run. `more` fields follow the fixed ones.
 * A row about rate (`higher` better) has the ratio of rates, else of times: either way it is what the budget speaks of.
 * @returns {Row}
 */
export function row(id, n, unit, values, reference = null, more = {}) {
  const middle = median(values);
  return {
    id, n, median: short(middle), min: short(Math.min(...values)), max: short(Math.max(...values)), unit, reference: short(reference),
    ratio: reference === null || reference === 0 ? null : short(middle / reference), runs: values.length, ...more,
  };
}

export function table(rows) {
  const head = ['id', 'n', 'median', 'min', 'max', 'unit', 'reference', 'ratio', 'runs', 'budget'];
  const cells = rows.map((one) => head.map((name) => (one[name] === null || one[name] === undefined ? '' : String(one[name]))));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((line) => line[i].length)));
  return [head, ...cells].map((line) => line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd()).join('\n');
}
