import type { Point } from '@/utils/vault/points';

/** What runs when the kill comes. `page`: the shortcut on a served page; `takein`: an unlock with a full inbox. */
export type Work = 'add' | 'page' | 'inbox' | 'takein' | 'remove' | 'reseal';

export interface Moment {
  work: Work;
  /** Held at this point, so that the kill lands there exactly; `random`: some milliseconds after the start. */
  at: Point | 'random';
  kill: 'worker' | 'browser';
}

const m = (work: Work, at: Moment['at'], kill: Moment['kill']): Moment => ({ work, at, kill });

/** Every named point first, once each; then each by the other kind of kill and in other work, and moments by chance. */
const ROUND: readonly Moment[] = [
  m('add', 'before-commit', 'browser'), m('page', 'committed', 'browser'), m('add', 'key-written', 'worker'), m('add', 'read-back', 'worker'),
  m('inbox', 'inbox-committed', 'browser'), m('remove', 'keys-switched', 'worker'), m('page', 'derived', 'worker'), m('remove', 'removed', 'browser'),
  m('reseal', 'reseal-switched', 'worker'), m('remove', 'keys-rewritten', 'worker'), m('reseal', 'resealed-batch', 'worker'), m('add', 'random', 'browser'),
  m('page', 'random', 'worker'), m('page', 'before-commit', 'worker'), m('takein', 'committed', 'browser'), m('reseal', 'reseal-switched', 'browser'),
  m('add', 'committed', 'worker'), m('page', 'key-written', 'browser'), m('takein', 'before-commit', 'worker'), m('add', 'random', 'worker'),
  m('remove', 'keys-rewritten', 'browser'), m('page', 'read-back', 'browser'), m('inbox', 'inbox-committed', 'worker'), m('page', 'random', 'browser'),
  m('reseal', 'resealed-batch', 'browser'), m('remove', 'keys-switched', 'browser'), m('add', 'before-commit', 'worker'), m('takein', 'read-back', 'worker'),
  m('inbox', 'random', 'browser'), m('page', 'derived', 'browser'), m('remove', 'random', 'worker'), m('add', 'committed', 'browser'),
  m('takein', 'random', 'browser'), m('reseal', 'random', 'worker'), m('add', 'read-back', 'browser'), m('remove', 'removed', 'worker'),
];

/** `kills` moments. Firefox: no worker kills. Early build: only captures, which is what it does wrong. */
export function plan(kills: number, only: { browser?: boolean; captures?: boolean } = {}): Moment[] {
  const fits = ROUND.filter((one) => (!only.captures || one.work === 'add'));
  return Array.from({ length: kills }, (_, i) => {
    const one = fits[i % fits.length] as Moment;
    return only.browser ? { ...one, kill: 'browser' as const } : one;
  });
}
