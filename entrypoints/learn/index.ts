import { defineUnlistedScript } from '#imports';
import { learnHere } from '@/utils/page/learn/index';
import { LEARN_LANG } from '@/utils/domain/taught';

/** Put into the page when she asks it to remember; its result goes back to the background, and nothing stays. */
export default defineUnlistedScript(() => {
  const world = globalThis as { [key: symbol]: unknown };
  const slot = Symbol.for('hf.learning');
  (world[slot] as AbortController | undefined)?.abort();
  const end = new AbortController();
  world[slot] = end;
  return learnHere(String(world[Symbol.for(LEARN_LANG)] ?? 'en'), end.signal);
});
