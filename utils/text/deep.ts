/** The same value with every string in it well-formed (lone surrogates become U+FFFD), as canonical JSON demands. */
export function deepWellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(deepWellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key.toWellFormed(), deepWellFormed(v)]));
}
