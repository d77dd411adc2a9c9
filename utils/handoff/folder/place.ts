import type { FolderPlace } from '@/utils/domain/folder';
import { fail, ok, type Result } from '@/utils/domain/result';

export type PlaceProblem = 'no-address' | 'not-https' | 'with-password' | 'with-more';

/**
 * Her words to a place. Only https; a name or a password in the address would lie in the vault and in the browser's
 * history, so that she signs in on the server's own page instead; a query or a fragment is no folder.
 */
export function placeOf(text: string): Result<FolderPlace, PlaceProblem> {
  const url = URL.parse(text.trim());
  if (url === null || url.host === '') return fail('no-address');
  if (url.protocol !== 'https:') return fail('not-https');
  if (url.username !== '' || url.password !== '') return fail('with-password');
  if (url.search !== '' || url.hash !== '') return fail('with-more');
  return ok({ origin: url.origin, path: url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/` });
}
