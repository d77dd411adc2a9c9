import { sha256 } from '@/utils/crypto/hash';
import type { Bytes } from '@/utils/crypto/bytes';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { SliceUse } from '@/utils/domain/slice';
import type { StitchCalls, StitchStop, StitchWhat } from '@/utils/messages/stitch';
import type { PageCapture } from '@/utils/messages/types';
import type { NewBatch } from '@/utils/vault';

import { decode, isBlank, toPixels } from '../picture';
import type { Circumstances } from '../record';
import { blacken, Composer } from './compose';
import { sameLook, Strip, type Piece } from './geometry';
import { stitchedItem } from './item';
import { edgeOf, seam, type Edge } from './seam';
import { Words } from './words';

/** A page that grows without end is cut here, and that is said. */
export const MOST_SLICES = 60;
/** Slices of one picture in bytes: all of them are in memory until they are sealed together. */
const MOST_BYTES = 200_000_000;
const TRIES = 3;

export type StitchProblem =
  | 'nothing-there' | 'private-messages' | 'page-gone' | 'tab-changed' | 'blank' | 'not-allowed' | 'quota' | 'no-picture' | 'stopped';

/** What a run needs of its tab. */
export interface StitchTab {
  /** The page's facts and the words of the screen, as for a capture; nothing of ours shows after it. */
  facts(): Promise<PageCapture | null>;
  call<K extends keyof StitchCalls>(type: K, ask: StitchCalls[K]['ask']): Promise<StitchCalls[K]['answer']>;
  /** `ratio`: as the page is told. */
  picture(ratio: number): Promise<Result<Bytes, 'not-allowed' | 'quota' | 'no-picture'>>;
  isActive(): Promise<boolean>;
  stopped(): boolean;
  told(done: number, of: number | null): void;
}

export interface StitchMade {
  batch: NewBatch;
  slices: number;
  /** Why it is not whole, or null. */
  problem: string | null;
}

type About = Omit<Circumstances, 'picture' | 'sliced' | 'wordsOnly' | 'missing'>;

/**
 * Scrolls, takes a picture at each stop between two equal looks at the page, and puts them together. Nothing is stored
 * here: what comes back is one batch, or nothing. The page is as it was when this answers, whatever happened.
 */
export async function stitch(tab: StitchTab, what: StitchWhat, lang: string, about: () => Promise<About>): Promise<Result<StitchMade, StitchProblem>> {
  let page: PageCapture | null = null;
  let made: Result<Taken, StitchProblem> = fail('page-gone');
  let domChanges: string[] = [];
  try {
    const facts = await tab.facts();
    const part = await tab.call('page.stitchStart', { what, lang });
    page = facts && part && { ...facts, ...part, chosen: what === 'element' ? 'picker' : facts.chosen };
    made = page === null ? fail('nothing-there') : await take(tab);
  } catch {
    made = fail('page-gone');
  } finally {
    const ended = await tab.call('page.stitchEnd', {}).catch(() => null);
    domChanges = ended?.domChanges ?? [];
  }
  if (!made.ok) return made;
  return page === null ? fail('page-gone') : ok(await batchOf(what, { ...page, domChanges }, made.value, await about()));
}

interface Taken {
  slices: NewBatch['slices'];
  uses: SliceUse[];
  pieces: { slice: string; piece: Piece }[];
  parts: Awaited<ReturnType<Composer['finish']>>;
  words: Words;
  missing: { what: string; why: string }[];
}

async function take(tab: StitchTab): Promise<Result<Taken, StitchProblem>> {
  const strip = new Strip();
  const composer = new Composer();
  const words = new Words();
  const taken: Omit<Taken, 'parts'> = { slices: [], uses: [], pieces: [], words, missing: [] };
  let edge: Edge | null = null;
  let bytes = 0;
  let shown = false;
  for (;;) {
    if (tab.stopped()) return fail('stopped');
    const shot = await shoot(tab);
    if (!shot.ok) return shot;
    const { stop, png, still } = shot.value;
    if (stop.messages) return fail('private-messages');
    if (tab.stopped() || stop.end === 'stopped') return fail('stopped');
    const last = stop.end !== 'no' || taken.slices.length + 1 >= MOST_SLICES || bytes > MOST_BYTES;
    if (stop.end === 'no' && last) taken.missing.push({ what: 'picture-part', why: 'no-end' });
    if (stop.end === 'stuck') taken.missing.push({ what: 'picture-part', why: 'not-scrolling' });
    if (stop.wider && taken.slices.length === 0) taken.missing.push({ what: 'picture-part', why: 'outside-window' });
    if (!still) taken.missing.push({ what: 'picture-part', why: 'moved' });
    const bitmap = await decode(png);
    try {
      shown ||= !isBlank(bitmap);
      if (edge && strip.next !== null) {
        const { top, origin } = strip.shown(stop, bitmap, last);
        const found = seam(edge, bitmap, strip.next + origin, top + origin);
        strip.shift += found?.shift ?? 0;
        if (found && !found.agrees) taken.missing.push({ what: 'seam', why: 'moved' });
      }
      const piece = strip.add(stop, bitmap, last);
      if (piece) {
        if (piece.gap > 0) taken.missing.push({ what: 'picture-part', why: 'jumped' });
        const slice = await sliceOf(stop, png, bitmap);
        bytes += slice.png.length;
        for (const mask of slice.masks) taken.missing.push({ what: 'picture-part', why: mask.why });
        taken.slices.push(slice);
        const { clip, at } = stop;
        taken.uses.push({
          slice: slice.id, sha256: await sha256(slice.png), rect: { x: 0, y: 0, width: bitmap.width, height: bitmap.height },
          page: { x: at.x - clip.x, y: at.y - clip.y },
        });
        taken.pieces.push({ slice: slice.id, piece });
        const clean = slice.masks.length > 0 ? await decode(slice.png) : bitmap;
        await composer.add(clean, piece);
        edge = edgeOf(bitmap, piece);
        if (clean !== bitmap) clean.close();
      }
    } finally {
      bitmap.close();
    }
    words.add(stop);
    if (last) break;
    tab.told(taken.slices.length, taken.slices.length + stop.left);
    await tab.call('page.stitchTold', { done: taken.slices.length, of: taken.slices.length + stop.left });
  }
  if (taken.slices.length === 0) return fail('no-picture');
  if (!shown) return fail('blank');
  for (let i = 0; i < words.cut; i++) taken.missing.push({ what: 'text', why: 'cut-by-page' });
  return ok({ ...taken, parts: await composer.finish() });
}

/** One stop with its picture; `still` is false when the page did not come to rest around it in three tries. */
async function shoot(tab: StitchTab): Promise<Result<{ stop: StitchStop; png: Bytes; still: boolean }, StitchProblem>> {
  const stop = await tab.call('page.stitchNext', {});
  let look: StitchStop = stop;
  for (let attempt = 1; ; attempt++) {
    if (!(await tab.isActive()) || !look.visible) return fail('tab-changed');
    const png = await tab.picture(look.ratio);
    if (!png.ok) return png;
    const after = await tab.call('page.stitchLook', {});
    if (!(await tab.isActive()) || !after.visible || after.href !== stop.href) return fail('tab-changed');
    if (sameLook(look, after)) return ok({ stop: look, png: png.value, still: true });
    // What is to be blacked must be where it was looked for: such a picture is never kept.
    if (attempt >= TRIES) return after.sensitive.length > 0 || look.sensitive.length > 0 ? fail('tab-changed') : ok({ stop: { ...stop, ...after }, png: png.value, still: false });
    look = { ...stop, ...after };
  }
}

async function sliceOf(stop: StitchStop, png: Bytes, bitmap: ImageBitmap): Promise<NewBatch['slices'][number]> {
  const rects = stop.sensitive.map((rect) => toPixels(rect, stop.width, bitmap)).filter((rect) => rect !== null);
  return {
    id: randomId(), png: rects.length > 0 ? await blacken(bitmap, rects) : png, savedAt: new Date().toISOString(), address: stop.href, viewport: stop.viewport,
    scale: bitmap.width / stop.width, scroll: stop.at, run: null, masks: rects.map((rect) => ({ rect, why: 'sensitive' })),
  };
}

async function batchOf(what: StitchWhat, page: PageCapture, taken: Taken, about: About): Promise<StitchMade> {
  const { words, missing } = taken;
  const read: PageCapture = { ...page, parsed: words.parsed, post: { ...page.post, text: words.text ?? page.post.text } };
  const stitched = {
    what, scale: taken.slices[0]?.scale ?? 1, slices: taken.uses, parts: taken.parts, shares: taken.pieces.map(({ slice, piece }) => ({ slice, from: piece.from, row: piece.row })),
  };
  const item = await stitchedItem(read, stitched, { ...about, missing });
  return { batch: { slices: taken.slices, items: [item] }, slices: taken.slices.length, problem: missing.find((one) => one.what !== 'text')?.why ?? null };
}
