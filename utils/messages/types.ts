import type { TiesAnswer } from '@/utils/domain/act';
import type { Post } from '@/utils/domain/post';
import type { GuideAnswer, GuideSaid } from '@/utils/domain/guide';
import type { ReadReason, Reason, ShieldMode, Unread, Who } from '@/utils/domain/shield';
import type { StitchState, StitchWhat } from './stitch';
import type { SweepState, SweepView } from '@/utils/domain/sweep';

import type { SweepCalls, SweepCommand } from './sweep';

/** How the page's script is told which post is meant. */
export type Pointing =
  /** The shortcut: under pointer or focus, whichever she moved last; `chosen` in the answer says which. */
  | { how: 'pointer' }
  | { how: 'focus' }
  /** `framed`: it was opened in a frame of the page. */
  | { how: 'menu'; linkUrl: string | null; selection: string | null; framed?: boolean }
  /** The post beside which the bar stood when she clicked it. */
  | { how: 'bar' }
  | { how: 'key'; key: string }
  | { how: 'picker' }
  | { how: 'region' }
  /** All that is in the window. */
  | { how: 'screen' };

export interface Rect { x: number; y: number; width: number; height: number }

/** What the page looked like at one instant; two equal ones around the picture make it the right picture. */
export interface Standing {
  href: string;
  scrollX: number;
  scrollY: number;
  /** Of the post, in CSS pixels of the viewport; null when nothing was found. */
  rect: Rect | null;
  viewport: { width: number; height: number };
  visible: boolean;
}

/** Everything read from the page for one capture. Plain JSON. */
export interface PageCapture {
  standing: Standing;
  /** Under which `page.standing` finds it again; gone (rect null) when other words stand there by then. */
  key: PostKey;
  post: Post;
  parent: Post | null;
  parsed: boolean;
  site: string;
  siteVersion: number;
  /** SHA-256 of the data file by which the adapter read; null where it read by its own selectors. */
  siteData: string | null;
  chosen: Pointing['how'] | 'sweep';
  /** Cleaned by the allow-list of `utils/page/snapshot.ts`. */
  html: string;
  /** What the allow-list or the browser kept out: `frame`, `closed-shadow-root`, `canvas`, `over-limit` … */
  notRead: string[];
  canonical: string | null;
  viewer: string | null;
  domChanges: string[];
  monotonicMs: number;
  clientUtc: string;
  environment: { timeZone: string; userAgent: string; uiLanguage: string };
  /** Bytes of the page's own pictures from its cache, base64: same origin and data: only. No request is made. */
  media: { url: string; type: string; base64: string | null; reason: string | null; width: number; height: number }[];
}

/** One post in view, for the popup's list: the words stay in the page until she saves. */
export interface InView {
  key: string; handle: string | null; displayName: string | null; postedAt: string | null; readable: boolean;
  /** A private message (a public live chat's is none): saved one by one, on a click. Those that she sent are not listed at all. */
  private?: true;
}

/** `signs`: elements that posts are usually made of (articles, times), counted only where no post was found. */
export interface PageHealth { found: number; readable: number; signs: number }

/** Background → page. The page answers each with its own type. */
export interface PageCalls extends SweepCalls {
  /** Answers null when nothing can be told (never a guess); for picker and region it waits for her. */
  'page.capture': { ask: { pointing: Pointing; wordsOnly: boolean }; answer: PageCapture | null };
  'page.standing': { ask: { key: string | null }; answer: Standing };
  /** The whole page's cleaned HTML, asked for after the post is safe. */
  'page.source': { ask: Record<string, never>; answer: { html: string; notRead: string[]; /** The platform marks a post of it. */ sensitive: boolean } };
  'page.inView': { ask: Record<string, never>; answer: { posts: InView[]; site: string; health: PageHealth } };
  /** The bar says how it went. `number` is null while the vault is locked. */
  'page.told': { ask: Told; answer: null };
  /** Whenever the setting or the language changes; a page starts without the bar. */
  'page.bar': { ask: BarSetting; answer: null };
}

/** Beside the post under pointer or focus (`on`), or only after a capture. `lang` is one of the interface's. */
export interface BarSetting { on: boolean; lang: string }

/** The page's script broke (a bug, or a page that does not let itself be read): never "nothing there". */
export interface PageFailed { failed: 'page-error' }

export interface Told {
  outcome: 'saved' | 'saved-words' | 'saved-locked' | 'failed' | 'undone' | 'busy' | 'to-file' | 'remembered';
  number: number | null;
  /** Code with words in the catalogue; what failed is said first. */
  problem: string | null;
  /** Good for two minutes, from this document only. */
  undo: string | null;
  /** What she may want to do next: fetch a mail's original with its headers. */
  next?: 'mail-original';
  /** The interface's language, where the page was not told by `page.bar`. */
  lang?: string;
}

/** Page or own page → background. */
export interface BackgroundCalls {
  /** From a site script or a document armed by her gesture. Only the pointing: the page is asked for the rest. */
  capture: { ask: { pointing: Pointing; wordsOnly: boolean }; answer: Told };
  undo: { ask: { token: string }; answer: Told };
  /** From a site script as it starts. A document that is only armed gets no answer, and so no bar. */
  bar: { ask: Record<string, never>; answer: BarSetting };
  /** From a site script or an armed document: put `show.js` (bar, picker, region) into the asking document, then answer. */
  show: { ask: Record<string, never>; answer: null };
  /** From a site script or an armed document: ask her, in that document, how posts are found there. Answers at once. */
  learn: { ask: Record<string, never>; answer: null };
  /** Own pages only. */
  learnInTab: { ask: { tabId: number }; answer: null };
  saveInTab: { ask: { tabId: number; keys: string[]; wordsOnly: boolean }; answer: { saved: number[]; failed: { key: string; problem: string }[]; locked: number } };
  pickInTab: { ask: { tabId: number; how: 'picker' | 'region' | 'screen'; wordsOnly: boolean }; answer: Told };
  /** The vault was unlocked: end what waits for its keys (crops of what was saved while locked). */
  /** A run of mutes or blocks (a job of kind `act`): begins or goes on, pauses, stops. False: it is not there, or the vault is locked. */
  'act.command': { ask: { id: string; command: 'go' | 'pause' | 'stop' }; answer: { done: boolean } };
  /** Own pages only, at her press before a run: whom of these she follows. One request to the open page's platform at most, in its pace. */
  'act.ties': { ask: { site: string; host: string; senders: { userId: string; evidence: string[] }[] }; answer: TiesAnswer };
  /** Own pages only, of a guided run: `open` shows her the current person's saved post and begins to point; the others are her word. */
  'guide.command': { ask: { id: string; command: 'open' | 'did' | 'not-done' | 'skip' }; answer: GuideAnswer };
  /** From `guide.js` in the tab that `open` opened: what it saw, or what she pressed there. */
  'guide.said': { ask: { token: string; said: GuideSaid; userId: string | null; handle: string | null }; answer: GuideAnswer };
  settle: { ask: Record<string, never>; answer: null };
  inView: { ask: { tabId: number }; answer: PageCalls['page.inView']['answer'] | null };
  /** Begins one long picture of a tab; how it goes is asked by `stitch.state`. */
  'stitch.start': { ask: { tabId: number; what: StitchWhat }; answer: null };
  'stitch.state': { ask: Record<string, never>; answer: StitchState };
  /** Nothing of it is kept. Also from the document that is scrolled. */
  'stitch.stop': { ask: Record<string, never>; answer: null };
  /** How the page is built, without its words, names and addresses; null where no script may run. `cut`: it was too large. */
  outline: { ask: { tabId: number }; answer: { text: string; cut: boolean } | null };
  /** Own pages only: saves the whole page of that tab. `problem`: a code with words in the catalogue; then nothing was begun. */
  'sweep.start': { ask: { tabId: number; pictures: boolean; sensitiveAsWords: boolean }; answer: { id: string | null; problem: string | null } };
  /** A page: of the sweep in its own tab. Own pages name it; `tabId` with `resume`: go on in that tab, which shows its address. */
  'sweep.command': { ask: { command: SweepCommand; id?: string; tabId?: number }; answer: { state: SweepState | null; problem: string | null } };
  /** From a site's shield as it starts: hides what may be a post and lacks the attribute `mark`. `sites`: ids of the readers there. */
  'shield.start': { ask: { mark: string; sites: string[] }; answer: { mode: ShieldMode; lang: string } };
  /**
   * Of each sender, and of each post of a stranger (strong mode only): covered with a reason, or clear (null). Nothing else of the
   * vault. The posts' words are read for the answer and dropped.
   */
  'shield.ask': { ask: { senders: Who[]; posts: Unread[] }; answer: { covers: (Reason | null)[]; reads: (ReadReason | null)[] } };
  /** Once more for the page's own frames that are a part of it (a live chat), as `shield.start` did for the page. */
  'shield.frames': { ask: { mark: string; sites: string[] }; answer: { done: boolean } };
  /** Takes away what `shield.start` put in. */
  'shield.end': { ask: { mark: string; sites: string[] }; answer: { done: true } };
  /** Newest first. `here`: the one that is in that tab, or that could go on there. */
  'sweep.state': { ask: { tabId: number | null }; answer: { sweeps: SweepView[]; here: string | null } };
}

/** The keys under which a post is found again in the page: post id, else an ordinal of this document. */
export type PostKey = string;
