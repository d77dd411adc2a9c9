import { sha256 } from '@/utils/crypto/hash';
import { utf8, type Bytes } from '@/utils/crypto/bytes';
import { gather } from '@/utils/custody/ahead';
import { encryptTo } from '@/utils/custody/encrypt';
import type { BackupEnd, BackupFile } from '@/utils/domain/backup';

import { writeTar } from './tar';

const PIECE = 1 << 18;

/** For whoever opens it without this program. */
export const HOW_TO_OPEN = `This is a backup of Holdfast, the whole of it. Whoever can read this can read everything that was saved.

To put it back: install Holdfast in a browser where it is new, open its workspace, and choose "I have a backup".

Without Holdfast:
  age -d BACKUP.age > backup.tar       asks for the passphrase or the six words (with - between them)
  tar -xf backup.tar
  sha256sum -c SHA256SUMS              every file as it was when the backup was made

items/*/item.json is one saved post: "record" is its sealed record, the files beside it are its parts and pictures.
log/*.jsonl is the log, one line each. keys.json is secret: its seed can continue this log, its identity opens packages.
`;

/**
 * One age file under a passphrase, streamed: a tar of everything with the sum of each file at its end. `files`: as the vault's
 * `backupFiles`; its end is told to `onEnd`, and its errors end the stream. `workFactor`: log₂ of scrypt's work.
 */
export async function writeBackup(files: AsyncGenerator<BackupFile, BackupEnd>, made: Date, passphrase: string, onEnd: (end: BackupEnd) => void, workFactor?: number): Promise<ReadableStream<Bytes>> {
  const pieces = writeTar(withSums(files, onEnd), Math.floor(made.getTime() / 1000));
  const tar = new ReadableStream<Bytes>({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return encryptTo(gather(tar, PIECE), { passphrase, ...(workFactor !== undefined && { workFactor }) });
}

async function* withSums(files: AsyncGenerator<BackupFile, BackupEnd>, onEnd: (end: BackupEnd) => void): AsyncGenerator<BackupFile> {
  const sums = new Map<string, string>();
  const note = async (file: BackupFile): Promise<BackupFile> => {
    sums.set(file.path, await sha256(file.bytes));
    return file;
  };
  try {
    yield await note({ path: 'HOW-TO-OPEN.txt', bytes: utf8(HOW_TO_OPEN) });
    for (;;) {
      const { done, value } = await files.next();
      if (done) {
        onEnd(value);
        break;
      }
      yield await note(value);
    }
  } finally {
    // Also where the reader goes away: the vault's lock is let go.
    await files.return(undefined as never);
  }
  yield { path: 'SHA256SUMS', bytes: utf8([...sums].map(([path, hash]) => `${hash}  ${path}\n`).join('')) };
}
