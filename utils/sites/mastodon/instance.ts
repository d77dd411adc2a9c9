import { isoTime } from '../dom';
import type { PageFacts } from '../site';
import * as sel from './selectors';

/** `meta` of the page's initial state, by text: the whole holds tokens, which are none of our business. */
function stateText(doc: Document): string | null {
  for (const script of doc.querySelectorAll(sel.state)) {
    const text = script.textContent ?? '';
    if (/^\s*\{"meta":\{/.test(text) && text.includes('"domain":"')) return text;
  }
  return null;
}

export function isMastodon(page: PageFacts): boolean {
  return page.doc.querySelector(sel.app) !== null || stateText(page.doc) !== null;
}

/** Stated once in a document, for good; asked for by every post. */
const stated = new WeakMap<Document, string>();

/** The domain that local names belong to; the web address may be another one. */
export function localDomain(page: PageFacts): string {
  const found = stated.get(page.doc) ?? /"domain":"([^"\\/\s]+)"/.exec(stateText(page.doc) ?? '')?.[1];
  if (found) stated.set(page.doc, found);
  return (found ?? page.url.host).toLowerCase();
}

/** `user@domain` of an account name as the page shows it (local ones without a domain), or null. */
export function fullHandle(shown: string | null | undefined, page: PageFacts): string | null {
  const acct = (shown ?? '').replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\s]/g, '').replace(/^@/, '');
  if (!/^[^@/?#]+(@[^@/?#]+)?$/.test(acct)) return null;
  return acct.includes('@') ? acct : `${acct}@${localDomain(page)}`;
}

/** What a post's address tells: `/@user[@domain]/ID` (4.0 on), `/web/statuses/ID`, `/users/USER/statuses/ID`. */
export function fromAddress(url: URL | null, page: PageFacts): { acct: string | null; id: string | null; local: boolean } {
  const local = url !== null && url.origin === page.url.origin;
  const path = url ? decode(url.pathname) : '';
  const at = /^(?:\/web|\/deck)?\/@([^/]+)\/([\w-]+)\/?$/.exec(path);
  const old = /^\/(?:web\/)?(?:users\/([^/]+)\/)?statuses\/([\w-]+)\/?$/.exec(path);
  return { acct: at?.[1] ?? old?.[1] ?? null, id: at?.[2] ?? old?.[2] ?? null, local };
}

/** Never throws: a broken escape stays as it is. */
export function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The time inside a post's id: 48 bits of ms in Mastodon's own ids (`lib/mastodon/snowflake.rb`, since 2017) and in UUIDv7.
 * A cross-check only: other servers speak the same interface with other ids. Null when it gives no possible time.
 */
export function idTime(id: string | null): string | null {
  const number = /^\d{17,19}$/.test(id ?? '') ? Number(BigInt(id ?? '0') >> 16n) : null;
  const uuid = /^([0-9a-f]{8})-([0-9a-f]{4})-7/.exec(id ?? '');
  const ms = number ?? (uuid ? Number.parseInt(`${uuid[1]}${uuid[2]}`, 16) : null);
  return ms !== null && ms > Date.UTC(2016, 9) && ms < Date.now() + 86_400_000 ? isoTime(ms) : null;
}

/** The reader's own account, from the page's initial state; null when signed out. */
export function viewerOf(page: PageFacts): string | null {
  const text = stateText(page.doc) ?? '';
  const me = /"meta":\{[^{}]*"me":"([\w-]+)"/.exec(text)?.[1];
  if (!me) return null;
  const acct = new RegExp(`"id":"${me}","username":"[^"]*","acct":"([^"]+)"`).exec(text)?.[1];
  return fullHandle(acct, page);
}
