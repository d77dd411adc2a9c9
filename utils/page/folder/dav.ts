import { fail, ok } from '@/utils/domain/result';
import { FOLDER_NAME, type FolderAnswer, type FolderFile, type FolderTrouble } from '@/utils/domain/folder';

const MOST_ENTRIES = 10_000;
const MOST_XML = 20_000_000;

/** How long a server may think before we ask again; an upload has no such limit. */
const ANSWER_MS = 60_000;

/** Nextcloud and ownCloud take a page's request only with the token that stands in their own pages. */
const token = (): Record<string, string> => {
  const found = document.head?.dataset['requesttoken'];
  return found ? { requesttoken: found } : {};
};

/** One request to the server of this page, in her session there; never to another place. */
export async function request(method: string, path: string, init: { headers?: Record<string, string>; body?: Blob | string; patient?: boolean } = {}): Promise<FolderAnswer<Response>> {
  let forbidden = false;
  const seen = (): void => { forbidden = true; };
  document.addEventListener('securitypolicyviolation', seen);
  try {
    const answer = await fetch(new URL(path, location.origin), {
      method, credentials: 'include', redirect: 'manual', cache: 'no-store', headers: { ...token(), ...init.headers },
      ...(init.body !== undefined && { body: init.body }), ...(!init.patient && { signal: AbortSignal.timeout(ANSWER_MS) }),
    });
    const trouble = troubleOf(answer);
    return trouble === null ? ok(answer) : fail(trouble, String(answer.status));
  } catch {
    // The event of a refusal by the page's own policy comes after the promise has failed.
    await new Promise((done) => setTimeout(done, 50));
    return fail(forbidden ? 'policy' : 'no-answer');
  } finally {
    document.removeEventListener('securitypolicyviolation', seen);
  }
}

/** What an answer means by RFC 4918 and RFC 9110; null: it went well. */
export function troubleOf({ type, status }: Pick<Response, 'type' | 'status'>): FolderTrouble | null {
  if (type === 'opaqueredirect' || status === 401) return 'signed-out';
  if (status >= 200 && status < 300) return null;
  if (status === 403 || status === 405) return 'forbidden';
  if (status === 404 || status === 409) return 'not-found';
  if (status === 412 || status === 423) return 'exists';
  if (status === 413) return 'too-big';
  return status === 507 ? 'full' : 'server';
}

export const PROPFIND = '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop></propfind>';

/**
 * The files of ours that lie right in the folder. `not-a-folder` where the answer is no listing of it: a log-in page, a
 * listing of another place, or XML that does not parse.
 */
export function listing(xml: string, path: string, origin: string): FolderAnswer<FolderFile[]> {
  if (xml.length > MOST_XML) return fail('too-big');
  const doc = new DOMParser().parseFromString(xml, 'application/xml');
  if (doc.documentElement.localName !== 'multistatus' || doc.documentElement.namespaceURI !== 'DAV:') return fail('not-a-folder');
  const responses = [...doc.getElementsByTagNameNS('DAV:', 'response')];
  if (responses.length > MOST_ENTRIES) return fail('too-big');
  let folder = false;
  const files: FolderFile[] = [];
  for (const response of responses) {
    const at = place(response.getElementsByTagNameNS('DAV:', 'href')[0]?.textContent ?? '', origin);
    const isFolder = response.getElementsByTagNameNS('DAV:', 'collection').length > 0;
    if (at === null) continue;
    if (isFolder) folder ||= at.replace(/\/?$/, '/') === decode(path);
    else if (at.startsWith(decode(path) ?? '/ ')) {
      const name = at.slice((decode(path) ?? '').length);
      const size = Number(response.getElementsByTagNameNS('DAV:', 'getcontentlength')[0]?.textContent ?? Number.NaN);
      if (FOLDER_NAME.test(name) && Number.isSafeInteger(size) && size >= 0) files.push({ name, size });
    }
  }
  return folder ? ok(files) : fail('not-a-folder');
}

function place(href: string, origin: string): string | null {
  const url = URL.parse(href.trim(), origin);
  return url === null || url.origin !== origin ? null : decode(url.pathname);
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
