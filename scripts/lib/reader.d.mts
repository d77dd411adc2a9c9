import type { Page } from '@playwright/test';
import type { readPage } from './read-page';

export interface SavedPage {
  url: string;
  html: string;
}

export type Shown = Pick<Page, 'evaluate' | 'close'>;

export interface Reader {
  /** Shows the page at its address with the script loaded; the caller closes it, and its window is used for the next. */
  open(what: SavedPage): Promise<Shown>;
  read(what: SavedPage): Promise<ReturnType<typeof readPage>>;
  close(): Promise<void>;
}

export const ROOT: string;
/** A TypeScript entry as one script that leaves its exports in `globalThis[name]`; with `minify` only the export of that name, as small as shipped. */
export function bundle(entry: string, name: string, options?: { minify?: boolean }): Promise<string>;
export function openReader(options?: { entry?: string }): Promise<Reader>;
export function readHtml(path: string): Promise<string>;
