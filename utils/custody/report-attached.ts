import type { FileEntry } from '@/utils/domain/record';
import { showBidi } from '@/utils/text/bidi';
import { html, type Html } from './html';
import type { PackedItem } from './pack-model';
import type { ReportWords } from './report-words';

const KEYS = ['from', 'date', 'messageId', 'received', 'dkim'] as const;

/** Originals that were added after the post was saved, with what their own headers say; nothing where there are none. */
export function attached({ entries }: PackedItem, w: ReportWords): Html | null {
  const told = entries.filter(({ line, body }) => line.type === 'import' && Array.isArray(body?.body['files'])).map(({ body }) => body?.body ?? {});
  if (told.length === 0) return null;
  return html`<h3>${w.attached['title']}</h3><dl>${told.map((about) => rows(about, w))}</dl><p class="small">${w.attached['care']}</p>`;
}

function rows(about: Record<string, unknown>, w: ReportWords): Html {
  const says = (typeof about['says'] === 'object' && about['says'] !== null ? about['says'] : {}) as Record<string, unknown>;
  const value = (key: (typeof KEYS)[number]): string | null => {
    const said = says[key];
    if (typeof said === 'boolean') return (said ? w.attached['yes'] : w.attached['no']) ?? null;
    return typeof said === 'string' || typeof said === 'number' ? String(said) : null;
  };
  const lines = KEYS.map((key) => ({ key, said: value(key) })).filter(({ said }) => said !== null);
  const places = (about['files'] as FileEntry[]).map(({ path }) => path).join(', ');
  return html`<dt>${w.attached['name']}</dt><dd><bdi>${showBidi(String(about['name'] ?? ''))}</bdi> → ${places}</dd>${lines.length > 0 &&
    html`<dt>${w.attached['says']}</dt><dd>${lines.map(({ key, said }) => html`${w.attached[key]}: <bdi>${showBidi(said ?? '')}</bdi><br>`)}</dd>`}`;
}
