import type { Outcome } from '@/utils/domain/act';

/** What came back, as far as it may be told: nothing of the session. `null` of `json`: no JSON came. */
export interface Reply { status: number; json: unknown; text: string; header(name: string): string | null; html: boolean }

const ANSWER_MS = 30_000;

/**
 * One request of the page's own interface, in her session, at her word. Never follows to another place: a platform
 * that sends her to a log-in or a challenge is an answer of its own. Null: no answer came.
 */
export async function call(url: string, init: RequestInit = {}): Promise<Reply | null> {
  try {
    const answer = await fetch(url, { credentials: 'include', redirect: 'manual', cache: 'no-store', ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    return {
      status: answer.type === 'opaqueredirect' ? 302 : answer.status, json: json(text), text, html: text !== '' && (/html/.test(type) || /^\s*</.test(text)),
      header: (name) => answer.headers.get(name),
    };
  } catch {
    return null;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Of unknown JSON: the value at a path, when it is a text or a number; ids are read as text. */
export function text(value: unknown, ...path: (string | number)[]): string | null {
  const at = dig(value, ...path);
  return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : null;
}

export function flag(value: unknown, ...path: (string | number)[]): boolean | null {
  const at = dig(value, ...path);
  return typeof at === 'boolean' ? at : null;
}

export function dig(value: unknown, ...path: (string | number)[]): unknown {
  let at = value;
  for (const step of path) at = typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Record<string | number, unknown>)[step] : undefined;
  return at;
}

export const cookie = (name: string): string | null => document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;

/** What came back, and not what kept it from being asked. */
export const isReply = (value: Reply | null | Outcome): value is Reply | null => value === null || !('kind' in value);

const MINUTE = 60_000;
const LONGEST_WAIT = 24 * 60 * MINUTE;

/** Seconds since the epoch, an HTTP or ISO date, or seconds from now; within a day, else five minutes. */
export function resetTime(header: string | null, now: number): number {
  const asDate = header === null ? Number.NaN : /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header);
  const at = header !== null && /^\d+$/.test(header) && Number(header) < 100_000 ? now + Number(header) * 1000 : asDate;
  return at > now && at < now + LONGEST_WAIT ? at : now + 5 * MINUTE;
}

/** What an answer means wherever it comes from; null where the platform's own table has to say. */
export function common(reply: Reply | null, reset: readonly string[], now = Date.now()): Outcome | null {
  if (reply === null) return { kind: 'unknown', answer: 'no answer' };
  const answer = String(reply.status);
  if (reply.status === 429) return { kind: 'wait', until: resetTime(reset.map((name) => reply.header(name)).find((one) => one !== null) ?? null, now), why: 'rate-limit', answer };
  if (reply.status >= 500) return { kind: 'wait', until: now + 5 * MINUTE, why: 'server', answer };
  if (reply.status >= 300 && reply.status < 400) return { kind: 'halt', why: 'logged-out', answer };
  if (reply.html && reply.json === null) return { kind: 'halt', why: 'challenge', answer: `${answer} html` };
  return null;
}
