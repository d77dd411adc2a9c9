import { type Runtime, takeOver } from '../lifecycle';
import { coverPage } from './curtain';
import { pause } from './players';
import { Shield } from './shield';

/** Starts once a document; before the page has drawn anything. */
export function startShield(runtime: Runtime): void {
  const end = takeOver(runtime, 'hf.shield');
  if (!end) return;
  const uncover = coverPage();
  end.signal.addEventListener('abort', uncover);
  const early = new AbortController();
  for (const type of ['play', 'playing']) document.addEventListener(type, ({ target }) => pause(target), { capture: true, signal: early.signal });
  // The readers beside this script come into the document in the same turn.
  setTimeout(() => {
    early.abort();
    void new Shield(runtime, end).start(uncover);
  }, 0);
}
