import type { Contact } from '@/utils/domain/handoff';
import { fail, ok, type Result } from '@/utils/domain/result';
import { PackageError } from '@/utils/custody/package';
import { envelopeName } from '@/utils/handoff/envelope/seal';
import { give, revoke, type GivenFile, type GiveOrder, type GiveProblem, type Writing } from '@/utils/handoff/handover/give';
import { ownOps } from '@/utils/handoff/labels/desk';
import { stateOf } from '@/utils/handoff/labels/state';
import type { Me } from '@/utils/handoff/person';
import { openFile, type FileSink } from '@/utils/ui/save-file';
import type { Vault, VaultProblem } from '@/utils/vault/types';

export type FileProblem = GiveProblem | 'stopped' | 'no-place' | 'damaged-log' | 'damaged-item' | 'write-failed';

export interface Written { name: string; place: FileSink['place'] }

/** Call straight from a click: the browser's dialog wants one. Stopped or failed, nothing is left of the file, and nothing was given. */
async function writeFile(now: Date, prepare: () => Promise<Result<GivenFile, GiveProblem>>, signal?: AbortSignal): Promise<Result<Written, FileProblem>> {
  const name = envelopeName(now);
  const sink = await openFile(name, 'application/octet-stream');
  if (!sink) return fail('no-place');
  let file: GivenFile | null = null;
  try {
    const given = await prepare();
    if (!given.ok) {
      await sink.abort();
      return given;
    }
    file = given.value;
    signal?.throwIfAborted();
    await file.stream.pipeTo(sink.stream, signal ? { signal } : {});
    await sink.finish();
    return ok({ name, place: sink.place });
  } catch (error) {
    await sink.abort();
    await file?.drop();
    if (signal?.aborted) return fail('stopped');
    if (error instanceof PackageError && error.code !== 'nothing-chosen') return fail(error.code);
    return fail('write-failed');
  }
}

export const writeGiven = (vault: Vault, me: Me, order: GiveOrder, writing: Writing): Promise<Result<Written, FileProblem>> =>
  writeFile(writing.now, () => give(vault, me, order, writing), writing.signal);

export const writeRevocation = (vault: Vault, me: Me, id: string, now: Date): Promise<Result<Written, FileProblem>> =>
  writeFile(now, () => revoke(vault, me, id, { now }));

/** What she herself said of her posts: ids of grounds by the post's id. */
export async function groundsOf(vault: Vault, { signed: { card } }: Me): Promise<Result<Map<string, string[]>, VaultProblem>> {
  const ops = await ownOps(vault, null);
  if (!ops.ok) return ops;
  const said = [...stateOf(ops.value)].map(([item, { authors }]): [string, string[]] => [item, authors[card.label]?.said.grounds?.value.ids ?? []]);
  return ok(new Map(said.filter(([, ids]) => ids.length > 0)));
}

/** Who a hand-over can go to. */
export const withCard = (contacts: readonly Contact[]): Contact[] => contacts.filter(({ card }) => card !== null);
