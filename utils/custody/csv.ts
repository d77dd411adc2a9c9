import { isOwn } from '@/utils/domain/record';
import { showBidi } from '@/utils/text/bidi';
import { visible } from '@/utils/text/visible';
import { originalText } from '@/utils/text/wellformed';
import { itemFolder, type PackedItem } from './pack-model';
import { toSeconds } from './times';

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** What it would take for a number and keep fifteen digits of: the ids of posts. */
const LONG_NUMBER = /^\d{16,}$/;
const BOM = '\ufeff';

/** The header is English in every language: it is a format. It says what a reader of the table must know. */
export const CSV_HEADER = [
  'item', 'folder', 'saved at (UTC; device clock)', 'address', 'permalink', 'site reader', 'handle', 'display name', 'account id', 'post id',
  'kind', 'posted at (UTC; from page)', 'posted at (UTC; from id)', 'time as shown', 'language',
  "words (shown safely: a leading ' is ours; exact words in the folder's post.json)", 'content warning', 'record sha256', 'log line',
  'how it came here', 'stated date', 'stated time', 'stated time zone', 'stated place', 'stated witnesses', 'stated reference', 'stated origin', 'names of files',
] as const;

const CAME = { captured: 'captured by Holdfast', 'by-hand': 'not captured by Holdfast: written down by hand', 'brought-in': 'not captured by Holdfast: a file brought in' } as const;

/**
 * RFC 4180 with every cell quoted, CRLF and a BOM, times in UTC with seconds. No cell can be taken for a formula, or lose digits;
 * units that UTF-8 cannot hold, and NUL, are shown by signs. The same items always give the same bytes.
 */
export function writeCsv(items: readonly PackedItem[]): string {
  return BOM + [CSV_HEADER, ...items.map(row)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

export function cell(value: string): string {
  const inert = FORMULA.test(value) || LONG_NUMBER.test(value) ? `'${value}` : value;
  return `"${visible(inert).replaceAll('"', '""')}"`;
}

function row({ position, record, recordSha256, post, entries }: PackedItem): string[] {
  const { url, time, author } = post ?? {};
  const stated = post?.stated;
  const words = post && post.post.text !== null ? originalText({ text: post.post.text, textUtf16le: post.post.textUtf16le }) : null;
  return [
    String(position), itemFolder(position), toSeconds(time?.clientUtc), url?.addressBar, url?.permalink,
    `${record.capture.adapter} ${record.capture.adapterVersion}`, author?.handle, author?.displayName, author?.platformUserId,
    post?.post.id, post?.post.kind, toSeconds(time?.postMachineTime), toSeconds(time?.postIdDerivedTime), time?.postShownText,
    post?.post.lang, words, post?.post.contentWarning, recordSha256,
    String(entries.find((e) => e.line.type === 'capture')?.line.seq ?? ''),
    CAME[isOwn(record.capture.adapter) ? record.capture.adapter : 'captured'], stated?.date, stated?.time, stated?.zone, stated?.place, stated?.witnesses, stated?.reference, stated?.origin,
    stated?.files.map(({ path, name }) => `${showBidi(name)} (${path})`).join('; '),
  ].map((value) => value ?? '');
}
