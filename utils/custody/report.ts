import { showBidi } from '@/utils/text/bidi';
import { jcs } from './jcs';
import { html, Html } from './html';
import type { PackedWhole } from './pack-model';
import { reportItem } from './report-item';
import { STYLE, STYLE_HASH } from './report-style';
import { fill, type ReportWords } from './report-words';
import { toSeconds } from './times';

/** No script, nothing from outside, only the style below: the page cannot ask anyone anything. */
const POLICY = `default-src 'none'; img-src 'self' file: data:; style-src 'sha256-${STYLE_HASH}'; form-action 'none'; base-uri 'none'`;

/** The report as one HTML page; pictures by relative address. It is meant to be printed as well as read. */
export function writeReport(whole: PackedWhole, w: ReportWords): string {
  const title = `${w.title}: ${whole.items.length}`;
  const page = html`<!doctype html>
<html lang="${w.lang}" dir="${w.dir}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Html(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${new Html(STYLE)}</style></head><body>
<header><h1>${title}</h1>
<p>${fill(w.made, { id: whole.id, time: toSeconds(whole.exportedAt) ?? '', software: whole.software, count: whole.items.length })}</p>
<p>${fill(w.sealedBy, { origin: whole.origin, fingerprint: '' })}<span class="hash">${whole.keyFingerprint}</span></p></header>
<section><h2>${w.shows}</h2><ul>${w.limits.map((limit) => html`<li>${limit}</li>`)}</ul></section>
<nav><h2>${w.contents}</h2><ol class="toc">${whole.items.map((item) => contentsLine(item, w))}</ol><p class="small">${w.noLinks}</p></nav>
<main>${whole.items.map((item) => reportItem(item, whole, w))}</main>
<section class="item"><h2>${w.custody}</h2><p>${fill(w.custodyWho, { origin: whole.origin })}</p>${custody(whole, w)}<p>${logState(whole, w)}</p></section>
<section><h2>${w.check}</h2><p>${w.checkLine}</p></section>
</body></html>
`;
  return page.markup;
}

function contentsLine({ position, post }: PackedWhole['items'][number], w: ReportWords): Html {
  const sender = post?.author.handle ?? post?.author.displayName ?? w.noSender;
  return html`<li><a href="#item-${position}">${fill(w.item, { n: position })}</a>: <bdi>${sender}</bdi>, ${toSeconds(post?.time.clientUtc) ?? w.noTime}, <bdi>${post?.url.addressBar}</bdi></li>`;
}

function custody(whole: PackedWhole, w: ReportWords): Html {
  const rows = [
    ...whole.items.flatMap(({ position, entries }) => entries.map((entry) => ({ position: String(position), entry }))),
    ...whole.slices.flatMap(({ id, entries }) => entries.map((entry) => ({ position: fill(w.sharedPicture, { slice: id }), entry }))),
  ];
  rows.sort((a, b) => a.entry.line.seq - b.entry.line.seq);
  return html`<table><thead><tr><th>#</th><th>${w.time}</th><th>${w.post}</th><th>${w.action}</th><th>${w.details}</th><th>${w.lineHash}</th></tr></thead><tbody>${rows.map(
    ({ position, entry: { line, body } }) => html`<tr><td>${line.seq}</td><td>${toSeconds(line.time)}</td><td>${position}</td><td>${w.actions[line.type] ?? line.type}</td><td><bdi>${body === null ? w.bodyWithheld : showBidi(details(body.body))}</bdi></td><td class="hash">${line.body}</td></tr>`,
  )}</tbody></table>`;
}

const details = (body: Record<string, unknown>): string =>
  Object.entries(body).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : jcs(value)}`).join('; ');

/** Places such as `3, 7–9, 12`. */
export function ranges(places: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const place of [...places].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

function logState(whole: PackedWhole, w: ReportWords): string {
  const own = [...whole.items, ...whole.slices].flatMap((item) => item.entries.map((e) => e.line.seq));
  return fill(w.logState, { size: whole.logSize, own: own.length, others: whole.logSize - own.length, places: ranges(own) });
}
