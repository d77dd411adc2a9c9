/** The few calls of the extension's interface that the vault makes, in memory, for tests in Node. */
function area() {
  const held = new Map<string, unknown>();
  return {
    /** Null: all there is. */
    get: (keys: string | string[] | null) =>
      Promise.resolve(Object.fromEntries((keys === null ? [...held.keys()] : [keys].flat()).filter((key) => held.has(key)).map((key) => [key, structuredClone(held.get(key))]))),
    set: (values: Record<string, unknown>) => Promise.resolve(Object.entries(values).forEach(([k, v]) => held.set(k, structuredClone(v)))),
    remove: (keys: string | string[]) => Promise.resolve([keys].flat().forEach((key) => held.delete(key))),
    clear: () => held.clear(),
  };
}

export default {
  storage: { local: area(), session: area() },
  extension: { inIncognitoContext: false },
  runtime: { getManifest: () => ({ version: '0.0.1' }) },
};
