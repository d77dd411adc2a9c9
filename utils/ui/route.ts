import { useEffect, useState } from 'preact/hooks';

/** Addresses hold random ids at most, never anybody's words: the browser keeps them. */
export type Route =
  | { page: 'saved'; id: string | null }
  | { page: 'handover' }
  | { page: 'write' }
  | { page: 'rescue' }
  | { page: 'settings' };

export function readRoute(hash: string): Route {
  const [page = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'handover' || page === 'rescue' || page === 'write') return { page };
  if (page === 'settings') return { page };
  return { page: 'saved', id: /^[0-9a-f]{32}$/.test(id) ? id : null };
}

export const writeRoute = (route: Route): string => (route.page === 'saved' && route.id !== null ? `#/saved/${route.id}` : `#/${route.page}`);

export const goTo = (route: Route): void => { location.hash = writeRoute(route); };

export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
