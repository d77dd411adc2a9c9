import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../lib/own-node.mjs';

const ROW = 220;
/** Small classes that each set one thing, as the platforms' tools make them: so many rules, so many on an element. */
const RULES = 350;
const EACH = 6;
const ICON = '<svg class="K" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><g class="K"><path d="M1.751 10c0-4.42 3.584-8 8.005-8h4.366c4.49 0 8.129 3.64 8.129 8.13 0 2.96-1.607 5.68-4.196 7.11l-8.054 4.46v-3.69h-.067c-4.49.1-8.183-3.51-8.183-8.01z"></path></g></svg>';

const DECLARED = ['min-width: 0', 'box-sizing: border-box', 'flex-shrink: 0', 'position: relative', 'text-align: start', 'overflow-wrap: break-word', 'border: 0 solid', 'line-height: 20px', 'background-color: transparent', 'align-items: stretch'];
const sheet = () => Array.from({ length: RULES }, (_, i) => `.k${i} { ${DECLARED[i % DECLARED.length]} }`).join('\n');
const classes = (seed) => Array.from({ length: EACH }, (_, i) => `k${(seed * 31 + i * 57) % RULES}`).join(' ');
/** Every `K` is a handful of them. */
const dressed = (html) => {
  let seed = 0;
  return html.replaceAll('class="K"', () => `class="${classes(seed++)}"`);
};

/** As deep as a row of the real page: `more` boxes around what stands in each box, and an icon in each button. */
const deep = (row, more) => {
  const [open, close] = ['<div class="K">'.repeat(more), '</div>'.repeat(more)];
  return row.replace(/<(div|button)\b([^>]*)>/g, (tag, name) => `${tag}${open}${name === 'button' ? ICON : ''}`).replace(/<\/(div|button)>/g, (tag) => `${close}${tag}`);
};

/** As the platforms' own lists: what comes near is made, what is far is taken out. `WHO` and `POST` in a row stand for one of 90 senders and the post's number; every eighth is `other`. */
const grown = ({ head = '', before = '', plain, other, posts }) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title>${head}<style>${sheet()}
#list div { display: flex; flex-direction: column } #list > * { position: absolute; inset-inline: 0; height: ${ROW}px; overflow: hidden; padding: 12px; border-bottom: 1px solid }</style></head><body>${before}
<script>
const [plain, other] = ${JSON.stringify([plain, other])};
const list = document.getElementById('list');
const rows = new Map();
const draw = () => {
  const from = Math.max(0, Math.floor(scrollY / ROW_) - 6);
  const to = Math.min(${posts}, Math.ceil((scrollY + innerHeight) / ROW_) + 6);
  for (const [i, row] of rows) if (i < from || i >= to) { row.remove(); rows.delete(i); }
  for (let i = from; i < to; i++) {
    if (rows.has(i)) continue;
    const box = document.createElement('div');
    box.innerHTML = (i % 8 === 5 ? other : plain).replaceAll('WHO', i * 7 % 90).replaceAll('POST', '20280475933338' + (100000 + i));
    const row = box.firstElementChild;
    row.style.transform = 'translateY(' + i * ROW_ + 'px)';
    list.append(row);
    rows.set(i, row);
  }
};
const ROW_ = ${ROW};
addEventListener('scroll', draw);
draw();
</script></body></html>`;

const fixture = (path) => readFileSync(join(root, 'tests/fixtures/sites', path), 'utf8');
const list = (posts, more = '') => `<div id="list" ${more} style="position: relative; width: 600px; height: ${posts * ROW}px"></div>`;

/** X's mark-up with our words; one in eight an advertisement. A row of the real page has about 190 elements and 22 kB (ours: 160 and 8). */
export function xFeed(posts) {
  const cells = fixture('x/timeline.html').match(/<div data-testid="cellInnerDiv"[\s\S]*?<\/article><\/div>/g).map((cell) => dressed(deep(cell, 7)));
  const plain = cells.find((one) => one.includes('crow_11') && !one.includes('placementTracking')).replaceAll(/2028047593333850112/g, 'POST').replaceAll('crow_11', 'crow_WHO');
  const before = `<div role="navigation"><a href="/wren_k" aria-label="Profile" data-testid="AppTabBar_Profile_Link">Profile</a></div><main role="main">${list(posts)}</main>`;
  return grown({ before, plain, other: cells.find((one) => one.includes('shop_ads')), posts });
}

/** Mastodon's, at an address where any reader may fit; one in eight shared by somebody. A row of a real page has about 68 elements and 7.4 kB. */
export function mastodonFeed(posts) {
  const page = fixture('mastodon/home-boost-private-shells.html');
  const row = (id) => dressed(deep(page.match(new RegExp(`<article data-id="${id}"[\\s\\S]*?</article>`))[0], 2)).replaceAll(/\b(900|501|500)\b/g, 'POST').replaceAll('@grump@far.example', '@crow_WHO@far.example').replaceAll('data-id="51"', 'data-id="51WHO"');
  const state = page.match(/<script id="initial-state"[\s\S]*?<\/script>/)[0];
  return grown({ head: state, before: `<div class="notranslate app-holder" id="mastodon" data-props="{}">${list(posts, 'role="feed" class="item-list"')}</div>`, plain: row('501'), other: row('900'), posts });
}

/** A long page of answers that is all there at once; a post weighs what one of a real forum does: about 46 elements and 3.6 kB (ours: 36 and 2.4). */
export function forum(posts) {
  const post = (i) => dressed(deep(`<article class="h-entry message" id="js-post-${i}"><div class="K"><a class="p-author h-card u-url" href="https://posts.test/@p${i % 90}"><img class="K" alt="" width="48" height="48" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><span class="p-name">Person ${i % 90}</span></a><div class="K"><span class="K">member</span></div><div class="K"><span class="K">120</span></div></div>
<div class="K"><a class="u-url" href="/n/${i}"><time class="dt-published" datetime="2026-03-01T10:00:00Z">1 March</time></a><a class="K" href="/n/${i}#share">#${i}</a></div><div class="e-content">${`Words of post ${i}. `.repeat(3 + (i % 9))}</div><div class="K"><button class="K">like</button><button class="K">quote</button><button class="K">share</button></div></article>`, 1));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A thread</title><style>${sheet()} article { margin: 12px; padding: 20px; border: 1px solid }</style></head><body>${Array.from({ length: posts }, (_, i) => post(i)).join('')}</body></html>`;
}

