/** Web Locks as the browser has them, for one process: exclusive, first come first served; `ifAvailable` does not wait. */
const queues = new Map<string, Promise<unknown>>();
const held = new Map<string, number>();
const locks = {
  request: <T>(name: string, ...args: [(lock: object | null) => Promise<T>] | [{ ifAvailable?: boolean }, (lock: object | null) => Promise<T>]): Promise<T> => {
    const [options, work] = args.length === 1 ? [{}, args[0]] : args;
    if (options.ifAvailable && (held.get(name) ?? 0) > 0) return Promise.resolve().then(() => work(null));
    held.set(name, (held.get(name) ?? 0) + 1);
    const run = async (): Promise<T> => {
      try {
        return await work({ name });
      } finally {
        held.set(name, (held.get(name) ?? 1) - 1);
      }
    };
    const before = queues.get(name) ?? Promise.resolve();
    const mine = before.then(run, run);
    queues.set(name, mine.catch(() => undefined));
    return mine;
  },
};
Object.defineProperty(globalThis.navigator, 'locks', { value: locks, configurable: true });
