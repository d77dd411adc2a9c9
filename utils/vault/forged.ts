import { sha256 } from '@/utils/crypto/hash';
import { fromUtf8 } from '@/utils/crypto/bytes';
import type { EvidenceRecord } from '@/utils/domain/record';

import type { NewItem } from './itemrows';

/**
 * Throws on an item that our capture could not have written. Anyone at the device can seal to her vault: what comes out
 * of the inbox or a sealed file is a stranger's until its form, its ids and every hash hold. (Its truth nobody can check.)
 */
export async function assertWhole({ head, record, files }: NewItem): Promise<void> {
  const say = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`not ours: ${what}`);
  };
  const text = (value: unknown): boolean => value === null || typeof value === 'string';
  say(typeof head === 'object' && /^[0-9a-f]{32}$/.test(head.id), 'id');
  say(typeof head.site === 'string' && typeof head.address === 'string', 'site');
  say([head.handle, head.displayName, head.userId, head.postId, head.permalink, head.postedAt, head.text, head.note].every(text), 'head');
  say(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(head.savedAt), 'time');
  const parsed = JSON.parse(fromUtf8(record)) as EvidenceRecord;
  say(parsed.schema === 'holdfast/record/v1' && parsed.id === head.id, 'record');
  // A sweep goes on only while unlocked: its posts and slices never come this way. Nor does a mark.
  say(typeof parsed.capture === 'object' && parsed.capture !== null && parsed.capture.slices === undefined && head.mark === undefined, 'slices');
  const listed = new Map([...parsed.parts, ...parsed.files].map((file) => [file.path, file.sha256]));
  say(listed.size === files.length, 'files');
  for (const { path, bytes } of files) {
    say(/^[a-z0-9._/-]{1,100}$/.test(path) && listed.get(path) === (await sha256(bytes)), `file ${path}`);
  }
}
