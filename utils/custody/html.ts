import { pieces } from '@/utils/text/visible';

/** Text that is HTML already. Only `html` makes it, so nothing else can be taken for markup. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = string | number | null | undefined | false | Html | readonly Html[];

/** A template whose values are always text: escaped, and with signs for what cannot be shown. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((all, part, i) => all + part + (i < values.length ? one(values[i]) : ''), ''));
}

function one(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map((v) => v.markup).join('');
  return text(String(value));
}

/** Safe in elements and in quoted attributes' place of plain text; every sign stands in a `span` of its own, so it can be told from the same characters in the words. */
const text = (raw: string): string =>
  pieces(raw).map((p) => ('plain' in p ? escape(p.plain) : `<span class="sign">${p.escape}</span>`)).join('');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (raw: string): string => raw.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
