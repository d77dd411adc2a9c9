import { concat, type Bytes } from '@/utils/crypto/bytes';

/** Work that the browser does on other threads (sums), beside our own: at most `most` bytes of it under way, or one piece. */
export class Aside {
  readonly #jobs = new Set<Promise<void>>();
  readonly #most: number;
  #bytes = 0;
  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when a piece of `bytes` may begin. */
  async room(bytes: number): Promise<void> {
    const isFull = (): boolean => this.#jobs.size > 0 && this.#bytes + bytes > this.#most;
    while (isFull()) await Promise.race(this.#jobs);
  }

  add(bytes: number, work: Promise<void>): void {
    this.#bytes += bytes;
    const job: Promise<void> = work.then(() => {
      this.#jobs.delete(job);
      this.#bytes -= bytes;
    });
    this.#jobs.add(job);
  }

  async done(): Promise<void> {
    await Promise.all(this.#jobs);
  }
}

/** The same files, the next ones made while one is on its way: at most `most` bytes ahead, and one file. Its error ends it. */
export function readAhead<T extends { bytes: Bytes }>(files: AsyncGenerator<T>, most: number): ReadableStream<T> {
  const pull = async (controller: ReadableStreamDefaultController<T>): Promise<void> => {
    const { done, value } = await files.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  return new ReadableStream<T>({ pull, cancel: () => void files.return(undefined) }, { highWaterMark: most, size: ({ bytes }) => bytes.length });
}

/** The same bytes in pieces of at least `least`: each piece costs every stream after it. A reader may go away without an error. */
export function gather(stream: ReadableStream<Bytes>, least: number): ReadableStream<Bytes> {
  const reader = stream.getReader();
  return new ReadableStream<Bytes>({
    async pull(controller) {
      const pieces: Bytes[] = [];
      for (let length = 0; length < least; ) {
        const { done, value } = await reader.read();
        if (done) break;
        pieces.push(value);
        length += value.length;
      }
      if (pieces.length > 0) controller.enqueue(concat(...pieces));
      else controller.close();
    },
    cancel: (reason) => reader.cancel(reason).catch(() => undefined),
  });
}
