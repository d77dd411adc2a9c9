import { addressOf } from '@/utils/act/guided';
import type { Outcome, Ready, Sender, Verb, Way } from '@/utils/domain/act';

import { actPage, openPost } from './act-page';

/** So long the page may take to draw the saved post. */
const DRAWN_MS = 20_000;
const AGAIN_MS = 500;

type Ask = { sender: Sender; verb: Verb; way: Way };
const isAway = (said: Ready | Outcome | null): boolean => said !== null && 'kind' in said && said.kind === 'refused' && (said.why === 'post-not-on-page' || said.why === 'page-too-old');

/**
 * Looks at the account. Where the page knows it by a name alone and does not show the saved post, that post is opened first,
 * in a tab of the run's own: whose name it is now is told there or nowhere. Asks for nothing.
 */
export async function matched(ask: Ask): Promise<Ready | Outcome | null> {
  const { sender } = ask;
  const { site, host } = sender;
  const first = await actPage<Ready | Outcome>(site, host, 'prepare', ask);
  const url = addressOf(sender);
  if (!isAway(first) || !sender.post?.permalink || url === `https://${host}/`) return first;
  if (!(await openPost(site, host, url))) return null;
  const end = performance.now() + DRAWN_MS;
  for (;;) {
    await new Promise((done) => setTimeout(done, AGAIN_MS));
    const said = await actPage<Ready | Outcome>(site, host, 'prepare', ask);
    // Null: the page is on its way.
    if (said !== null && !isAway(said)) return said;
    if (performance.now() > end) return said === null ? null : { kind: 'refused', why: 'post-gone', answer: '' };
  }
}
