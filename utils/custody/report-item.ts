import { asTheyStand, isOwn, type FileEntry } from '@/utils/domain/record';
import { showBidi, turnsDirection } from '@/utils/text/bidi';
import { originalText } from '@/utils/text/wellformed';
import { html, Html } from './html';
import { itemFolder, showsScreen, type PackedItem, type PackedWhole } from './pack-model';
import { attached } from './report-attached';
import { notOurs, stated } from './report-stated';
import { fill, type ReportWords } from './report-words';
import { toLocal, toSeconds } from './times';

type Row = [label: string, value: string | null | undefined];

/** How the part about one item begins; `</section>` ends it, and stands nowhere inside. */
export const sectionStart = (position: number): string => `<section class="item" id="item-${position}">`;
/** Finds every `sectionStart`. */
export const SECTION = /<section class="item" id="item-\d+">/g;

/** One saved post: its fields, words, pictures and files. */
export function reportItem(item: PackedItem, whole: PackedWhole, w: ReportWords): Html {
  const { capture } = item.record;
  return html`${new Html(sectionStart(item.position))}<h2>${fill(w.item, { n: item.position })}</h2>
${fieldList(fields(item, whole, w))}
${isOwn(capture.adapter) ? html`${notOurs(capture.adapter)}${w.notOurs[capture.adapter]}</p>` : capture.parsed ? null : html`<p>${w.unparsed}</p>`}${item.post?.post.truncated && html`<p>${w.truncated}</p>`}${item.post?.post.sensitive && html`<p>${w.sensitive}</p>`}
${stated(item, w)}
${attached(item, w)}
<h3>${capture.adapter === 'by-hand' ? w.stated.words : w.words}</h3>${ownWords(item, w)}
${otherPost(w.quoted, item.post?.post.quoted)}${otherPost(w.around, fieldOf(item.context, 'parent'))}
${media(item, w)}
<h3>${w.pictures}</h3>${pictures(item, w)}
<h3>${w.how}</h3>${fieldList(making(item, w))}
<h3>${w.files}</h3>${files(item, w)}
</section>`;
}

const fieldList = (rows: Row[]): Html =>
  html`<dl>${rows.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([label, value]) => html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`)}</dl>`;

function fields({ post, environment, viewer, recordSha256, entries }: PackedItem, whole: PackedWhole, w: ReportWords): Row[] {
  const seq = entries.find((e) => e.line.type === 'capture')?.line.seq;
  const sealed: Row[] = [
    [w.recordHash, recordSha256],
    [w.logLine, seq === undefined ? w.noLine : fill(w.logAt, { seq, size: whole.logSize })],
  ];
  if (post === null) return sealed;
  if (post.stated) return [...claimed(post, w), [w.savedAt, toSeconds(post.time.clientUtc)], ...sealed];
  const { url, time, author } = post;
  const name = [author.displayName, author.handle === null ? null : `@${author.handle}`].filter(Boolean).join(' · ');
  return [
    [w.address, url.addressBar], [w.permalink, url.permalink ?? w.notStated], [w.canonical, url.canonical],
    [w.sender, name || w.notStated], [w.account, author.platformUserId ?? w.notStated], [w.profile, author.profileUrl],
    [w.postId, post.post.id ?? w.notStated], [w.kind, post.post.kind],
    [w.postedPage, toSeconds(time.postMachineTime) ?? w.notStated], [w.postedId, toSeconds(time.postIdDerivedTime)], [w.shownTime, time.postShownText],
    [w.savedAt, toSeconds(time.clientUtc)], [w.localTime, environment && toLocal(time.clientUtc, environment.timeZone)], [w.serverTime, serverTime(time, w)],
    [w.inReplyTo, post.post.inReplyTo && (post.post.inReplyTo.permalink ?? post.post.inReplyTo.handle ?? post.post.inReplyTo.id)],
    [w.contextLine, post.post.context], [w.contentWarning, post.post.contentWarning],
    [w.counts, Object.entries(post.post.counts).map(([what, n]) => `${what} ${n}`).join(', ')],
    [w.viewer, viewer?.account], ...sealed,
  ];
}

/** Sender and ids as a data download states them; nothing for what she wrote down. */
function claimed({ author, post }: NonNullable<PackedItem['post']>, w: ReportWords): Row[] {
  const name = [author.displayName, author.handle === null ? null : `@${author.handle}`].filter(Boolean).join(' · ');
  return [[w.sender, name], [w.account, author.platformUserId], [w.postId, post.id], [w.kind, post.kind]];
}

function serverTime(time: { serverDateHeader: string | null; serverDateReason: string | null; clientUtc: string }, w: ReportWords): string {
  if (time.serverDateHeader === null) return fill(w.noServerTime, { reason: time.serverDateReason ?? '?' });
  const seconds = Math.round((Date.parse(time.clientUtc) - Date.parse(time.serverDateHeader)) / 1000);
  return fill(w.skew, { time: toSeconds(time.serverDateHeader) ?? '?', seconds });
}

/** The words in their frame, exactly as the verifier looks for them. */
export const exhibit = (text: string, lang: string | null = null): Html =>
  lang !== null && /^[A-Za-z0-9-]{1,35}$/.test(lang)
    ? html`<div class="words" dir="auto" lang="${lang}">${text}</div>`
    : html`<div class="words" dir="auto">${text}</div>`;

function ownWords({ post }: PackedItem, w: ReportWords): Html {
  if (post === null || post.post.text === null) return html`<p>${post?.stated ? w.notStated : w.noWords}</p>`;
  const text = originalText({ text: post.post.text, textUtf16le: post.post.textUtf16le });
  return html`${exhibit(text, post.post.lang)}${post.post.textUtf16le !== null && html`<p class="small">${w.shownSafely}</p>`}${
    turnsDirection(text) && html`<p class="small">${w.turned}</p><div class="words" dir="ltr">${showBidi(text)}</div>`}`;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const textOf = (value: unknown, name: string): string | null => {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : null;
};

/** A quoted or answered post: whatever of it the record holds. */
function otherPost(title: string, post: unknown): Html | null {
  if (typeof post !== 'object' || post === null) return null;
  const handle = textOf(post, 'handle');
  const line = [textOf(post, 'displayName'), handle && `@${handle}`, textOf(post, 'permalink'), toSeconds(textOf(post, 'postedAt'))];
  const words = textOf(post, 'text');
  return html`<h3>${title}</h3><p><bdi>${line.filter(Boolean).join(' · ')}</bdi></p>${words !== null && exhibit(words, textOf(post, 'lang'))}`;
}

function media({ post }: PackedItem, w: ReportWords): Html | null {
  if (post === null || post.post.media.length === 0) return null;
  return html`<h3>${w.media}</h3><ul>${post.post.media.map((m) => html`<li>${fill(w.mediaOf, { kind: m.kind, width: m.width, height: m.height })} <bdi>${m.url ?? m.poster}</bdi> <bdi>${m.alt}</bdi></li>`)}</ul>`;
}

function pictures(item: PackedItem, w: ReportWords): Html {
  const all = asTheyStand([...item.record.files, ...item.derived], item.redacted);
  const shown = all.filter((f) => /^image\/(png|jpeg|gif|webp|avif)$/.test(f.type) && item.present.has(f.path) && !f.path.startsWith('thumb'));
  const hidden = all.some((f) => showsScreen(f, all) && !item.present.has(f.path));
  const gone = [...new Set(item.redacted.map(({ why }) => why))].map((why) => w.redacted[why] ?? why);
  const caption = [item.post?.url.addressBar, item.post?.url.permalink].filter((a, i, both) => a && both.indexOf(a) === i).join(' · ');
  const time = toSeconds(item.post?.time.clientUtc);
  return html`${shown.length === 0 && html`<p>${w.noPicture}</p>`}${shown.map((f) => html`<figure><img src="${itemFolder(item.position)}/${f.path}" alt="${fill(w.picture, { path: f.path })}"><figcaption><bdi>${caption}</bdi><br>${w.savedAt}: ${time}<br>${f.path} · ${w.hash} <span class="hash">${f.sha256}</span></figcaption></figure>`)}${hidden && html`<p>${w.screenWithheld}</p>`}${gone.map((words) => html`<p>${words}</p>`)}`;
}

function making({ record, operator, environment }: PackedItem, w: ReportWords): Row[] {
  const { capture } = record;
  if (isOwn(capture.adapter)) return [[w.how, w.notOurs[capture.adapter]], [w.who, operator === null ? w.whoWithheld : operator.who === 'self' ? w.whoSelf : w.whoAlly]];
  const methods = capture.method.map((m) => w.methods[m] ?? m).join('; ');
  return [
    [w.how, `${fill(w.howLine, { methods, adapter: capture.adapter, version: capture.adapterVersion, tier: capture.tier })}${capture.savedWhileLocked ? ` ${w.locked}` : ''}`],
    [w.who, operator === null ? w.whoWithheld : `${operator.who === 'self' ? w.whoSelf : w.whoAlly} (${operator.trigger}; ${operator.chosen})`],
    [w.device, environment === null ? w.deviceWithheld : fill(w.deviceLine, {
      os: environment.os, userAgent: environment.userAgent, software: 'Holdfast', version: environment.extensionVersion,
      width: environment.viewport.width, height: environment.viewport.height, zone: environment.timeZone,
    })],
    [w.seenIn, (capture.slices ?? []).map(({ slice, rect }) => fill(w.seenAt, { slice, ...rect })).join('; ')],
    [w.changes, capture.domChanges.join('; ') || w.noChanges],
    [w.notCaptured, capture.notCaptured.map(({ what, why }) => `${what}: ${why}`).join('; ') || w.nothing],
  ];
}

function files({ record, derived, redacted, present }: PackedItem, w: ReportWords): Html {
  const parts = record.parts.map((p): FileEntry => ({ ...p, type: 'application/json', role: 'original', derivedFrom: null, transform: null }));
  const role = (f: FileEntry): string => (parts.includes(f) ? w.part : f.role === 'original' ? w.original : f.role === 'derivative' ? w.derivative : w.report);
  const state = (f: FileEntry): string => {
    const last = redacted.findLast(({ path }) => path === f.path);
    if (last?.to === null) return w.destroyed;
    return `${present.has(f.path) ? w.here : w.withheld}${last ? `, ${fill(w.blacked, { hash: last.to.sha256 })}` : ''}`;
  };
  const row = (f: FileEntry): Html => html`<tr><td>${f.path}</td><td>${role(f)}, ${state(f)}</td><td>${f.bytes}</td><td class="hash">${f.sha256}</td><td>${[f.derivedFrom, f.transform].filter(Boolean).join(': ')}</td></tr>`;
  return html`<table><thead><tr><th>${w.file}</th><th>${w.role}</th><th>${w.size}</th><th>${w.hash}</th><th>${w.madeFrom}</th></tr></thead><tbody>${[...parts, ...record.files, ...derived].map(row)}</tbody></table>`;
}
