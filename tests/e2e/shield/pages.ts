import type { Answer, Serve } from '../../../scripts/lib/browsers/index.ts';

/** Everything that must not be seen bears this class in these pages; what is fine bears `fine`. */
export interface Seen { frames: number; bad: string[]; shown: string[] }

/**
 * Served to the page and run before anything else in it: at every frame, which of what must not be seen is drawn in the
 * window, and which of what is fine has been, once. Also in frames of the page's own origin.
 */
const RECORDER = `
const seen = window.seen = { frames: 0, bad: [], shown: [] };
const drawn = (el) => {
  const view = el.ownerDocument.defaultView;
  if (view.getComputedStyle(el).visibility !== 'visible') return false;
  for (let up = el; up; up = up.parentElement) {
    const style = view.getComputedStyle(up);
    if (style.clipPath !== 'none' || Number(style.opacity) === 0 || style.display === 'none') return false;
  }
  const { top, bottom, height } = el.getBoundingClientRect();
  if (height === 0 || bottom <= 0 || top >= view.innerHeight) return false;
  return view === window || drawn(view.frameElement);
};
const docs = () => [document, ...[...document.querySelectorAll('iframe')].flatMap((frame) => { try { return frame.contentDocument ?? []; } catch { return []; } })];
const look = () => {
  seen.frames++;
  for (const doc of docs()) {
    for (const el of doc.querySelectorAll('.bad')) if (seen.bad.length < 20 && !('held' in el.dataset) && drawn(el)) seen.bad.push([seen.frames, document.readyState, doc.readyState, document.documentElement.getAnimations().length, doc.defaultView.frameElement?.getAttributeNames(), el.closest('yt-live-chat-text-message-renderer, article')?.getAttributeNames(), el.outerHTML.slice(0, 120)].join(' '));
    for (const el of doc.querySelectorAll('.fine')) if (!seen.shown.includes(el.id) && drawn(el)) seen.shown.push(el.id);
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
`;

const head = '<meta charset="utf-8"><script src="/seen.js"></script>';

const who = (name: string): string => `<a class="p-author h-card u-url" href="https://own.example/@${name}"><span class="p-name">${name}</span></a>`;
const clip = (id: string, as: string): string => `<video id="${id}" class="${as}" autoplay muted loop playsinline src="/tone.wav" width="160" height="90" style="background: rgb(0, 0, 255)"></video>`;
const post = (n: string, name: string, words: string, as: string, more = ''): string =>
  `<article class="h-entry" id="post-${n}" style="margin:8px;padding:8px;border:1px solid"><img src="/face.svg" width="32" height="32" alt="">${who(name)}<div class="e-content"><p class="${as}" id="words-${n}">${words}</p></div>${more}
<a class="u-url" href="/n/${n}"><time class="dt-published" datetime="2026-03-01T10:00:00Z">1 March</time></a></article>`;

const SIGN = 'Thursday you leave the library by the side door. I will be standing there.';
/**
 * One of each: quieted with a video; a sign; her word; critical; of her own list, with the same words, a picture and a video.
 * `strange`: the class of what is covered in strong mode only.
 */
const round = (n: number, strange: string): string => [
  post(`${n}-quiet`, 'mire', 'Words of somebody quieted.', 'bad', clip(`clip-${n}-quiet`, 'bad')),
  post(`${n}-sign`, 'crow', SIGN, strange), post(`${n}-word`, 'gull', 'What a pondweed you are.', strange),
  post(`${n}-critical`, 'heron', 'Table 3 says otherwise. Your article is wrong, and you should correct it.', 'fine',
    `<img id="picture-${n}" class="${strange}" src="/magenta.svg" width="200" height="80" alt="">${clip(`clip-${n}-critical`, strange)}`),
  post(`${n}-own`, 'wren', `${SIGN} Said the pondweed. So I will walk with you.`, 'fine', `<img id="own-${n}" class="fine" src="/green.svg" width="120" height="60" alt="">${clip(`clip-${n}-own`, 'fine')}`),
].join('');

const feed = (strange: string): string => `<!doctype html><html lang="en"><head>${head}<title>A feed</title></head><body><main>${round(0, strange)}</main><script src="/grow-${strange}.js"></script></body></html>`;

/** Known by their moments alone: no selector names these rows. */
const comment = (i: number): string => {
  const [name, bad] = i % 2 === 0 ? ['grump', true] : ['heron', false];
  return `<div class="c1"><div><a href="/${name}/"><img alt="${name}" src="/face.svg" width="32" height="32"></a></div><div><div><a href="/${name}/">${name}</a> <a href="/p/1/c/${i}"><time datetime="2026-03-01T1${i % 10}:00:00Z">2d</time></a></div><div><span dir="auto" class="${bad ? 'bad' : 'fine'}" id="c${i}">${bad ? 'words of a quieted one' : 'thank you all'} ${i}</span></div></div><div><button>Reply</button></div></div>`;
};
const rows = (from: number, count: number): string => Array.from({ length: count }, (_, i) => comment(from + i)).join('');
const comments = `<!doctype html><html lang="en"><head>${head}<title>A page</title></head><body><section>${rows(0, 30)}</section><script src="/grow.js"></script></body></html>`;

/** What each page adds: one batch a frame, as a feed that loads on. */
const grow = (batches: string[], into: string): string => `
const batches = ${JSON.stringify(batches)};
window.grow = () => new Promise((done) => {
  const next = () => {
    const batch = batches.shift();
    if (batch === undefined) return done();
    document.querySelector(${JSON.stringify(into)}).insertAdjacentHTML('beforeend', batch);
    scrollTo(0, document.documentElement.scrollHeight);
    requestAnimationFrame(() => requestAnimationFrame(next));
  };
  next();
});`;

/** A Mastodon page that comes to be another one without a load, with posts that only another reader knows. */
const turning = `<!doctype html><html lang="en"><head>${head}<title>Home</title></head><body><div id="mastodon" class="app-holder" data-props="{}"></div>
<script>${grow([[0, 1], [2, 3], [4, 5]].map(([a, b]) => post(`t${a}`, 'mire', 'Words of somebody quieted.', 'bad') + post(`t${b}`, 'heron', 'Table 3 says otherwise.', 'fine')), 'main')}
window.turn = () => { history.pushState(null, '', '/other'); document.getElementById('mastodon').remove(); document.body.append(document.createElement('main')); return window.grow(); };</script></body></html>`;

const message = (id: string, name: string, bad: boolean): string =>
  `<yt-live-chat-text-message-renderer id="${id}" style="display:block;height:60px;background:${bad ? 'rgb(10, 160, 40)' : 'rgb(250, 240, 200)'}"><yt-live-chat-author-chip><span id="author-name" dir="auto">@${name}</span></yt-live-chat-author-chip> <span id="message" dir="auto"><b class="${bad ? 'bad' : 'fine'}" id="w-${id}">${bad ? 'You will be sorry.' : 'Good evening.'}</b></span></yt-live-chat-text-message-renderer>`;
const chat = (turn: string): string => `<!doctype html><meta charset="utf-8"><body style="margin:0"><yt-live-chat-app>${message(`ChwKGkNN${turn}0001`, 'heron-3', false)}${message(`ChwKGkNN${turn}0002`, 'crow-20', true)}</yt-live-chat-app>
<script>let n = 0; window.say = (bad) => { const made = document.querySelector(bad ? 'yt-live-chat-text-message-renderer:nth-of-type(2)' : 'yt-live-chat-text-message-renderer').cloneNode(true); made.id = 'ChwKGkNN${turn}1' + String(++n).padStart(3, '0'); made.querySelector('b').id = 'w-' + made.id; document.querySelector('yt-live-chat-app').append(made); };</script></body>`;
const video = `<!doctype html><head>${head}<title>Stream</title></head><body style="margin:0"><div style="height:90px">A stream</div>
<iframe id="chatframe" src="/live_chat?continuation=first" style="width:360px;height:200px;border:5px solid #000"></iframe><iframe id="ad" src="https://ad.example/live_chat" style="width:200px;height:100px"></iframe></body>`;

/** A second of a tone, 8 kHz. */
function tone(): Buffer {
  const data = Buffer.from(Array.from({ length: 8000 }, (_, i) => 128 + Math.round(60 * Math.sin(i / 3))));
  const wav = Buffer.alloc(44);
  wav.write('RIFF', 0).toString();
  wav.writeUInt32LE(36 + data.length, 4);
  wav.write('WAVEfmt ', 8);
  for (const [at, value, wide] of [[16, 16, 4], [20, 1, 2], [22, 1, 2], [24, 8000, 4], [28, 8000, 4], [32, 1, 2], [34, 8, 2], [40, data.length, 4]] as const) wav.writeUIntLE(value, at, wide);
  wav.write('data', 36);
  return Buffer.concat([wav, data]);
}

const plain = (colour: string): Answer => ({ type: 'image/svg+xml', body: `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><rect width="200" height="80" fill="${colour}"/></svg>` });
const shared: Record<string, () => Answer> = {
  '/seen.js': () => ({ type: 'text/javascript', body: RECORDER }), '/face.svg': () => plain('rgb(120, 120, 120)'), '/magenta.svg': () => plain('rgb(255, 0, 255)'),
  '/green.svg': () => plain('rgb(0, 200, 0)'), '/tone.wav': () => ({ type: 'audio/wav', body: tone() }),
};
const site = (pages: (path: string) => Answer): Serve[string] => ({ path }) => shared[path]?.() ?? pages(path);

export const SERVE: Serve = {
  'own.example': site((path) => {
    const [, strange] = /^\/grow-(\w+)\.js$/.exec(path) ?? [];
    return strange === undefined ? { body: path === '/turn' ? turning : feed(path === '/light' ? 'other' : 'bad') } : { type: 'text/javascript', body: grow([1, 2, 3, 4, 5, 6].map((n) => round(n, strange)), 'main') };
  }),
  'pics.example': site((path) => (path === '/grow.js' ? { type: 'text/javascript', body: grow(Array.from({ length: 5 }, (_, i) => rows(30 + 10 * i, 10)), 'section') } : { body: comments })),
  'www.youtube.com': site((path) => (path.startsWith('/live_chat') ? { body: chat(path.includes('first') ? 'aaaabbbbccccdddd' : 'eeeeffffgggghhhh') } : { body: video })),
  'ad.example': () => ({ body: `<!doctype html>${message('ChwKGkNNaaaabbbbccccdddd0009', 'crow-20', false)}` }),
};
