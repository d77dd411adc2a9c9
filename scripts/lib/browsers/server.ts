import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { selfSigned } from './certificate.ts';
import type { Arrived, Serve } from './types.ts';

/** The whole internet of a test: every host name leads here, by https and by http, on one port. */
export interface LocalNet {
  port: number;
  arrived: Arrived[];
  close(): Promise<void>;
}

const TLS_HANDSHAKE = 0x16;

/** Listens on 127.0.0.1 only. Which host is meant stands in the `Host` header; the name in the TLS greeting is ignored. */
export async function localNet(serve: Serve): Promise<LocalNet> {
  const arrived: Arrived[] = [];
  const sockets = new Set<net.Socket>();
  const listener = (scheme: Arrived['scheme']): http.RequestListener => (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => void answer(scheme, request, Buffer.concat(chunks), response));
  };
  const answer = async (scheme: Arrived['scheme'], request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const handler = serve[host] ?? serve['*'];
    const seen: Arrived = {
      host, path: request.url ?? '/', method: request.method ?? 'GET', scheme, body, at: Date.now(), known: handler !== undefined,
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    };
    arrived.push(seen);
    try {
      const found = (await handler?.(seen)) ?? null;
      if (found === null) return void response.writeHead(404, { 'content-length': 0 }).end();
      const bytes = typeof found.body === 'string' ? Buffer.from(found.body) : found.body;
      response.writeHead(found.status ?? 200, {
        'content-type': found.type ?? 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-length': bytes.length, ...found.headers,
      });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    } catch (error) {
      console.error(`local net: ${host}${seen.path}:`, error);
      response.writeHead(500).end();
    }
  };
  const plain = http.createServer(listener('http'));
  const secure = https.createServer(selfSigned(), listener('https'));
  secure.on('tlsClientError', () => {});
  const door = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    port: (door.address() as net.AddressInfo).port,
    arrived,
    close: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      door.close(() => resolve());
    }),
  };
}

/** What the browsers ask their makers for by themselves, extension or not (seen with none loaded). */
const MAKERS = /(^|\.)(mozilla\.(com|org|net)|firefox\.com|googleapis\.com|gvt1\.com|gstatic\.com|clients\d?\.google\.com|accounts\.google\.com)$/;

/** What went anywhere but to the named hosts (`example.org` covers its subdomains too): for tests of silence. */
export const elsewhere = (arrived: Arrived[], ...hosts: string[]): Arrived[] =>
  arrived.filter(({ host }) => !MAKERS.test(host) && !hosts.some((known) => host === known || host.endsWith(`.${known}`)));
