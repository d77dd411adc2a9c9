/** Rows of one CSS pixel, each of its own colour, so that a picture tells which row of the page stands where. A multiple of 160. */
const MOST_ROWS = 12_800;
const INVERSE_OF_83 = 219;

const colour = (n: number): [number, number, number] => [(n * 83) & 255, (n * 29) & 255, n >> 8];

/** Which row has this colour; null for what is no row (a header, a footer, a cover). */
export function rowOf(r: number, g: number, b: number): number | null {
  const n = ((r * INVERSE_OF_83) & 255) | (b << 8);
  return n < MOST_ROWS && g === ((n * 29) & 255) ? n : null;
}

/** Each by its own place, and two pixels high, the second one under the next row: no zoom adds up roundings or leaves gaps. */
const drawn = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `<i style="top:${i}px;background:rgb(${colour(from + i).join(',')})"></i>`).join('');

/** Words beside the ruler, where no row is looked for: pages are told apart by their words. */
const labels = (from: number, to: number): string =>
  Array.from({ length: Math.floor((to - from) / 150) }, (_, i) => `<b style="top:${i * 150 + 20}px">Paragraph at row ${from + i * 150 + 20} of the ruler</b>`).join('');

const ruler = (rows: number): string => `<div class="ruler" style="height:${rows}px">${drawn(0, rows)}${labels(0, rows)}</div>`;

const STYLE = `<style>html,body{margin:0;background:#fff}i{position:absolute;left:0;height:2px;width:400px}.ruler{position:relative;overflow:hidden}b{position:absolute;left:440px;font:14px/1.3 sans-serif}
  .head span{margin-left:440px}.head{position:sticky;top:0;height:48px;background:rgb(255,0,255);z-index:2}.foot{position:fixed;bottom:0;left:0;right:0;height:60px;background:rgb(255,255,1);z-index:2}</style>`;
const html = (body: string, more = ''): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ruler</title>${STYLE}${more}</head><body>${body}</body></html>`;

/** A sticky header in its own place, a fixed footer over everything, smooth scrolling. */
export const plainPage = (rows: number): string =>
  html(`<div class="head"><span>Head of the page</span></div>${ruler(rows)}<div class="foot">Foot of the window</div>`, '<style>html{scroll-behavior:smooth}</style>');

/** The page stands still; a part of it scrolls, at places that are no whole pixels, and snaps. */
export const innerPage = (rows: number): string =>
  html(`<div style="height:40.3px;background:#eee">Bar</div><div id="inner" style="height:calc(100vh - 70.6px);margin-left:10.4px;overflow-y:auto;scroll-snap-type:y mandatory">
    ${ruler(rows)}<div style="position:absolute;scroll-snap-align:start"></div></div><div class="foot">Foot</div>`, '<style>html,body{overflow:hidden;height:100vh}</style>');

/** A list that holds only what is in view: heights are guessed too small until a row was drawn; it grows while it is scrolled. */
export const virtualPage = (rows: number): string => html(`<div class="head" style="height:80px"><span>Head</span></div><div id="list" class="ruler"></div>`, `<script>
  addEventListener('DOMContentLoaded', () => {
    const REAL = 160, GUESS = 120, COUNT = ${rows} / REAL;
    const list = document.getElementById('list');
    const known = new Map();
    const colour = (n) => 'rgb(' + ((n * 83) & 255) + ',' + ((n * 29) & 255) + ',' + (n >> 8) + ')';
    const topOf = (k) => { let y = 0; for (let i = 0; i < k; i++) y += known.get(i) ?? GUESS; return y; };
    const make = (k) => {
      const el = document.createElement('article');
      el.dataset.k = String(k);
      el.style.cssText = 'position:absolute;left:0;right:0;height:' + REAL + 'px';
      for (let i = 0; i < REAL; i++) { const row = document.createElement('i'); row.style.cssText = 'top:' + i + 'px;background:' + colour(k * REAL + i); el.append(row); }
      const words = document.createElement('b'); words.textContent = 'Piece number ' + k + ' of the list'; words.style.top = '30px'; el.append(words);
      return el;
    };
    const draw = () => {
      list.style.height = topOf(COUNT) + 'px';
      const from = scrollY - list.offsetTop - 300, to = from + innerHeight + 600;
      for (const el of [...list.children]) { const y = topOf(+el.dataset.k); if (y + REAL < from || y > to) el.remove(); }
      for (let k = 0; k < COUNT; k++) {
        const y = topOf(k);
        if (y + REAL < from || y > to) continue;
        let el = list.querySelector('[data-k="' + k + '"]');
        if (!el) { el = make(k); list.append(el); }
        el.style.transform = 'translateY(' + y + 'px)';
      }
      const fresh = [...list.children].filter((el) => !known.has(+el.dataset.k));
      if (fresh.length) { for (const el of fresh) known.set(+el.dataset.k, REAL); requestAnimationFrame(draw); }
    };
    for (const type of ['scroll', 'resize']) addEventListener(type, () => requestAnimationFrame(draw));
    draw();
  });
</script>`);
