import type { Result } from './result';

/** A folder on a server that her team runs, reached by WebDAV (RFC 4918). `path`: percent-encoded, from `/` to `/`. */
export interface FolderPlace { origin: string; path: string }

/** Only such files are ever put there, read or taken away: 128 random bits, which tell nothing and meet no other. */
export const FOLDER_NAME = /^[0-9a-f]{32}\.age$/;

export interface FolderFile { name: string; size: number }

/**
 * `policy`: the server forbids its own pages to send anything, so that only the way by file is left. `differs`: what
 * lies there is not what was sent. `signed-out`: she is not signed in there, or her sign-in has ended.
 */
export type FolderTrouble =
  | 'signed-out' | 'not-found' | 'forbidden' | 'full' | 'exists' | 'differs' | 'policy' | 'no-answer' | 'not-a-folder' | 'too-big' | 'server';

export type FolderAnswer<T> = Result<T, FolderTrouble>;

/** Asked of the page's script in a tab at that server. Bytes go as base64, in parts. */
export interface FolderCalls {
  list(ask: { path: string }): Promise<FolderAnswer<FolderFile[]>>;
  /** Puts parts aside in the page; `first` begins anew. */
  hold(ask: { name: string; part: string; first: boolean }): Promise<FolderAnswer<null>>;
  /** Sends what is held under a name that is free, and reads it back. */
  put(ask: { path: string; name: string; sha256: string }): Promise<FolderAnswer<null>>;
  /** What lies there under the name: whole, other than sent, or nothing. */
  check(ask: { path: string; name: string; sha256: string }): Promise<FolderAnswer<'whole' | 'differs' | 'absent'>>;
  /** Fetches into the page; `part` then gives it piece by piece. */
  get(ask: { path: string; name: string }): Promise<FolderAnswer<{ size: number }>>;
  part(ask: { name: string; from: number }): Promise<FolderAnswer<string>>;
  /** Takes away one of her own that was never whole, or that she no longer wants there. */
  remove(ask: { path: string; name: string }): Promise<FolderAnswer<null>>;
}

/** Where the script's calls lie for us, per version of ours. */
export const folderSlot = (version: string): string => `hf.folder ${version}`;

/** The largest file that a page is asked to hold. */
export const FOLDER_MOST = 512_000_000;
export const FOLDER_PART = 1_500_000;
