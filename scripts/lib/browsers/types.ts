/** What the drivers share: one way to serve pages, to drive a tab and to drive the extension, whatever the browser. */

export type BrowserName = 'chromium' | 'firefox';

/** One request that reached the local internet. Whatever a browser asks of any host ends up here, or nowhere. */
export interface Arrived {
  host: string;
  /** Path with query. */
  path: string;
  method: string;
  scheme: 'http' | 'https';
  headers: Record<string, string>;
  body: Uint8Array;
  /** Milliseconds since the epoch. */
  at: number;
  /** False: no handler for that host; the answer was an empty 404. */
  known: boolean;
}

export interface Answer {
  status?: number;
  /** MIME type; `text/html; charset=utf-8` when left out. */
  type?: string;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

export type Handler = (request: Arrived) => Answer | null | Promise<Answer | null>;

/** Host name → handler; the key `*` answers every other host. A null answer is an empty 404. */
export type Serve = Record<string, Handler>;

export interface LaunchOptions {
  /** Folder of the unpacked extension; null for a browser without it (the bare half of a comparison). */
  extensionDir: string | null;
  serve: Serve;
  /** Kept after `close()` when given, else a folder that is removed. */
  profileDir?: string;
  /** True when left out. */
  headless?: boolean;
  viewport?: { width: number; height: number } | null;
  /** Where downloads go under their real names; refused when left out. */
  downloadsDir?: string;
  /** Of the interface, e.g. `fr-FR`. */
  locale?: string;
  /** More switches for Chromium. */
  args?: string[];
  /** More preferences for Firefox. */
  prefs?: Record<string, unknown>;
}

/** One tab. Functions given to `evaluate` run in the page: they may use nothing from around them. */
export interface Tab {
  goto(url: string): Promise<void>;
  url(): string;
  title(): Promise<string>;
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  evaluate<R>(run: () => R | Promise<R>): Promise<R>;
  /** Waits until it is there and visible; throws after `ms` (10 000). */
  waitFor(selector: string, ms?: number): Promise<void>;
  /** Real mouse and keys. */
  click(selector: string): Promise<void>;
  hover(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  press(key: string): Promise<void>;
  keyDown(key: string): Promise<void>;
  keyUp(key: string): Promise<void>;
  /** Files for an `<input type="file">`. */
  upload(selector: string, paths: string[]): Promise<void>;
  /** PNG. */
  screenshot(path: string): Promise<void>;
  front(): Promise<void>;
  close(): Promise<void>;
  /** The Playwright or puppeteer page itself, for what is not here. */
  raw: unknown;
}

export interface Driver {
  name: BrowserName;
  /** E.g. `156.0.1`. */
  version: string;
  extensionId: string;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  origin: string;
  profileDir: string;
  /** Everything that arrived since the start, in order. */
  arrived: Arrived[];
  newTab(url?: string): Promise<Tab>;
  /** Path inside the extension, e.g. `/dashboard.html`. */
  openExtensionPage(path: string): Promise<Tab>;
  /** As a click on the toolbar's button while `tab` is in front; gives `activeTab`. A popup that opens is left open. */
  toolbarClick(tab: Tab): Promise<void>;
  /**
   * As the shortcut, `activeTab` included. Chromium has no way to a real shortcut without a display: there the tab is
   * armed as by the toolbar's button, what that opened is closed, and the event is dispatched in the worker.
   */
  fireCommand(name: string, tab: Tab): Promise<void>;
  /** As a choice from our context menu; `info` as in `contextMenus.OnClickData`. */
  fireMenu(info: Record<string, unknown> & { menuItemId: string }, tab: Tab): Promise<void>;
  /** Grants a host, e.g. `https://x.com/*`, as if asked and allowed. */
  grantSite(pattern: string): Promise<void>;
  /** Runs in the background, waking it first. Its answer must be JSON. */
  background<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  background<R>(run: () => R | Promise<R>): Promise<R>;
  /** Ends the background as the browser does after idling; it wakes on the next event. */
  killWorker(): Promise<void>;
  close(): Promise<void>;
  /** Kills every process of this browser with SIGKILL, as a power cut would. The profile stays. */
  sigkill(): Promise<void>;
}
