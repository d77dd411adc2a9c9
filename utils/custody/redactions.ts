import type { LoggedEntry } from '@/utils/domain/log';
import { POST_HTML, type FileEntry, type Redaction } from '@/utils/domain/record';
import type { PixelRect } from '@/utils/domain/slice';
import { showsScreen } from './pack-model';

const REASONS = ['child', 'intimate', 'shared'];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

export const isRect = (value: unknown): value is PixelRect =>
  isObject(value) && ['x', 'y', 'width', 'height'].every((key) => Number.isSafeInteger(value[key]) && (value[key] as number) >= 0) &&
  (value['width'] as number) > 0 && (value['height'] as number) > 0;

const isRedaction = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { path, from, to, why, rects } = value;
  const target = to === null || (isObject(to) && isHash(to['sha256']) && Number.isSafeInteger(to['bytes']));
  return typeof path === 'string' && isHash(from) && target && REASONS.includes(String(why)) && Array.isArray(rects) && rects.every(isRect);
};

/** What the log tells of files destroyed or blacked since, in order; a line that tells nothing readable is left out. */
export function redactionsOf(entries: readonly LoggedEntry[]): Redaction[] {
  return entries.filter(({ line }) => line.type === 'redact').flatMap(({ body }) => {
    const files = body?.body['files'];
    return Array.isArray(files) && files.every(isRedaction) ? (files as Redaction[]) : [];
  });
}

/** Each begins where the one before ended, at a file that there is. Null when so, else the path at fault. */
export function brokenRedaction(files: readonly FileEntry[], redactions: readonly Redaction[]): string | null {
  const now = new Map<string, string | null>(files.map((file) => [file.path, file.sha256]));
  for (const { path, from, to } of redactions) {
    if (now.get(path) !== from) return path;
    now.set(path, to?.sha256 ?? null);
  }
  return null;
}

/** A slice's way from the picture that was taken to the one that there is, as its lines tell it; null where they do not hold together. */
export function sliceStory(entries: readonly LoggedEntry[]): { original: string; sha256: string; width: number; height: number; masked: PixelRect[] } | null {
  const captures = entries.filter(({ line }) => line.type === 'capture');
  const first = captures[0]?.body?.body;
  if (captures.length !== 1 || first?.['slice'] !== true || !isHash(first['sha256'])) return null;
  const { width, height, masks } = first;
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || !Array.isArray(masks)) return null;
  const before = masks.map((mask) => (isObject(mask) ? mask['rect'] : null));
  if (!before.every(isRect)) return null;
  const story = { original: first['sha256'], sha256: first['sha256'], width: width as number, height: height as number, masked: [...before] };
  for (const { body } of entries.filter(({ line }) => line.type === 'redact')) {
    const { from, to, rects } = body?.body ?? {};
    if (from !== story.sha256 || !isHash(to) || !Array.isArray(rects) || !rects.every(isRect)) return null;
    story.sha256 = to;
    story.masked.push(...rects);
  }
  return story;
}

/** What of an item's files goes with which pictures: none at all, the post's own, the whole screen. */
export type Pictures = 'none' | 'post' | 'screen';

export function goesWith(pictures: Pictures, file: FileEntry, all: readonly FileEntry[]): boolean {
  if (pictures === 'none') return file.path === POST_HTML;
  return pictures === 'screen' || !showsScreen(file, all);
}

/** As the item's last `export` line states it; null where none does. */
export function statedPictures(entries: readonly LoggedEntry[]): Pictures | null {
  const stated = entries.findLast(({ line, body }) => line.type === 'export' && body !== null)?.body?.body['pictures'];
  return stated === 'none' || stated === 'post' || stated === 'screen' ? stated : null;
}
