import type { OwnAdapter, Stated } from '@/utils/domain/record';
import { showBidi } from '@/utils/text/bidi';
import { html, type Html } from './html';
import type { PackedItem } from './pack-model';
import { fill, type ReportWords } from './report-words';
import { toSeconds } from './times';

/** How the sentence begins that says: this was not captured. The verifier looks for it whatever the report's language. */
export const notOurs = (adapter: OwnAdapter): Html => html`<p class="not-ours" data-how="${adapter}">`;

const KEYS = ['date', 'time', 'zone', 'place', 'witnesses', 'reference', 'origin'] as const;

/** What is typed or named by a person, with nothing in it that turns or hides: a name may be made to look like another. */
const plain = (text: string): Html => html`<bdi>${showBidi(text)}</bdi>`;

/** Where it stood in a data download: file, place and sums. */
function archiveRows({ archive }: Stated, w: ReportWords): Html[] {
  if (!archive) return [];
  return [html`<dt>${w.stated['archive']}</dt><dd>${plain(archive.name)}<br><span class="hash">${archive.sha256}</span></dd>`,
    html`<dt>${w.stated['inner']}</dt><dd>${plain(archive.file)}${archive.entry !== null && html` · ${fill(w.stated['entry'] ?? '', { n: archive.entry })}`}<br><span class="hash">${archive.fileSha256}</span></dd>`];
}

/** What the person states of an event or of files; nothing where a page was captured. */
export function stated({ post }: PackedItem, w: ReportWords): Html | null {
  const own = post?.stated;
  if (!own) return null;
  const rows = KEYS.flatMap((key) => (own[key] === null ? [] : [html`<dt>${w.stated[key]}</dt><dd>${plain(own[key])}</dd>`]));
  const files = own.files.map(({ path, name, modified }) =>
    html`<dt>${w.stated['file']}</dt><dd>${plain(name)} → ${path}${modified !== null && html` (${fill(w.stated['modified'] ?? '', { time: toSeconds(modified) ?? '?' })})`}</dd>`);
  return html`<h3>${own.archive && own.archive.entry !== null ? w.stated['titleArchive'] : w.stated['title']}</h3><dl>${rows}${files}${archiveRows(own, w)}</dl>${own.archive !== undefined && html`<p>${w.stated['altered']}</p>`}${files.length > 0 && html`<p class="small">${w.stated['care']}</p>`}`;
}

/** What the report must hold of it, in any language. */
export const statedPieces = (own: Stated): string[] => [...KEYS.map((key) => own[key]), ...own.files.map(({ name }) => name)].flatMap((value) => (value === null ? [] : [plain(value).markup])).concat(own.archive ? [own.archive.sha256, own.archive.fileSha256, plain(own.archive.file).markup] : []);
