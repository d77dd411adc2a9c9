import { describe, expect, it } from 'vitest';

import { droppedFiles } from '@/utils/ui/dropped-files';

type Entry = FileSystemEntry;
const fileEntry = (name: string, gone = false): Entry =>
  ({ isFile: true, isDirectory: false, name, file: (done: (file: File) => void, failed: () => void) => (gone ? failed() : done(new File(['x'], name))) }) as unknown as Entry;
/** As browsers do it: a hundred at a time, then none. */
const folder = (name: string, entries: Entry[]): Entry =>
  ({ isFile: false, isDirectory: true, name, createReader: () => {
    let at = 0;
    return { readEntries: (done: (some: Entry[]) => void) => done(entries.slice(at, (at += 100))) };
  } }) as unknown as Entry;
const dropped = (...entries: (Entry | File | string)[]): DataTransfer =>
  ({ items: entries.map((entry) => (typeof entry === 'string' ? { kind: 'string' } : {
    kind: 'file', webkitGetAsEntry: () => (entry instanceof File ? null : entry), getAsFile: () => (entry instanceof File ? entry : null),
  })) }) as unknown as DataTransfer;
const names = async (transfer: DataTransfer) => (await droppedFiles(transfer)).map(({ name }) => name);

describe('what is dropped on the page', () => {
  it('is taken file by file, folders walked through, in order', async () => {
    const many = Array.from({ length: 250 }, (_, i) => fileEntry(`shot ${i}.png`));
    const found = await names(dropped(fileEntry('a.png'), folder('phone', [folder('inner', many), fileEntry('b.png')]), 'a word', new File(['x'], 'c.png')));
    expect(found).toEqual(['a.png', ...many.map(({ name }) => name), 'b.png', 'c.png']);
  });

  it('leaves out a file that is gone, and ends in a folder that holds itself', async () => {
    const round: Entry[] = [fileEntry('a.png'), fileEntry('gone.png', true)];
    round.push(folder('again', round));
    const found = await names(dropped(folder('round', round)));
    expect(new Set(found)).toEqual(new Set(['a.png']));
    expect(found.length).toBeLessThan(20);
  });

  it('is cut off where there is no end of it', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => fileEntry(`${i}`));
    expect(await names(dropped(folder('x', many), fileEntry('after')))).toHaveLength(5000);
  });
});
