/** Of the one sensitive post: stands nowhere else. */
export const SECRET = [10, 200, 30] as const;

const post = (n: number, height: number, more = ''): string => `<div data-testid="cellInnerDiv"><article role="article" tabindex="0" data-testid="tweet" style="height:${height}px">
  <div data-testid="User-Name"><a href="/crow_${n}" role="link"><span>Crow ${n}</span></a><a href="/crow_${n}" role="link" tabindex="-1"><span>@crow_${n}</span></a>
  <a href="/crow_${n}/status/20280475933338500${10 + n}" role="link"><time datetime="2026-03-01T10:${10 + n}:00.000Z">5h</time></a></div>
  <div dir="auto" lang="en" data-testid="tweetText">you lie about pond number ${n}</div>${more}<div role="group"><button data-testid="reply"><span>3</span></button></div></article></div>`;

const COVERED = `<div style="height:200px;background:rgb(${SECRET.join(',')})"><a href="/settings/content_you_see">Show</a></div>`;

/** A thread of fourteen posts in the markup of one platform, one of them marked as sensitive, one taller than the window; a bar at the side, a header that is fixed. */
export const threadPage = (): string => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Thread</title><style>
  body{margin:0;font:16px sans-serif}header{position:fixed;inset:0 0 auto 0;height:50px;background:rgb(255,0,255);z-index:3}
  main{margin:60px 0 0 120px;width:420px}article{box-sizing:border-box;padding:10px;border-bottom:1px solid #999;overflow:hidden}
  nav{position:absolute;left:560px;top:60px;width:200px;background:rgb(0,0,255);color:#fff;height:2000px}</style></head><body>
  <header style="opacity: 1">Head</header><main>${Array.from({ length: 14 }, (_, i) => post(i, i === 5 ? 1400 : i === 8 ? 320 : 190, i === 8 ? COVERED : '')).join('')}</main><nav>Others on this page</nav></body></html>`;
