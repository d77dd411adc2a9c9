import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '@/utils/crypto/bytes';
import { toBase64 } from '@/utils/domain/ids';

export const STYLE = `
:root{color-scheme:light;--ink:#1c2321;--paper:#fbfaf7;--line:#c9c6bd;--accent:#0b6b5d}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:56rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3{line-height:1.25;break-after:avoid}
h1{font-size:1.75rem}h2{font-size:1.35rem;margin-top:2.5rem}h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
bdi,dd,td,figcaption,.words{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:#46504c}dd{margin:0;min-width:0}
.words{margin:.5rem 0 1rem;padding:.9rem 1.1rem;border:1px solid var(--line);border-inline-start:4px solid var(--accent);background:#fff;white-space:pre-wrap;unicode-bidi:isolate;font:1.06rem/1.6 Georgia,"Noto Serif",serif}
.sign{padding:0 .15em;border:1px solid var(--line);font:.8em monospace;unicode-bidi:isolate}
table{width:100%;border-collapse:collapse;font-size:.85rem;margin:.5rem 0}
th,td{padding:.3rem .4rem;border:1px solid var(--line);text-align:start;vertical-align:top}td:first-child{min-width:8.5em}
thead{display:table-header-group}tr{break-inside:avoid}
code,.hash{font:.8rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
figure{margin:1rem 0;break-inside:avoid}
figure img{display:block;max-width:100%;max-height:42rem;width:auto;height:auto;border:1px solid var(--line)}
figcaption{margin-top:.4rem;font-size:.85rem}
.toc{padding-inline-start:1.5rem}.toc li{margin:.2rem 0}.small{font-size:.85rem;color:#46504c}
a{color:var(--accent)}
@page{size:A4;margin:18mm 16mm}
@media print{
body{padding:0;max-width:none;background:#fff;font-size:10.5pt}
.item{break-before:page}
figure img{max-height:190mm}
a{color:inherit;text-decoration:none}
.words{break-inside:auto;orphans:3;widows:3}
}
`;

/** For the report's own policy: this style and no other. */
export const STYLE_HASH = toBase64(sha256(utf8(STYLE)));
