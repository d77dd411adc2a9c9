import { vi } from 'vitest';

import type { ActPage } from '@/tests/lib/act-pages';
import type { ActCalls } from '@/utils/page/act';

/** What happens to one request on its way back. */
export type Fate = 'answered' | 'lost';

/** Puts a page up at its address, with its server behind `fetch`; `fate` says of each request what becomes of the answer. */
export function open(page: ActPage, fate: (line: string) => Fate = () => 'answered'): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(page.url);
  document.body.innerHTML = page.html;
  for (const one of page.cookies) document.cookie = `${one}; path=/`;
  localStorage.clear();
  for (const [key, value] of Object.entries(page.storage)) localStorage.setItem(key, value);
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address);
    const line = `${init.method ?? 'GET'} ${url.pathname}`;
    page.asked.push(line);
    const { status, body, headers = {} } = page.answer(init.method ?? 'GET', url, typeof init.body === 'string' ? init.body : '');
    if (fate(line) === 'lost') throw new TypeError('the line broke');
    return { status, type: 'basic', headers: new Headers({ 'content-type': 'application/json', ...headers }), text: async () => body };
  });
}

/** The page's script as a new document has it: it remembers nothing. */
export async function newDocument(): Promise<ActCalls> {
  vi.resetModules();
  return (await import('@/utils/page/act')).actCalls;
}
