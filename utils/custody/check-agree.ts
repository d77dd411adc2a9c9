import { asTheyStand, isOwn } from '@/utils/domain/record';
import { originalText } from '@/utils/text/wellformed';
import { textOf, type Fail, type ReadFiles } from './check-bag';
import { crateFault, type PayloadFile } from './crate';
import { writeCsv } from './csv';
import { html } from './html';
import { notOurs, statedPieces } from './report-stated';
import { itemFolder, type PackedItem, type PackedWhole } from './pack-model';
import { exhibit, SECTION, sectionStart } from './report-item';
import { toSeconds } from './times';

const CRATE = 'data/ro-crate-metadata.json';
const REPORT = 'data/report.html';

/** What is made for reading, table, report and description, says what the records say. */
export function checkAgreement(read: ReadFiles, whole: PackedWhole, fail: Fail): void {
  const crate = textOf(read, CRATE);
  if (crate !== null) {
    const fault = crateFault(crate, whole, payloadFiles(read, crate));
    if (fault !== null) fail('crate-differs', fault);
  }
  const table = textOf(read, 'data/log.csv');
  if (table !== null && attempt(() => writeCsv(whole.items)) !== table) fail('table-differs', 'data/log.csv');
  const report = textOf(read, REPORT);
  const starts = sectionStarts(report ?? '');
  for (const item of report === null ? [] : whole.items) {
    const section = sectionOf(report ?? '', starts.get(sectionStart(item.position)));
    if (!(attempt(() => essentials(item).every((piece) => section.includes(piece))) ?? false)) fail('report-differs', `data/${itemFolder(item.position)}`);
  }
}

/** In the order in which the crate lists them; types, which only the crate states, are taken from there. */
function payloadFiles(read: ReadFiles, crate: string): PayloadFile[] {
  const order = new Map<string, { type: string; at: number }>();
  const nodes = attempt(() => (JSON.parse(crate) as { '@graph': Record<string, unknown>[] })['@graph']) ?? [];
  if (Array.isArray(nodes)) nodes.forEach((node, at) => order.set(String(node?.['@id']), { type: String(node?.['encodingFormat']), at }));
  return [...read.sizes]
    .filter(([path]) => path.startsWith('data/') && path !== CRATE)
    .map(([path, bytes]) => ({ path: path.slice(5), bytes, sha256: read.sha256.get(path) ?? '', type: order.get(path.slice(5))?.type ?? '' }))
    .sort((a, b) => (order.get(a.path)?.at ?? 0) - (order.get(b.path)?.at ?? 0));
}

/** Where each part about an item first begins; one walk, for a report has as many parts as the package posts. */
function sectionStarts(report: string): Map<string, number> {
  const starts = new Map<string, number>();
  for (const { 0: tag, index } of report.matchAll(SECTION)) if (!starts.has(tag)) starts.set(tag, index);
  return starts;
}

/** What the report says of one item, and nothing of what it says of others. */
function sectionOf(report: string, start: number | undefined): string {
  if (start === undefined) return '';
  const end = report.indexOf('</section>', start);
  return report.slice(start, end < 0 ? undefined : end);
}

/** Pieces of the report that follow from the record alone, whatever its language and look. */
function essentials({ post, recordSha256, record, redacted, present }: PackedItem): string[] {
  const pictures = asTheyStand(record.files, redacted).filter((f) => present.has(f.path) && f.type.startsWith('image/')).map((f) => f.sha256);
  const pieces = [recordSha256, ...pictures];
  if (post === null) return pieces;
  const { text, textUtf16le, lang } = post.post;
  if (text !== null) pieces.push(exhibit(originalText({ text, textUtf16le }), lang).markup);
  pieces.push(toSeconds(post.time.clientUtc) ?? '');
  if (isOwn(record.capture.adapter)) pieces.push(notOurs(record.capture.adapter).markup);
  else pieces.push(html`<bdi>${post.url.addressBar}</bdi>`.markup);
  return post.stated ? [...pieces, ...statedPieces(post.stated)] : pieces;
}

/** Null where a hostile record breaks the reading of it: that is a failure like any other difference. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
