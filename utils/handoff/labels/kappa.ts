export interface Agreement {
  /** Posts that both labelled. */
  both: number;
  /** Of those, how many alike. */
  same: number;
  /** Cohen's kappa, −1…1; null where it says nothing: under two posts, or both used one and the same category only. */
  kappa: number | null;
}

/** How far two people agree beyond chance (Cohen 1960): (pₒ − pₑ) / (1 − pₑ) over `pairs` of their categories. */
export function agreement(pairs: readonly (readonly [string, string])[]): Agreement {
  const both = pairs.length;
  const same = pairs.filter(([a, b]) => a === b).length;
  if (both < 2) return { both, same, kappa: null };
  const counts = new Map<string, [number, number]>();
  for (const pair of pairs) {
    for (const side of [0, 1] as const) {
      const count = counts.get(pair[side]) ?? [0, 0];
      count[side] += 1;
      counts.set(pair[side], count);
    }
  }
  let expected = 0;
  for (const [a, b] of counts.values()) expected += (a / both) * (b / both);
  return { both, same, kappa: expected >= 1 ? null : (same / both - expected) / (1 - expected) };
}
