import type { MediaItem, Post } from '@/utils/domain/post';
import type { PostPart } from '@/utils/domain/record';
import { originalText } from '@/utils/text/wellformed';

/** What became different between two captures of one post: codes with words in the catalogue (`item:changed.…`). */
export type Change = 'text' | 'words-gone' | 'name' | 'handle' | 'media' | 'sensitive' | 'warning';

/** Only what both captures show: what one of them could not read is no change. */
export function changesBetween(before: PostPart, now: Post): Change[] {
  const changes: Change[] = [];
  const was = before.post.text === null ? null : originalText({ text: before.post.text, textUtf16le: before.post.textUtf16le });
  const covered = now.contentWarning !== null || now.sensitive;
  if (was !== null && now.text === null && !covered && now.media.length === 0) changes.push('words-gone');
  if (was !== null && now.text !== null && was !== now.text && !isCut(was, before.post.truncated, now.text, now.truncated)) changes.push('text');
  if (differ(before.author.displayName, now.displayName)) changes.push('name');
  if (differ(before.author.handle, now.handle)) changes.push('handle');
  if (mediaOf(before.post.media) !== mediaOf(now.media) && !covered) changes.push('media');
  if (before.post.sensitive !== now.sensitive) changes.push('sensitive');
  if (before.post.contentWarning !== now.contentWarning) changes.push('warning');
  return changes;
}

const differ = (was: string | null, is: string | null): boolean => was !== null && is !== null && was !== is;

/** The page shows a beginning only: that is no edit of the post. */
function isCut(was: string, wasCut: boolean, is: string, isCutNow: boolean): boolean {
  const begins = (whole: string, part: string): boolean => whole.startsWith(part.replace(/\s*(…|\.\.\.)\s*$/, ''));
  return (wasCut && begins(is, was)) || (isCutNow && begins(was, is));
}

/** Hosts and signatures of media addresses change with every load; kind, name and description do not. */
const mediaOf = (media: readonly MediaItem[]): string => JSON.stringify(media.map(({ kind, url, alt }) => [kind, pathOf(url), alt]));

function pathOf(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.pathname : null;
}
