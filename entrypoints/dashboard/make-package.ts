import { encryptTo } from '@/utils/custody/encrypt';
import { PackageError, writePackage } from '@/utils/custody/package';
import { reportWords } from '@/utils/custody/report-words';
import { FRENCH } from '@/utils/custody/report-words-fr';
import { randomId } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import { language } from '@/utils/i18n';
import { openFile, type FileSink } from '@/utils/ui/save-file';
import type { Vault, VaultProblem } from '@/utils/vault/types';

export interface PackageOrder {
  ids: string[];
  pictures: 'post' | 'screen';
  /** Her notes go too. */
  labels: boolean;
  /** Pictures of what is marked intimate go too. */
  intimate: boolean;
  form: { kind: 'plain' } | { kind: 'age'; recipients: string[] } | { kind: 'passphrase'; passphrase: string };
}

export type PackageProblem = VaultProblem | 'stopped' | 'no-place' | 'damaged-log' | 'damaged-item' | 'write-failed';

export interface Made { name: string; place: FileSink['place']; items: number }

/**
 * Writes one package to a file of her choosing. Call straight from a click: the browser's dialog wants one.
 * Stopped or failed, nothing is left of the file, and `ok` is false.
 */
export async function makePackage(vault: Vault, order: PackageOrder, signal: AbortSignal, progress: (done: number, of: number) => void): Promise<Result<Made, PackageProblem>> {
  const plain = order.form.kind === 'plain';
  // The dialog comes before the package is begun, so the name does too: the archive's one folder is named as the archive.
  const uuid = crypto.randomUUID();
  const name = plain ? `evidence-${uuid.replaceAll('-', '').slice(0, 12)}.zip` : `copy-${randomId().slice(0, 6)}.age`;
  const sink = await openFile(name, plain ? 'application/zip' : 'application/octet-stream');
  if (!sink) return fail('no-place');
  try {
    const source = await vault.packageSource(order.ids, { pictures: order.pictures, intimate: order.intimate, form: plain ? 'plain' : 'age' });
    if (!source.ok) {
      await sink.abort();
      return source;
    }
    signal.throwIfAborted();
    const made = writePackage(source.value, {
      pictures: order.pictures, intimate: order.intimate, labels: order.labels, signal, uuid, words: reportWords({ fr: FRENCH }, language()), progress: ({ items, of }) => progress(items, of),
    });
    const stream = order.form.kind === 'plain' ? made.stream
      : await encryptTo(made.stream, order.form.kind === 'age' ? { recipients: [source.value.recipient, ...order.form.recipients] } : { passphrase: order.form.passphrase });
    await stream.pipeTo(sink.stream, { signal });
    await sink.finish();
    return ok({ name, place: sink.place, items: order.ids.length });
  } catch (error) {
    await sink.abort();
    if (signal.aborted) return fail('stopped');
    if (error instanceof PackageError && error.code !== 'nothing-chosen') return fail(error.code);
    return fail('write-failed');
  }
}
