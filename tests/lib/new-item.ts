import { sha256 } from '@/utils/crypto/hash';
import { utf8 } from '@/utils/crypto/bytes';
import { jcsBytes } from '@/utils/custody/jcs';
import { randomId } from '@/utils/domain/ids';
import type { EvidenceRecord } from '@/utils/domain/record';
import type { NewItem } from '@/utils/vault';

/** A small whole item with real hashes. `word` is in its text, handle and picture bytes. */
export async function newItem(word = 'quiet', pictureBytes = 300): Promise<NewItem> {
  const id = randomId();
  const post = jcsBytes({ salt: 'AAAAAAAAAAAAAAAAAAAAAA==', post: { text: `words ${word}` } });
  const picture = new Uint8Array(pictureBytes);
  picture.set(utf8(`picture ${word}`));
  const record: EvidenceRecord = {
    schema: 'holdfast/record/v1',
    id,
    capture: {
      level: 1, method: ['visible-tab'], domChanges: [], adapter: 'x', adapterVersion: 1, tier: 'testid', parsed: true,
      savedWhileLocked: false, notCaptured: [], rect: null,
    },
    parts: [{ name: 'post', path: 'post.json', sha256: await sha256(post), bytes: post.length }],
    files: [
      {
        path: 'original.png', sha256: await sha256(picture), bytes: picture.length, type: 'image/png', role: 'original',
        derivedFrom: null, transform: null,
      },
    ],
  };
  return {
    head: {
      id, site: 'x', handle: `handle_${word}`, displayName: null, userId: null, postId: '1', permalink: null,
      address: 'https://x.com/home', savedAt: new Date().toISOString(), postedAt: null, text: `words ${word}`, note: null,
      parsed: true, hasPicture: true, wordsOnly: false, savedWhileLocked: false, pending: false,
    },
    record: jcsBytes(record),
    files: [
      { path: 'post.json', bytes: post },
      { path: 'original.png', bytes: picture },
    ],
  };
}
