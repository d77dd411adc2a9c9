/** One writer at a time over all contexts of the extension: worker, dashboard, popup. */
export function withVaultLock<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request('hf-vault', work) as Promise<T>;
}

const CHANNEL = 'hf-vault';

/** Tells every other context, and this one, that the vault changed. Carries no data. */
const channel = new BroadcastChannel(CHANNEL);
const here = new Set<() => void>();
channel.addEventListener('message', () => here.forEach((listener) => listener()));

export function announceChange(): void {
  channel.postMessage(0);
  here.forEach((listener) => listener());
}

export function onChange(listener: () => void): () => void {
  here.add(listener);
  return () => here.delete(listener);
}
