/** Where a file goes while it is being written. Call nothing after `finish` or `abort`. */
export interface FileSink {
  stream: WritableStream<Uint8Array<ArrayBuffer>>;
  /** The whole file is there under its name. Call after the stream has closed. */
  finish(): Promise<void>;
  /** Nothing is left of it. */
  abort(): Promise<void>;
  /** `picked`: she chose the place. `downloads`: the browser's own folder, and its list of downloads shows it. */
  place: 'picked' | 'downloads';
}

interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { description: string; accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle & { remove?: () => Promise<void> }>;
}

const PART_BYTES = 8_000_000;

/**
 * Opens a place for one file. Must be called straight from a click (the browser's own dialog asks for one).
 * Null: she closed the dialog, and nothing was made. `type` is a MIME type: without one browsers rename the file.
 */
export async function openFile(name: string, type: string, page: Window & SavePicker = window): Promise<FileSink | null> {
  if (typeof page.showSaveFilePicker !== 'function') return collect(name, type);
  try {
    const ending = name.slice(name.lastIndexOf('.'));
    const handle = await page.showSaveFilePicker({ suggestedName: name, types: [{ description: name, accept: { [type]: [ending] } }] });
    return await pickedSink(handle);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    return collect(name, type);
  }
}

/** The browser writes to a swap file beside it and moves it at `close`: an abort leaves the swap file gone. */
async function pickedSink(handle: FileSystemFileHandle & { remove?: () => Promise<void> }): Promise<FileSink> {
  const fresh = (await handle.getFile()).size === 0;
  const writable = await handle.createWritable();
  const writer = writable.getWriter();
  let ended = false;
  const drop = async () => {
    if (ended) return;
    ended = true;
    await writer.abort().catch(() => undefined);
    // The dialog itself makes an empty file for a new name; one that was there before is not ours to remove.
    if (fresh) await handle.remove?.().catch(() => undefined);
  };
  return {
    place: 'picked',
    stream: new WritableStream<Uint8Array<ArrayBuffer>>({
      write: (chunk) => writer.write(chunk),
      close: async () => { await writer.close(); ended = true; },
      abort: drop,
    }),
    finish: async () => undefined,
    abort: drop,
  };
}

/** Parts become Blobs as they fill, which the browser keeps on disk: memory stays flat. */
function collect(name: string, type: string): FileSink {
  let blobs: Blob[] = [];
  let part: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const fold = () => {
    if (part.length > 0) blobs.push(new Blob(part));
    part = [];
    held = 0;
  };
  const drop = async () => { blobs = []; part = []; held = 0; };
  return {
    place: 'downloads',
    stream: new WritableStream<Uint8Array<ArrayBuffer>>({
      write: (chunk) => {
        part.push(chunk.slice());
        held += chunk.byteLength;
        if (held >= PART_BYTES) fold();
      },
      abort: drop,
    }),
    finish: async () => {
      fold();
      const whole = new Blob(blobs, { type });
      await drop();
      download(whole, name);
    },
    abort: drop,
  };
}

/** A file that is whole already, into the browser's downloads. */
export const downloadBytes = (bytes: Uint8Array<ArrayBuffer>, name: string, type: string): void => download(new Blob([bytes], { type }), name);

function download(whole: Blob, name: string): void {
  const url = URL.createObjectURL(whole);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
