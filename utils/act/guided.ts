import type { Outcome, Run, Seen, Sender, Verb } from '@/utils/domain/act';
import type { GuideSaid } from '@/utils/domain/guide';

import { settle } from './queue';
import { placeOf } from './shield';

/** Where she presses herself, and what can be done there; the first is taken where the chosen one does not exist. */
export const GUIDED: Readonly<Record<string, readonly Verb[]>> = {
  facebook: ['block'], instagram: ['mute', 'block'], threads: ['mute', 'block'], tiktok: ['block'], linkedin: ['block'],
  youtube: ['block'], gmail: ['block'], outlook: ['block'], whatsapp: ['block'], telegram: ['block'],
};
export const byHand = (site: string): boolean => Object.hasOwn(GUIDED, site);

/** How long a name counts as its saved post's author's. */
export const NAME_GOOD_MS = 24 * 60 * 60_000;
export const isFresh = ({ handleSeenAt }: Sender, now: number): boolean => {
  const age = handleSeenAt ? now - Date.parse(handleSeenAt) : Number.NaN;
  return age >= 0 && age < NAME_GOOD_MS;
};

/** Whose turn it is; -1 when nobody is left. */
export function current(run: Run): number {
  const begun = run.entries.findIndex(({ step }) => step.state === 'trying');
  return begun >= 0 ? begun : run.entries.findIndex(({ step }) => step.state === 'waiting');
}

/**
 * Where the saved post stands, on the host that she allowed and nowhere else: addresses in a saved post are the page's
 * word. Without one, the platform's first page.
 */
export function addressOf({ host, post }: Sender): string {
  const url = URL.parse(post?.permalink ?? post?.page ?? '');
  if (url === null || url.protocol !== 'https:' || placeOf(url.host) !== placeOf(host)) return `https://${host}/`;
  url.host = host;
  url.port = '';
  return url.href;
}

/** The account as the saved post shows it now: the id says the same as the name does, for a day. */
export function met(run: Run, index: number, who: { userId: string | null; handle: string | null }, now: number): Run {
  return {
    ...run,
    entries: run.entries.map(({ sender, step }, i) => (i !== index || step.state !== 'trying' ? { sender, step } : {
      sender: { ...sender, userId: sender.userId ?? who.userId, handle: who.handle ?? sender.handle, handleSeenAt: new Date(now).toISOString() },
      step: { ...step, met: true as const },
    })),
  };
}

/** What is taken down of a person: what the page showed, or her word. Null: that answers nothing, or nobody was met. */
export function answered(run: Run, index: number, said: GuideSaid, now: number): Run | null {
  const entry = run.entries[index];
  if (entry?.step.state !== 'trying') return null;
  const outcome = outcomeOf(run, entry.sender, said);
  if (outcome === null || (outcome.kind === 'done' && entry.step.met !== true)) return null;
  return settle(run, index, outcome, now);
}

function outcomeOf({ verb, way }: Run, { userId, handle }: Sender, said: GuideSaid): Outcome | null {
  const set = way === 'do';
  const seen: Seen = { userId, handle, muted: verb === 'mute' ? set : null, blocked: verb === 'block' ? set : null, following: null, self: false, undo: null };
  switch (said) {
    case 'seen': return { kind: 'done', seen, already: false, answer: 'seen on the page' };
    case 'did': return { kind: 'done', seen, already: false, answer: 'she says so' };
    case 'not-done': return { kind: 'refused', why: 'not-done', answer: 'she says so' };
    case 'other': return { kind: 'refused', why: 'another-account', answer: 'seen on the page' };
    case 'skip': return { kind: 'spared', why: 'skipped', answer: '' };
    case 'self': return { kind: 'spared', why: 'self', answer: '' };
    default: return null;
  }
}
