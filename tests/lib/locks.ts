/** Web Locks as the browser has them, for one process: exclusive, first come first served. */
const queues = new Map<string, Promise<unknown>>();
const locks = {
  request: <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    queues.set(name, mine.catch(() => undefined));
    return mine;
  },
};
Object.defineProperty(globalThis.navigator, 'locks', { value: locks, configurable: true });
