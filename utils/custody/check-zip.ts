import { Reader, Uint8ArrayWriter, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { Bytes } from '@/utils/crypto/bytes';
import { crc32 } from './crc32';

const WINDOW = 1 << 20;
const STORED = 0;
/** Local header, place and data descriptor of a file must agree with the table at the end: other tools may read either. */
const STRICT = { checkOverlappingEntry: true, strictness: 'strict', useWebWorkers: false } as const;

/** Reads an archive by the megabyte: a file of a few bytes would else cost five reads of the disk. */
export class WindowReader extends Reader<Blob> {
  readonly #blob: Blob;
  #window = { start: -1, bytes: Promise.resolve<Bytes>(new Uint8Array()) };

  constructor(blob: Blob) {
    super(blob);
    this.#blob = blob;
    this.size = blob.size;
  }

  /** A copy, so that what is kept of a small file keeps no window alive. Short where the blob ends. */
  override async readUint8Array(index: number, length: number): Promise<Bytes> {
    const start = index - (index % WINDOW);
    if (index + length > start + WINDOW) return this.#slice(index, length);
    if (this.#window.start !== start) this.#window = { start, bytes: this.#slice(start, WINDOW) };
    return (await this.#window.bytes).slice(index - start, index - start + length);
  }

  async #slice(index: number, length: number): Promise<Bytes> {
    return new Uint8Array(await this.#blob.slice(index, index + length).arrayBuffer());
  }
}

/** The bytes of one file. Throws when the archive contradicts itself about it or the bytes do not have their CRC-32. */
export async function readEntry(reader: WindowReader, entry: FileEntry): Promise<Bytes> {
  // Our own packages only store: then the bytes are taken as they stand, without the passage through the streams of the codec.
  if (entry.compressionMethod !== STORED || entry.encrypted) {
    return new Uint8Array(await entry.getData(new Uint8ArrayWriter(), { ...STRICT, checkCrc32: true }));
  }
  await entry.getData(new Uint8ArrayWriter(), { ...STRICT, checkOverlappingEntryOnly: true });
  const { localDirectory, compressedSize, uncompressedSize } = entry;
  if (localDirectory === undefined || compressedSize !== uncompressedSize) throw new Error('sizes do not agree');
  const bytes = await reader.readUint8Array(localDirectory.dataOffset, uncompressedSize);
  if (bytes.length !== uncompressedSize || crc32(bytes) !== entry.crc32) throw new Error('the sum does not hold');
  return bytes;
}
