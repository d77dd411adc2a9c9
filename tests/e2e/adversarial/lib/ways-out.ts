import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';

/** An ear for what is no HTTP: datagrams and connections to one port, counted. */
export async function listen(): Promise<{ port: number; heard(): number; close(): void }> {
  let heard = 0;
  const server = createServer((socket) => { heard++; socket.destroy(); });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => void heard++);
  await new Promise<void>((done) => datagrams.bind(port, '127.0.0.1', done));
  return { port, heard: () => heard, close: () => { server.close(); datagrams.close(); } };
}

/**
 * Fifteen ways in which a page or worker can reach a server without leaving the page, each to a host of its own:
 * `WAY.NAME.ear.example`. WebRTC speaks no HTTP: it is sent to `port` of this machine, where `listen` hears it.
 * Runs inside the page: nothing from around it may be used. Answers those that were tried.
 */
export const WAYS_OUT = async ({ name, port }: { name: string; port: number }): Promise<string[]> => {
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
  go('rtc', async () => {
    const urls = [`stun:127.0.0.1:${port}`, `turn:127.0.0.1:${port}?transport=udp`, `turn:127.0.0.1:${port}?transport=tcp`];
    const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'a', credential: 'b' }] });
    peer.createDataChannel('out');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((done) => setTimeout(done, 1_000));
  });
  return tried;
};
