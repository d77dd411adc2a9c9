/** The few things of the browser's extension interface that the page's script uses: no library, on both browsers. */
export interface Runtime {
  /** Undefined once the extension was updated, switched off or removed: then this script is an orphan. */
  id?: string | undefined;
  getManifest(): { version: string };
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: {
    addListener(listener: Listener): void;
    removeListener(listener: Listener): void;
  };
}

export type Listener = (message: unknown, sender: { id?: string | undefined }, respond: (answer: unknown) => void) => boolean;

type World = { browser?: { runtime?: Runtime }; chrome?: { runtime?: Runtime; i18n?: { getUILanguage?: () => string } } };

/** `browser` only where it really is the extension's: an element with that id would be found under the name too. */
export function ownRuntime(): Runtime | null {
  const { browser, chrome } = globalThis as World;
  for (const runtime of [browser?.runtime, chrome?.runtime]) if (typeof runtime?.sendMessage === 'function') return runtime;
  return null;
}

export const uiLanguage = (): string => {
  try {
    return (globalThis as World).chrome?.i18n?.getUILanguage?.() ?? navigator.language;
  } catch {
    return navigator.language;
  }
};

interface Core { version: string; alive(): boolean; end: AbortController }

/** One core (or whatever `slot` names) a document: a second injection is a no-op, one of a newer build (or after the old one lost its extension) takes over. */
export function takeOver(runtime: Runtime, slot = 'hf.core'): AbortController | null {
  const SLOT = Symbol.for(slot);
  const world = globalThis as { [key: symbol]: Core | undefined };
  const { version } = runtime.getManifest();
  const old = world[SLOT];
  if (old && old.version === version && old.alive() && !old.end.signal.aborted) return null;
  old?.end.abort();
  const end = new AbortController();
  world[SLOT] = { version, end, alive: () => isAlive(runtime) };
  return end;
}

export function isAlive(runtime: Runtime): boolean {
  try {
    return typeof runtime.id === 'string' && ownRuntime() !== null;
  } catch {
    return false;
  }
}
