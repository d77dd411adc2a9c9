import type { Post } from '@/utils/domain/post';
import type { PostKey, Rect } from './types';

/** What becomes one long picture: the page (or the part of it that scrolls), the posts of a thread, a part she picks. */
export type StitchWhat = 'page' | 'thread' | 'element';

/** How the page stands at one stop. CSS pixels; two equal ones around a picture make it the right picture. */
export interface StitchLook {
  /** The address bar without what opens an account. */
  href: string;
  visible: boolean;
  /** Whole numbers, as pages are told. */
  viewport: { width: number; height: number };
  /** The window's width as exactly as the browser tells it: a rounded one puts a long page's last rows pixels off. */
  width: number;
  /** Picture pixels for one CSS pixel, as the page is told. A wish for the picture's size, never a measure: it may be a lie. */
  ratio: number;
  /** The part of the window in which the wanted part scrolls. */
  clip: Rect;
  /** How far what is seen at the clip's corner lies from the start of what scrolls: a page that grew above is allowed for. */
  at: { x: number; y: number };
  /** The wanted part, in the same measure as `at`. */
  range: { left: number; top: number; right: number; bottom: number };
  /** Where known pieces of the page stand, summed: another sum means that something moved. */
  moved: number;
  /** What the platform marks as sensitive, in the window: blacked before it is sealed. */
  sensitive: Rect[];
}

export interface StitchStop extends StitchLook {
  /** From here down to the clip's end something fixed lies over it (only at the first stop; after that it is hidden). */
  covered: number;
  /** Posts in the window, in reading order. */
  posts: { key: PostKey; post: Post; parsed: boolean }[];
  /** Lines of words in the window where no post was found. */
  lines: string[];
  /** `end`: all of it was seen. `stuck`: the page does not let itself be scrolled on. `stopped`: she pressed Stop. */
  end: 'no' | 'end' | 'stuck' | 'stopped';
  /** Stops still to come, as far as the page is known now. */
  left: number;
  /** A private message is among the posts: these are saved one by one. */
  messages: boolean;
  /** There is more to the side than the window shows. */
  wider: boolean;
}

export interface StitchAsk { what: StitchWhat; lang: string }

/** Background → page, to the script that is put there for it. */
export interface StitchCalls {
  /** For `element` it waits for her. Null: there is no such part, or she left. The part's cleaned HTML, none for a page. */
  'page.stitchStart': { ask: StitchAsk; answer: { html: string; notRead: string[] } | null };
  /** Scrolls on (the first time: to the start), waits until the page is at rest, and takes our cover away. */
  'page.stitchNext': { ask: Record<string, never>; answer: StitchStop };
  /** After the picture. */
  'page.stitchLook': { ask: Record<string, never>; answer: StitchLook };
  /** The cover is back, and says how far it is. */
  'page.stitchTold': { ask: { done: number; of: number | null }; answer: null };
  /** Everything as it was: places, styles, our cover. Also by itself after twenty seconds without a call. */
  'page.stitchEnd': { ask: Record<string, never>; answer: { domChanges: string[] } };
}

/** How one long picture went. */
export interface StitchTold {
  outcome: 'saved' | 'failed' | 'stopped';
  number: number | null;
  /** Pictures taken for it. */
  slices: number;
  /** A code with words in the catalogue: why it failed, or why it is not whole. */
  problem: string | null;
}

export type StitchState =
  | { kind: 'none' }
  | { kind: 'running'; what: StitchWhat; tabId: number; done: number; of: number | null }
  | { kind: 'ended'; what: StitchWhat; tabId: number; told: StitchTold };
