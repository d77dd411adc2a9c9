import type { Sender } from '@/utils/domain/act';
import type { Account } from '@/utils/domain/handoff';
import { fail, ok, type Result } from '@/utils/domain/result';

/**
 * Lists as other programs write and read them: Mastodon's own export (`Account address,Hide notifications`, or one address a
 * line), and Bluesky accounts as CSV or JSON of `did` and `handle`. Nothing of such a file is ever sent anywhere.
 */
export interface ReadList {
  site: 'mastodon' | 'bluesky';
  accounts: Account[];
  /** Lines or entries that name no account. */
  unread: number;
}

export type ListFault = 'too-large' | 'too-many' | 'not-text' | 'no-accounts';

export const MOST_BYTES = 2_000_000;
export const MOST_ACCOUNTS = 5_000;
const LONGEST = 320;

const MASTODON = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/;
const HANDLE = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

const isMastodon = (text: string): boolean => text.length <= LONGEST && MASTODON.test(text);
const isDid = (text: string): boolean => text.length <= LONGEST && DID.test(text);
const isHandle = (text: string): boolean => text.length <= 253 && HANDLE.test(text);

/** Authenticated by nobody, so held to its form: what is not an account's name is counted and left out. */
export function readList(bytes: Uint8Array): Result<ReadList, ListFault> {
  if (bytes.length > MOST_BYTES) return fail('too-large');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('not-text');
  }
  const read = /^\s*[[{]/.test(text) ? fromJson(text) : fromCsv(text);
  if (read.accounts.length === 0) return fail('no-accounts');
  const met = new Set<string>();
  const accounts = read.accounts.filter(({ userId, handle }) => {
    const key = userId ?? `@${handle ?? ''}`;
    return !met.has(key) && met.add(key);
  });
  return accounts.length > MOST_ACCOUNTS ? fail('too-many') : ok({ ...read, accounts });
}

const member = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);
const string = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');

const bluesky = (did: string, handle: string): Account | null =>
  (isDid(did) ? { site: 'bluesky', userId: did, handle: isHandle(handle) ? handle : null } : isHandle(handle) ? { site: 'bluesky', userId: null, handle } : null);

/** An array of accounts, or the platform's own `{ items: [{ subject: { did, handle } }] }`. */
function fromJson(text: string): ReadList {
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    return { site: 'bluesky', accounts: [], unread: 0 };
  }
  const rows = [json, member(json, 'items'), member(json, 'accounts')].find((one) => Array.isArray(one)) as unknown[] | undefined;
  const all = (rows ?? []).map((row) => {
    const one = member(row, 'subject') ?? row;
    return typeof one === 'string' ? bluesky(string(one), '') : bluesky(string(member(one, 'did')), string(member(one, 'handle')));
  });
  return { site: 'bluesky', accounts: all.filter((one) => one !== null), unread: all.filter((one) => one === null).length };
}

function fromCsv(text: string): ReadList {
  const rows = rowsOf(text.replace(/^\ufeff/, ''));
  const head = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const at = { did: head.indexOf('did'), handle: head.indexOf('handle'), address: head.indexOf('account address') };
  const named = at.did >= 0 || at.handle >= 0 || at.address >= 0;
  const found = (named ? rows.slice(1) : rows).map((row): Account | null => {
    const cell = (i: number): string => string(row[i]?.replace(/^'/, '')).replace(/^@/, '');
    if (at.did >= 0 || at.handle >= 0) return bluesky(cell(at.did), cell(at.handle));
    const one = cell(Math.max(0, at.address));
    return isMastodon(one) ? { site: 'mastodon', userId: null, handle: one } : bluesky(one, at.address >= 0 ? '' : one);
  });
  const accounts = found.filter((one) => one !== null);
  const mastodon = accounts.filter(({ site }) => site === 'mastodon').length * 2 >= accounts.length;
  const site = mastodon ? 'mastodon' : 'bluesky';
  const own = accounts.filter((one) => one.site === site);
  return { site, accounts: own, unread: found.length - own.length };
}

/** RFC 4180; empty lines are none. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (quoted && char !== undefined) {
      if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',' || char === '\n' || char === '\r' || char === undefined) {
      row.push(cell);
      cell = '';
      if (char === ',') continue;
      if (row.some((one) => one.trim() !== '')) rows.push(row);
      row = [];
    } else cell += char;
  }
  return rows;
}

export interface WrittenList { text: string; type: string; ending: 'csv' | 'json'; count: number; /** Whose names do not fit the format. */ left: number }
export type ListForm = 'mastodon-mutes' | 'mastodon-blocks' | 'bluesky-csv' | 'bluesky-json';

/** Only what is an account's name by the platform's own rules: so no cell can begin a formula. */
export function writeList(form: ListForm, senders: readonly Pick<Sender, 'host' | 'userId' | 'handle'>[]): WrittenList {
  if (form === 'mastodon-mutes' || form === 'mastodon-blocks') {
    const names = senders.map(({ handle, host }) => (handle === null ? '' : handle.includes('@') ? handle : `${handle}@${host}`).toLowerCase()).filter(isMastodon);
    const lines = form === 'mastodon-mutes' ? ['Account address,Hide notifications', ...names.map((name) => `${name},true`)] : names;
    return { text: lines.map((line) => `${line}\n`).join(''), type: 'text/csv', ending: 'csv', count: names.length, left: senders.length - names.length };
  }
  const accounts = senders.flatMap(({ userId, handle }) => (userId !== null && isDid(userId) ? [{ did: userId, handle: handle !== null && isHandle(handle.toLowerCase()) ? handle.toLowerCase() : null }] : []));
  const left = senders.length - accounts.length;
  if (form === 'bluesky-json') return { text: `${JSON.stringify(accounts, null, 2)}\n`, type: 'application/json', ending: 'json', count: accounts.length, left };
  return { text: ['did,handle', ...accounts.map(({ did, handle }) => `${did},${handle ?? ''}`)].map((line) => `${line}\n`).join(''), type: 'text/csv', ending: 'csv', count: accounts.length, left };
}

/** Names of formats are not translated. */
export const formatOf = (form: ListForm): string => (form === 'bluesky-json' ? 'JSON' : 'CSV');
