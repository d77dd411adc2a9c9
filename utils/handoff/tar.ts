import { fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';

/*
 * The plainest archive there is (POSIX ustar, files only): written and read in one pass, without a table at the end, so that a
 * backup never lies anywhere unsealed. `tar -xf` opens it.
 */
export interface TarFile { path: string; bytes: Bytes }

const BLOCK = 512;
/** A name of up to 100 bytes, with what stands before a slash moved out into up to 155 more. */
const PATH = /^(?!.*(?:^|\/)\.{0,2}(?:\/|$))[A-Za-z0-9._/-]{1,200}$/;

export class TarError extends Error {}

function split(path: string): [prefix: string, name: string] {
  if (path.length <= 100) return ['', path];
  const at = path.indexOf('/', path.length - 101);
  if (at < 0 || at > 155) throw new TarError(`a path too long: ${path.length}`);
  return [path.slice(0, at), path.slice(at + 1)];
}

/** One file: its header, and its bytes filled up to whole blocks. `seconds`: since 1970. Throws on a path that we do not write. */
export function tarHeader(path: string, size: number, seconds: number): Bytes {
  if (!PATH.test(path)) throw new TarError(path);
  const header = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => header.set(utf8(text), at);
  const octal = (at: number, length: number, value: number): void => put(at, value.toString(8).padStart(length - 1, '0'));
  const [prefix, name] = split(path);
  put(0, name);
  octal(100, 8, 0o600);
  octal(108, 8, 0);
  octal(116, 8, 0);
  octal(124, 12, size);
  octal(136, 12, seconds);
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\u000000');
  put(345, prefix);
  put(148, `${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\u0000 `);
  return header;
}

export async function* writeTar(files: AsyncIterable<TarFile>, seconds: number): AsyncGenerator<Bytes> {
  for await (const { path, bytes } of files) {
    yield tarHeader(path, bytes.length, seconds);
    yield bytes;
    const over = bytes.length % BLOCK;
    if (over > 0) yield new Uint8Array(BLOCK - over);
  }
  yield new Uint8Array(2 * BLOCK);
}

/** Reads exactly what it is asked for out of a stream. */
class Exactly {
  private readonly reader: ReadableStreamDefaultReader<Bytes>;
  private held: Bytes = new Uint8Array();
  constructor(stream: ReadableStream<Bytes>) {
    this.reader = stream.getReader();
  }

  async take(length: number): Promise<Bytes> {
    const whole = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      if (this.held.length === 0) {
        const { done, value } = await this.reader.read();
        if (done) throw new TarError('cut short');
        this.held = value;
      }
      const some = this.held.subarray(0, length - at);
      whole.set(some, at);
      at += some.length;
      this.held = this.held.subarray(some.length);
    }
    return whole;
  }

  /** True when nothing but zeros is left. */
  async onlyZeros(): Promise<boolean> {
    for (;;) {
      if (this.held.some((byte) => byte !== 0)) return false;
      const { done, value } = await this.reader.read();
      if (done) return true;
      this.held = value;
    }
  }

  stop(): Promise<void> {
    return this.reader.cancel().catch(() => undefined);
  }
}

/** What `writeTar` wrote, one file at a time, each no longer than `most` bytes. Throws `TarError` on anything else, and the stream's own errors. */
export async function* readTar(stream: ReadableStream<Bytes>, most: number): AsyncGenerator<TarFile> {
  const input = new Exactly(stream);
  try {
    for (;;) {
      const header = await input.take(BLOCK);
      if (header.every((byte) => byte === 0)) {
        if (!(await input.onlyZeros())) throw new TarError('something after the end');
        return;
      }
      const { path, size } = readHeader(header);
      if (size > most) throw new TarError('too big');
      const bytes = await input.take(size);
      if (size % BLOCK > 0) await input.take(BLOCK - (size % BLOCK));
      yield { path, bytes };
    }
  } finally {
    await input.stop();
  }
}

function readHeader(header: Bytes): { path: string; size: number } {
  const text = (at: number, length: number): string => fromUtf8(header.subarray(at, at + length)).replace(/\0.*$/s, '');
  let path: string;
  try {
    path = [text(345, 155), text(0, 100)].filter(Boolean).join('/');
  } catch {
    throw new TarError('a name');
  }
  const size = Number.parseInt(text(124, 12), 8);
  if (!PATH.test(path) || !Number.isSafeInteger(size)) throw new TarError('a header');
  const same = tarHeader(path, size, Number.parseInt(text(136, 12), 8));
  if (same.some((byte, i) => byte !== header[i])) throw new TarError('a header');
  return { path, size };
}
