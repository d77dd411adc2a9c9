import type { PackageSource } from '@/utils/domain/source';
import { PackageError, type Payload } from './package-item';
import type { PackedSlice } from './pack-model';
import { sliceStory } from './redactions';
import { sumOf } from './sum';

export const sliceFile = (id: string): string => `slices/${id}.png`;

/** Each slice once, as it is now, held against its hash and its log lines before it goes. */
export async function* sliceFiles(slices: PackageSource['slices']): AsyncGenerator<Payload, PackedSlice[]> {
  const packed: PackedSlice[] = [];
  for (const { id, entries, sha256, open } of [...slices].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const bytes = await open();
    const own = entries.filter(({ line }) => line.itemId === id).sort((a, b) => a.line.seq - b.line.seq);
    if ((await sumOf(bytes)) !== sha256 || sliceStory(own)?.sha256 !== sha256) throw new PackageError('damaged-item', `slice ${id}`);
    packed.push({ id, entries: own });
    yield { path: sliceFile(id), type: 'image/png', bytes, sha256 };
  }
  return packed;
}
