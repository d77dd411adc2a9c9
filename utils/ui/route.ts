import { useEffect, useState } from 'preact/hooks';

/** Addresses hold random ids at most, never anybody's words: the browser keeps them. */
export type Route =
  /** `run`: only what was saved in that one go. */
  | { page: 'saved'; id: string | null; run?: string }
  | { page: 'sweeps' }
  | { page: 'quiet'; part: QuietPart; of: QuietOf | null }
  | { page: 'handover' }
  | { page: 'write' }
  | { page: 'rescue' }
  | { page: 'settings' }
  /** `id`: a contact, or one hand-over that came in. */
  | { page: 'ally'; part: AllyPart; id: string | null };

const ALLY_PARTS = ['home', 'people', 'give', 'held', 'back', 'folder'] as const;
/** People · what goes to them · what was handed to this device · what comes back · a team's folder. */
export type AllyPart = (typeof ALLY_PARTS)[number];

const QUIET_PARTS = ['home', 'block', 'history', 'lists'] as const;
/** Whom, and what runs · the same with blocking chosen beforehand · all that was done · people never quieted, and lists in and out. */
export type QuietPart = (typeof QUIET_PARTS)[number];
/** Senders of one whole page that was saved, or of the conversation that a saved post stands in. */
export interface QuietOf { kind: 'run' | 'thread'; id: string }

const isId = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

export function readRoute(hash: string): Route {
  const [page = '', first = '', second = ''] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'handover' || page === 'rescue' || page === 'write' || page === 'sweeps' || page === 'settings') return { page };
  if (page === 'quiet') return { page, part: QUIET_PARTS.find((part) => part === first) ?? 'home', of: (first === 'run' || first === 'thread') && isId(second) ? { kind: first, id: second } : null };
  if (page === 'ally') return { page, part: ALLY_PARTS.find((part) => part === first) ?? 'home', id: isId(second) ? second : null };
  if (page === 'run' && isId(first)) return { page: 'saved', id: isId(second) ? second : null, run: first };
  return { page: 'saved', id: isId(first) ? first : null };
}

export function writeRoute(route: Route): string {
  if (route.page === 'ally') return ['#/ally', ...(route.part === 'home' ? [] : [route.part]), ...(route.id === null ? [] : [route.id])].join('/');
  if (route.page === 'quiet') return route.of ? `#/quiet/${route.of.kind}/${route.of.id}` : ['#/quiet', ...(route.part === 'home' ? [] : [route.part])].join('/');
  if (route.page !== 'saved') return `#/${route.page}`;
  const { id, run } = route;
  return [run === undefined ? '#/saved' : `#/run/${run}`, ...(id === null ? [] : [id])].join('/');
}

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
