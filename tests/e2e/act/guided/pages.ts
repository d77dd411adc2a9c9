import type { Serve } from '../../../../scripts/lib/browsers/index.ts';
import type { Run, Sender, Verb } from '../../../../utils/domain/act.ts';
import type { StateWord, StepWord } from '../../../../utils/page/guide/words.ts';
import { page } from '../../lib/session.ts';

/** Pages that behave as the platform files say: a menu that opens by a press (or by pointing), a question, its button. */
const PLAY = `<script>
  addEventListener('click', (event) => {
    const { shows, hides } = event.target.closest('[data-shows],[data-hides]')?.dataset ?? {};
    if (shows && document.getElementById(shows)) document.getElementById(shows).hidden = false;
    if (hides) document.getElementById(hides).hidden = true;
    if (event.target.id === 'confirm' && event.isTrusted) window.confirmed = (window.confirmed ?? 0) + 1;
  });
  for (const el of document.querySelectorAll('[data-hover]')) el.addEventListener('mouseenter', () => { document.getElementById(el.dataset.hover).hidden = false; });
</script><style>[hidden]{display:none!important} [role=menu],[role=dialog],ytd-menu-popup-renderer{display:block;position:fixed;left:40px;top:120px;width:260px;padding:16px;background:#fff;border:1px solid} [role=dialog]{top:300px} button{min-width:40px;min-height:30px}</style>`;
const MENU = '<div role="menu" id="menu" hidden><div role="menuitem">Ignore</div><div role="menuitem" id="item" data-shows="ask" data-hides="menu">Away</div></div>';
const ASK = '<div role="dialog" id="ask" hidden>Sure? <button id="confirm" data-hides="ask">Yes</button></div>';
const whole = (title: string, body: string): { body: string } => ({ body: `<!doctype html><meta charset="utf-8"><title>${title}</title>${body}${PLAY}` });
const fixture = (path: string, change: (html: string) => string = (html) => html): { body: string } => ({ body: `${change(page(path).body)}${MENU}${ASK}${PLAY}` });

/** What she is told, and then what she presses there; `hover`: points at it first. The last press ends it. */
export interface Play { say: StepWord | StateWord; press?: string; hover?: string }
export interface Case {
  site: string; host: string; verb: Verb; post: NonNullable<Sender['post']>; userId?: string; handle: string | null;
  plays: Play[];
  /** Her word in the box after the last play; none where the page shows it. */
  word: 'did' | 'notDone' | null;
}

const MENU_BUTTON = '<div role="main"><button aria-haspopup="menu" id="dots" data-shows="menu">...</button></div>';
export const SERVE: Serve = {
  'www.facebook.com': ({ path }) => (path.startsWith('/crow.twelve/posts/') ? page('facebook/feed.html')
    : whole('Crow 12', `<div role="banner"><button aria-haspopup="menu">Account</button></div>${MENU_BUTTON}${MENU}${ASK}`)),
  'www.instagram.com': ({ path }) => (path.startsWith('/p/') ? page('instagram/one-comment.html')
    : whole('crow_11', `<main><header><button aria-haspopup="dialog" id="dots" data-shows="ask">...</button></header></main>${ASK}`)),
  'www.threads.com': ({ path }) => (path.includes('/post/') ? page('threads/thread.html') : whole('crow_16', `${MENU_BUTTON}${MENU}`)),
  'www.tiktok.com': ({ path }) => (path.includes('/video/') ? page('tiktok/comments.html')
    : whole('wren_finch', `<div data-e2e="user-more" data-hover="menu">...</div>${MENU}<div id="ask" hidden>Sure? <button id="confirm" data-e2e="block-popup-block-btn" data-hides="ask">Yes</button></div>`)),
  'www.linkedin.com': ({ path }) => (path.startsWith('/feed/') ? page('linkedin/older.html') : whole('Kite Marsh', `<button id="dots" data-shows="menu">More</button>${MENU}${ASK}`)),
  'www.youtube.com': () => fixture('youtube/watch.html', (html) => html.replaceAll('Nobody will read it.</span></yt-attributed-string>', 'Nobody will read it.</span></yt-attributed-string><div id="action-menu"><button data-shows="popup">...</button></div>')
    .concat('<ytd-menu-popup-renderer id="popup" hidden><ytd-menu-service-item-renderer id="hide" data-hides="popup">Away</ytd-menu-service-item-renderer></ytd-menu-popup-renderer>')),
  'mail.google.com': () => fixture('gmail/thread-fr.html', (html) => html.replace('<div class="gE">', '<div class="gE"><div role="button" aria-haspopup="true" id="dots" data-shows="menu">...</div>')),
  'outlook.live.com': () => fixture('outlook/thread.html', (html) => html.replace('<body>', '<body><button id="dots" data-shows="menu">...</button>')),
  'web.whatsapp.com': () => fixture('whatsapp/chat.html', (html) => html.replace('<div id="main">', '<div id="main"><header data-shows="ask">Wren</header>')),
  'web.telegram.org': () => fixture('telegram/k-chat.html', (html) => html.replace('<body>', '<body><div class="chat-info" id="head">Wren</div>')),
};

const at = (id: string | null, permalink: string | null, where?: string): Case['post'] => ({ id, permalink, ...(where === undefined ? {} : { page: where }) });
/** She presses what the outline is around. */
const LEAD: Play = { say: 'lead', press: 'outline' };
const LAST: Play[] = [{ say: 'block', press: '#item' }, { say: 'confirm', press: '#confirm' }, { say: 'asking' }];
export const CASES: Case[] = [
  { site: 'facebook', host: 'www.facebook.com', verb: 'block', handle: 'crow.twelve', word: 'did',
    post: at('pfbid0CrowSharesXyz34', 'https://www.facebook.com/crow.twelve/posts/pfbid0CrowSharesXyz34'), plays: [LEAD, ...LAST] },
  { site: 'instagram', host: 'www.instagram.com', verb: 'mute', handle: 'crow_11', word: 'did',
    post: at('18011112222333344', 'https://www.instagram.com/p/DVVnIqTgeJA/c/18011112222333344/'), plays: [LEAD, { say: 'restrict', press: '#confirm' }, { say: 'asking' }] },
  { site: 'threads', host: 'www.threads.com', verb: 'mute', handle: 'crow_16', word: 'did',
    post: at('DUVc_sTh9FV', 'https://www.threads.net/@crow_16/post/DUVc_sTh9FV'), plays: [LEAD, { say: 'mute', press: '#item' }, { say: 'asking' }] },
  { site: 'tiktok', host: 'www.tiktok.com', verb: 'block', handle: 'wren_finch', word: null,
    post: at(null, null, 'https://www.tiktok.com/@jay.sparrow/video/7612255724529254441'), plays: [LEAD, { say: 'hover', hover: '[data-e2e="user-more"]', press: '#item' }, { say: 'confirm', press: '#confirm' }, { say: 'done' }] },
  { site: 'linkedin', host: 'www.linkedin.com', verb: 'block', handle: 'kite-marsh', word: 'notDone',
    post: at('7434165603532801004', 'https://www.linkedin.com/feed/update/urn:li:activity:7433835931238401001'), plays: [{ say: 'lead', press: 'a.comments-comment-meta__description-container[href$="/in/kite-marsh"]' }, { say: 'more', press: '#dots' }, { say: 'report-block', press: '#item' }, { say: 'confirm', press: '#confirm' }, { say: 'asking' }] },
  { site: 'youtube', host: 'www.youtube.com', verb: 'block', handle: 'crow-20', word: 'did',
    post: at('UgwPinnedPinned001AaABAg.9aReplyReply001', 'https://www.youtube.com/watch?v=abcdefghijk&lc=UgwPinnedPinned001AaABAg.9aReplyReply001'), plays: [{ say: 'hide-user', press: '#hide' }] },
  { site: 'gmail', host: 'mail.google.com', verb: 'block', handle: 'wren@example.net', word: 'did',
    post: at('18f01', null, 'https://mail.google.com/mail/u/0/#inbox/18f01'), plays: LAST },
  { site: 'outlook', host: 'outlook.live.com', verb: 'block', handle: 'wren@example.net', word: 'did',
    post: at(null, null, 'https://outlook.live.com/mail/0/'), plays: [{ say: 'mail-menu', press: '#dots' }, ...LAST] },
  { site: 'whatsapp', host: 'web.whatsapp.com', verb: 'block', userId: '4915100000001@c.us', handle: null, word: 'did',
    post: at('false_4915100000001@c.us_3EB0AAA3', null, 'https://web.whatsapp.com/'), plays: [{ say: 'chat-head', press: '#main header' }, { say: 'confirm', press: '#confirm' }, { say: 'asking' }] },
  { site: 'telegram', host: 'web.telegram.org', verb: 'block', userId: '5550001', handle: null, word: 'did',
    post: at('12', null, 'https://web.telegram.org/k/#5550001'), plays: [{ say: 'chat-head', press: '#head' }] },
];

export function runOf({ site, host, verb, userId = undefined, handle, post }: Case, evidence: string[], more: Partial<Sender> = {}): Run {
  const sender: Sender = { site, host, userId: userId ?? null, handle, displayName: null, evidence, post, ...more };
  return { verb, way: 'do', how: 'guided', site, host, entries: [{ sender, step: { state: 'waiting' } }], begun: new Date().toISOString(), paused: false, halted: null, waiting: null, gone: 0, reason: null, until: null };
}

/** That one, and others who are known by the name that their saved post bore within the day: their saved post stands on their own page. */
export function severalAt(one: Case, others: string[], evidence: string[]): Run {
  const run = runOf(one, evidence);
  const more = others.map((handle) => runOf({ ...one, handle, post: at(null, `https://${one.host}/${handle}`) }, evidence, { handleSeenAt: new Date().toISOString() }).entries);
  return { ...run, entries: [...run.entries, ...more.flat()] };
}
