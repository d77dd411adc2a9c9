/** IndexedDB without any of our code: for breaking a store as a disk or a stranger would, and for building an old one. */
const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request'));
  });

export function rawOpen(name: string, version?: number, upgrade?: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  return done(request);
}

/** One transaction on one store; the connection is closed after it. */
export async function rawStore<T>(name: string, store: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await rawOpen(name);
  try {
    return await done(work(db.transaction(store, 'readwrite').objectStore(store)));
  } finally {
    db.close();
  }
}

export const rawRows = <T>(name: string, store: string): Promise<T[]> => rawStore(name, store, (rows) => rows.getAll() as IDBRequest<T[]>);
export const rawPut = (name: string, store: string, row: unknown): Promise<unknown> => rawStore(name, store, (rows) => rows.put(row));
export const rawDelete = (name: string, store: string, key: IDBValidKey): Promise<unknown> => rawStore(name, store, (rows) => rows.delete(key));

/** One bit in the middle. */
export function flipped(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  const at = copy.length >> 1;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
