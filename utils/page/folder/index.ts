import { fail, ok } from '@/utils/domain/result';
import { FOLDER_MOST, FOLDER_NAME, FOLDER_PART, type FolderAnswer, type FolderCalls } from '@/utils/domain/folder';
import { fromBase64, toBase64, toHex } from '@/utils/domain/ids';

import { listing, PROPFIND, request } from './dav';

type Bytes = Uint8Array<ArrayBuffer>;
/** On the way there, and on the way here. One at a time each: a page is no store. */
let outgoing: { name: string; parts: Bytes[]; size: number } | null = null;
let incoming: { name: string; bytes: Bytes } | null = null;

const sum = async (bytes: Bytes): Promise<string> => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

async function read(path: string, name: string): Promise<FolderAnswer<Bytes>> {
  const answer = await request('GET', path + name, { patient: true });
  if (!answer.ok) return answer;
  if (Number(answer.value.headers.get('content-length') ?? 0) > FOLDER_MOST) return fail('too-big');
  try {
    return ok(new Uint8Array(await answer.value.arrayBuffer()));
  } catch {
    return fail('no-answer');
  }
}

async function check({ path, name, sha256 }: { path: string; name: string; sha256: string }): ReturnType<FolderCalls['check']> {
  const there = await read(path, name);
  if (!there.ok) return there.error === 'not-found' ? ok('absent') : there;
  return ok((await sum(there.value)) === sha256 ? 'whole' : 'differs');
}

export const folderCalls: FolderCalls = {
  list: async ({ path }) => {
    const answer = await request('PROPFIND', path, { headers: { Depth: '1', 'Content-Type': 'application/xml; charset=utf-8' }, body: PROPFIND });
    if (!answer.ok) return answer;
    return answer.value.status === 207 ? listing(await answer.value.text(), path, location.origin) : fail('not-a-folder', String(answer.value.status));
  },
  hold: async ({ name, part, first }) => {
    if (first || outgoing?.name !== name) outgoing = { name, parts: [], size: 0 };
    const bytes = fromBase64(part);
    if (outgoing.size + bytes.length > FOLDER_MOST) return fail('too-big');
    outgoing.parts.push(bytes);
    outgoing.size += bytes.length;
    return ok(null);
  },
  put: async ({ path, name, sha256 }) => {
    if (outgoing?.name !== name || !FOLDER_NAME.test(name)) return fail('no-answer');
    // Not every server honours If-None-Match: it is looked at first, too.
    const before = await check({ path, name, sha256 });
    if (!before.ok) return before;
    if (before.value === 'whole') return ok(null);
    if (before.value === 'differs') return fail('exists');
    const sent = await request('PUT', path + name, { headers: { 'If-None-Match': '*', 'Content-Type': 'application/octet-stream' }, body: new Blob(outgoing.parts), patient: true });
    if (!sent.ok) return sent;
    const after = await check({ path, name, sha256 });
    if (!after.ok) return after;
    outgoing = null;
    return after.value === 'whole' ? ok(null) : fail('differs');
  },
  check,
  get: async ({ path, name }) => {
    if (!FOLDER_NAME.test(name)) return fail('not-found');
    const there = await read(path, name);
    if (!there.ok) return there;
    incoming = { name, bytes: there.value };
    return ok({ size: there.value.length });
  },
  part: async ({ name, from }) => {
    if (incoming?.name !== name) return fail('no-answer');
    const part = toBase64(incoming.bytes.subarray(from, from + FOLDER_PART));
    if (from + FOLDER_PART >= incoming.bytes.length) incoming = null;
    return ok(part);
  },
  remove: async ({ path, name }) => {
    if (!FOLDER_NAME.test(name)) return fail('not-found');
    const gone = await request('DELETE', path + name);
    return gone.ok || gone.error === 'not-found' ? ok(null) : gone;
  },
};
