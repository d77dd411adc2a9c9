import type { TiesAnswer } from '../../../../utils/domain/act';
import type { StitchState } from '../../../../utils/messages/stitch';
import { fakeHead } from '../../../lib/fake-posts';

import { sweepAnswer } from './sweeps';

/** `?stitch=running`, `saved`, `cut` (not all of it), or a code of what failed. */
function stitchAnswer(): StitchState {
  const asked = new URLSearchParams(location.search).get('stitch');
  if (asked === null) return { kind: 'none' };
  if (asked === 'running') return { kind: 'running', what: 'thread', tabId: 7, done: 4, of: 11 };
  const saved = asked === 'saved' || asked === 'cut';
  return { kind: 'ended', what: 'page', tabId: 7, told: { outcome: saved ? 'saved' : 'failed', number: saved ? 214 : null, slices: saved ? 12 : 0, problem: asked === 'saved' ? null : asked === 'cut' ? 'no-end' : asked } };
}

/** Mastodon tells whom she follows; no page of Bluesky is open. */
const tiesAnswer = (site: string | undefined, senders: { userId: string }[]): TiesAnswer => {
  const asked = senders.map(({ userId }) => userId);
  return site === 'mastodon' ? { kind: 'told', asked, followed: asked.slice(0, 2), self: asked.slice(2, 3) } : { kind: 'no-page' };
};

/** Stands in for the background: posts in view, and a save of which the third one fails. */
export async function ask(type: string, body: { keys?: string[]; site?: string; senders?: { userId: string }[] }): Promise<unknown> {
  if (type === 'act.ties') return tiesAnswer(body.site, body.senders ?? []);
  if (type === 'inView') {
    const count = Number(new URLSearchParams(location.search).get('view') ?? 4);
    if (count < 0) return null;
    const posts = Array.from({ length: count }, (_, i) => ({ key: `k${i}`, handle: fakeHead(i + 1).handle, displayName: null, postedAt: i === 2 ? null : fakeHead(i).postedAt, readable: i !== 3 }));
    const badly = new URLSearchParams(location.search).has('badly');
    return { posts, site: 'x', health: { found: count, readable: badly ? 0 : count, signs: badly ? 4 : 0 } };
  }
  if (type === 'outline') return { text: 'html [lang]\n body .2\n  article #a-0 .3 role=article data-testid=tweet [tabindex] ×12\n', cut: true };
  if (type === 'sweep.state') return sweepAnswer();
  if (type === 'stitch.state') return stitchAnswer();
  if (type === 'saveInTab') {
    const keys = body.keys ?? [];
    return { saved: keys.filter((key) => key !== 'k2').map((_, i) => 200 + i), failed: keys.filter((key) => key === 'k2').map((key) => ({ key, problem: 'nothing-there' })), locked: 0 };
  }
  return null;
}
