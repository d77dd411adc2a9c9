import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../lib/own-node.mjs';

const ROW = 220;

/** Rows with X's mark-up and our words, 90 senders; one in eight an advertisement. As X's own list: what comes near is made, what is far is taken out. */
export function xFeed(posts) {
  const page = readFileSync(join(root, 'tests/fixtures/sites/x/timeline.html'), 'utf8');
  const cells = page.match(/<div data-testid="cellInnerDiv"[\s\S]*?<\/article><\/div>/g);
  const plain = cells.find((one) => one.includes('crow_11') && !one.includes('placementTracking')).replaceAll(/2028047593333850112/g, 'POST').replaceAll('crow_11', 'crow_WHO');
  const paid = cells.find((one) => one.includes('shop_ads'));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title><style>#list > div { position: absolute; inset-inline: 0; height: ${ROW}px; overflow: hidden; padding: 12px; border-bottom: 1px solid }</style></head><body>
<div role="navigation"><a href="/wren_k" aria-label="Profile" data-testid="AppTabBar_Profile_Link">Profile</a></div><main role="main"><div id="list" style="position: relative; width: 600px; height: ${posts * ROW}px"></div></main>
<script>
const [plain, paid] = ${JSON.stringify([plain, paid])};
const list = document.getElementById('list');
const rows = new Map();
const draw = () => {
  const from = Math.max(0, Math.floor(scrollY / ROW_) - 6);
  const to = Math.min(${posts}, Math.ceil((scrollY + innerHeight) / ROW_) + 6);
  for (const [i, row] of rows) if (i < from || i >= to) { row.remove(); rows.delete(i); }
  for (let i = from; i < to; i++) {
    if (rows.has(i)) continue;
    const box = document.createElement('div');
    box.innerHTML = i % 8 === 5 ? paid : plain.replaceAll('crow_WHO', 'crow_' + (i * 7 % 90)).replaceAll('POST', '20280475933338' + (100000 + i));
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
}
