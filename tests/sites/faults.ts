import type { ReadPost } from '../../scripts/lib/read-page';
import { fields, judge, type Field } from './compare';
import type { AnchorName, MutatedPage } from './in-page';
import type { KeyPage, KeyPost } from './keys';

/** Told of every value that a key holds: whether it was still read. */
export type Note = (right: boolean) => void;

const short = (value: unknown): string => {
  const text = JSON.stringify(value ?? null);
  return text.length > 160 ? `${text.slice(0, 100)} … ${text.slice(-50)}` : text;
};

/** Values that are wrong, and values that are missing though nothing they hang on was touched. */
function faults(key: KeyPost, read: ReadPost, touched: readonly AnchorName[], where: string, free = false): string[] {
  return fields.flatMap((field: Field) => {
    const may = free || touched.includes(field);
    if (field === 'quoted' && key.quoted && read.quoted) return faults(key.quoted, read.quoted, touched, `${where} quoted`, may);
    const verdict = judge(field, key, read);
    if (verdict === 'right' || (verdict === 'null' && may)) return [];
    return [`${where} ${field}: ${verdict === 'null' ? 'not read though its anchors stand' : `${short(read[field])} is wrong, ${short(key[field])} is right`}`];
  });
}

/** A post quoted in this one, taken for a post by an adapter that does not know the software: true in itself. */
const isQuoted = (key: KeyPost, read: ReadPost): boolean => Boolean(key.quoted?.text) && judge('text', key.quoted ?? {}, read) === 'right' && judge('permalink', key.quoted ?? {}, read) === 'right';

/** Who does not know the software does not know that its local names have a domain, and may know names that it leaves out. */
const asStranger = (key: KeyPost, read: ReadPost): ReadPost => ({
  ...read,
  handle: read.handle && key.handle?.startsWith(`${read.handle}@`) ? key.handle : read.handle,
  displayName: key.displayName === null ? null : read.displayName,
});

/** Everything that a changed page is read wrongly in: values, posts that are none, posts that are missing though their anchors stand. */
export function pageFaults(page: KeyPage, changed: MutatedPage, note: Note): string[] {
  const wrong: string[] = [];
  const seen = new Set<number>();
  for (const { base, read, touched } of changed.posts) {
    const key = page.posts[base];
    const where = `${changed.name}: post ${base}`;
    if (!key || seen.has(base)) {
      wrong.push(`${where} ${key ? 'came out twice' : `is none: ${read?.handle} ${read?.text}`}`);
      continue;
    }
    seen.add(base);
    for (const field of fields) if (key[field] !== null && key[field] !== undefined) note(!read || judge(field, key, read) === 'right');
    if (read && !(changed.other && isQuoted(key, read))) wrong.push(...faults(key, changed.other ? asStranger(key, read) : read, touched, where));
  }
  for (const { base, touched } of changed.missing) {
    if (!touched) wrong.push(`${changed.name}: post ${base} was not found though its anchors stand`);
    for (const field of fields) if (page.posts[base]?.[field] ?? null) note(false);
  }
  return wrong;
}
