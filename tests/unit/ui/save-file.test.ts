// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';

import { openFile } from '@/utils/ui/save-file';

const bytes = (n: number) => new Uint8Array(n).fill(n % 251);
async function fill(stream: WritableStream<Uint8Array<ArrayBuffer>>, sizes: number[]) {
  const writer = stream.getWriter();
  for (const n of sizes) await writer.write(bytes(n));
  await writer.close();
}

/** A place on disk as the browser's dialog gives it: nothing is there before `close`. */
function disk(sizeBefore = 0) {
  const state = { written: 0, closed: false, aborted: false, removed: false };
  const sink = { write: (chunk: Uint8Array) => { state.written += chunk.byteLength; }, close: () => { state.closed = true; }, abort: () => { state.aborted = true; } };
  const handle = { getFile: async () => ({ size: sizeBefore }), createWritable: async () => new WritableStream(sink), remove: async () => { state.removed = true; } };
  return { state, page: { showSaveFilePicker: vi.fn(async () => handle) } as unknown as Window };
}

afterEach(() => vi.restoreAllMocks());

describe('a file at a place she picked', () => {
  it('is there when its stream has closed', async () => {
    const { state, page } = disk();
    const sink = await openFile('a.zip', 'application/zip', page);
    await fill(sink!.stream, [10, 20]);
    await sink!.finish();
    expect(state).toEqual({ written: 30, closed: true, aborted: false, removed: false });
    await sink!.abort();
    expect(state.removed).toBe(false);
  });

  it('leaves nothing when it is stopped', async () => {
    const { state, page } = disk();
    const sink = await openFile('a.zip', 'application/zip', page);
    const stop = new AbortController();
    const source = new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: (to) => { to.enqueue(bytes(5)); if (state.written > 50) stop.abort(); } });
    await expect(source.pipeTo(sink!.stream, { signal: stop.signal })).rejects.toThrow();
    await sink!.abort();
    expect(state).toMatchObject({ closed: false, aborted: true, removed: true });
  });

  it('does not remove a file that was there before', async () => {
    const { state, page } = disk(700);
    const sink = await openFile('a.zip', 'application/zip', page);
    await sink!.abort();
    expect(state).toMatchObject({ aborted: true, removed: false });
  });

  it('is none when she closes the dialog', async () => {
    const page = { showSaveFilePicker: async () => { throw new DOMException('', 'AbortError'); } } as unknown as Window;
    expect(await openFile('a.zip', 'application/zip', page)).toBeNull();
  });
});

describe('a file for the downloads', () => {
  it('is one blob with its type and name, made only at the end', async () => {
    const made: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => { made.push(blob as Blob); return 'blob:x'; });
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { names.push(this.download); });
    const sink = await openFile('a.zip', 'application/zip', {} as Window);
    await fill(sink!.stream, [9_000_000, 9_000_000, 3]);
    expect(made).toEqual([]);
    await sink!.finish();
    expect(made[0]?.size).toBe(18_000_003);
    expect(made[0]?.type).toBe('application/zip');
    expect(names).toEqual(['a.zip']);
  });

  it('never is, when it is stopped', async () => {
    const make = vi.spyOn(URL, 'createObjectURL');
    const sink = await openFile('a.zip', 'application/zip', {} as Window);
    await sink!.stream.getWriter().write(bytes(10));
    await sink!.abort();
    expect(make).not.toHaveBeenCalled();
  });
});
