/** Query names whose values say which page or picture is meant. All others are left out of kept HTML. */
const PLAIN_NAMES = new Set(
  ('v id p q f page post postid story_fbid fbid comment comment_id commentid reply_comment_id lc list format name lang hl ' +
    'w h width height size t thread topic view tab sort order start').split(' '),
);

/** Query names that carry a key, a login or a signature: left out of every address, the address bar's too. */
const SECRET_NAME =
  /token|signature|^sig$|hmac|auth|session|^sid$|secret|passw|^pwd$|^pass$|jwt|^code$|^key$|api_?-?key|credential|nonce|csrf|xsrf|expires|^exp$|policy|^x-amz|^x-goog|^(se|sp|sv|sr|oh|oe|hash|ticket|otp|state|invite)$|key-pair|cookie/i;

const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}/;

/** A run of `from` or more characters with small and capital letters and digits: random, so most likely a key. */
export function secretLike(value: string, from: number): boolean {
  if (JWT.test(value)) return true;
  for (const run of value.match(/[\w+/=-]+/g) ?? [])
    if (run.length >= from && /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run)) return true;
  return false;
}

function parse(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

const plainHash = (hash: string): boolean => /^#[\w.:~/!-]{1,80}$/.test(hash) && !secretLike(hash, 32);

/**
 * An address as kept HTML shows it: absolute, http(s) or mailto, without login, and with the query names that are known
 * to be plain. Null for every other scheme and for what is no address.
 */
export function keptAddress(address: string, base: string): string | null {
  const url = parse(address, base);
  if (url?.protocol === 'mailto:') return `mailto:${url.pathname}`;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  url.username = url.password = '';
  const kept = [...url.searchParams].filter(([name, value]) => PLAIN_NAMES.has(name) && value.length <= 64 && !secretLike(value, 24));
  url.search = new URLSearchParams(kept).toString();
  if (!plainHash(url.hash)) url.hash = '';
  url.pathname = url.pathname.replace(/eyJ[\w-]{8,}(\.[\w-]+)+/g, 'removed');
  return url.href;
}

/**
 * The address bar without what opens an account: login, names and values that look like keys. Everything else stays as it
 * was, letter for letter where nothing had to go: on an unknown site any name may say which thread is meant.
 */
export function barAddress(address: string): string {
  const url = parse(address);
  if (!url) return '';
  let changed = url.username !== '' || url.password !== '';
  url.username = url.password = '';
  const secret = (name: string, value: string): boolean => SECRET_NAME.test(name) || secretLike(value, 32);
  const pairs = [...url.searchParams];
  const kept = pairs.filter(([name, value]) => !secret(name, value));
  if (kept.length < pairs.length) {
    changed = true;
    url.search = new URLSearchParams(kept).toString();
  }
  const inHash = [...new URLSearchParams(url.hash.slice(1).replace(/^[^?]*\?/, ''))];
  if (secretLike(url.hash, 40) || (url.hash.includes('=') && inHash.some(([name, value]) => secret(name, value)))) {
    changed = true;
    url.hash = '';
  }
  return changed ? url.href : address;
}
