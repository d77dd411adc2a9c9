import type { PostPart } from '@/utils/domain/record';
import { cropWords, fromSlice, type SliceUse } from '@/utils/domain/slice';
import type { SweepJob } from '@/utils/domain/sweep';
import type { SweepPost } from '@/utils/messages/sweep';
import type { NewItem } from '@/utils/vault';

import { buildItem, type Circumstances, type Sliced } from '../record';
import { changesBetween } from './changes';
import type { Piece } from './develop';

export type Around = Pick<Circumstances, 'serverDate' | 'zoom' | 'os' | 'extensionVersion' | 'buildHash'>;

export interface PostAbout {
  job: Pick<SweepJob, 'id' | 'pictures' | 'sensitiveAsWords'>;
  around: Around;
  /** Null: no picture, for `why` when one was wanted. */
  piece: Piece | null;
  why: string | null;
  /** Slices that show a part of it already. */
  parts: readonly SliceUse[];
  /** The item before, of the same post; `part` null where it cannot be read. */
  earlier: { root: string; part: PostPart | null } | null;
}

/** Words and address only: because she chose so for the run, or for what the platform marks as sensitive. */
export const inWords = ({ pictures, sensitiveAsWords }: PostAbout['job'], post: Pick<SweepPost, 'sensitive'>): boolean => !pictures || (post.sensitive && sensitiveAsWords);

/** One post of a run as the vault takes it. In words there is no picture, no rectangle on one, and no byte of its media. */
export function buildPost(found: SweepPost, { job, around, piece, why, parts, earlier }: PostAbout): Promise<NewItem> {
  const { capture } = found;
  const wordsOnly = inWords(job, found);
  const shown = wordsOnly ? null : piece;
  const missing: Circumstances['missing'] = [];
  if (!wordsOnly && shown === null) missing.push({ what: 'picture', why: why ?? 'outside-window' });
  if (shown && !found.whole) missing.push({ what: 'picture-part', why: 'outside-window' });
  if (wordsOnly && job.pictures) missing.push({ what: 'picture', why: 'sensitive' });
  if (capture.post.truncated) missing.push({ what: 'text', why: 'cut-by-page' });
  return buildItem(capture, {
    ...around, picture: null, missing, trigger: 'sweep', wordsOnly, locked: false,
    ...(!wordsOnly && (shown || parts.length > 0) ? { sliced: slicedBy(shown, parts) } : {}),
    ofRun: { run: job.id, version: earlier && { of: earlier.root, changed: earlier.part ? changesBetween(earlier.part, capture.post) : [] } },
  });
}

/** Its own crop's slice first, then those that show a part of it. */
function slicedBy(shown: Piece | null, parts: readonly SliceUse[]): Sliced {
  if (shown === null) return { scale: null, slices: [...parts], made: [], method: [] };
  const from = { derivedFrom: fromSlice(shown.use.slice), transform: cropWords(shown.use.rect) };
  return {
    scale: shown.scale, slices: [shown.use, ...parts], method: ['visible-tab'],
    made: [
      { path: 'crop.png', type: 'image/png', bytes: shown.crop, ...from },
      { path: 'thumbnail.jpg', type: 'image/jpeg', bytes: shown.thumbnail, ...from, transform: `${from.transform}; fit 320` },
    ],
  };
}
