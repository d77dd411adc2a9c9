/** At most `most` acts in any `ms`; between two acts at least `gap[0]` and at most `gap[1]` ms, at random. */
export interface Pace {
  gap: readonly [number, number];
  windows: readonly { ms: number; most: number }[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where she presses herself her hand sets the speed; the platforms tell no numbers, so the caps are ours. */
const BY_HAND: Pace = { gap: [0, 0], windows: [{ ms: HOUR, most: 60 }, { ms: DAY, most: 200 }] };

/** The limits of `platforms/*.md` in the project's notes ("Acting"): ours stay well below the platform's own. */
export const PACES: Record<string, Pace> = {
  x: { gap: [20 * SECOND, 45 * SECOND], windows: [{ ms: 15 * MINUTE, most: 40 }, { ms: DAY, most: 200 }] },
  bluesky: { gap: [4 * SECOND, 6 * SECOND], windows: [{ ms: MINUTE, most: 15 }, { ms: HOUR, most: 800 }] },
  mastodon: { gap: [2 * SECOND, 3 * SECOND], windows: [{ ms: MINUTE, most: 30 }, { ms: 5 * MINUTE, most: 150 }] },
  reddit: { gap: [2 * SECOND, 4 * SECOND], windows: [{ ms: MINUTE, most: 20 }, { ms: HOUR, most: 400 }] },
  facebook: BY_HAND, instagram: BY_HAND, threads: BY_HAND, tiktok: BY_HAND, linkedin: BY_HAND,
  youtube: BY_HAND, gmail: BY_HAND, outlook: BY_HAND, whatsapp: BY_HAND, telegram: BY_HAND,
};

/**
 * Times of acts that still count, oldest first. One from the future tells that the clock was put back: it counts as
 * done now, so that no change of the clock frees a budget that is spent.
 */
export function keep(stamps: readonly number[], pace: Pace, now: number): number[] {
  const longest = Math.max(...pace.windows.map(({ ms }) => ms));
  return stamps.map((at) => Math.min(at, now)).filter((at) => at > now - longest).sort((a, b) => a - b);
}

/** The earliest time for the next act. `random` 0…1 gives the jitter. */
export function nextAt(stamps: readonly number[], pace: Pace, now: number, random: number): number {
  const done = keep(stamps, pace, now);
  const last = done.at(-1);
  let at = last === undefined ? now : last + pace.gap[0] + random * (pace.gap[1] - pace.gap[0]);
  for (const { ms, most } of pace.windows) {
    const inside = done.filter((one) => one > now - ms);
    const oldest = inside[inside.length - most];
    if (oldest !== undefined) at = Math.max(at, oldest + ms + 1);
  }
  return Math.max(at, now);
}

export interface Meter {
  left: number;
  most: number;
  /** Length of the window that is nearest to its end, ms. */
  ms: number;
}

/** The window of which the smallest share is left. */
export function meter(stamps: readonly number[], pace: Pace, now: number): Meter {
  const done = keep(stamps, pace, now);
  const all = pace.windows.map(({ ms, most }): Meter => ({ ms, most, left: Math.max(0, most - done.filter((at) => at > now - ms).length) }));
  return all.reduce((least, one) => (one.left / one.most < least.left / least.most ? one : least));
}

/** How long `count` more acts take at least, ms: each as `nextAt` gives it in the middle of the gap. Asked anew after each act of a long run. */
export function timeFor(count: number, stamps: readonly number[], pace: Pace, now: number): number {
  const done = keep(stamps, pace, now);
  const gap = (pace.gap[0] + pace.gap[1]) / 2;
  let at = now;
  for (let i = 0; i < count; i++) {
    const last = done.at(-1);
    let next = last === undefined ? at : Math.max(at, last + gap);
    // They stand in order: of those inside a window, the one that must leave it first is known by its place.
    for (const { ms, most } of pace.windows) {
      const oldest = done[done.length - most];
      if (oldest !== undefined && oldest > at - ms) next = Math.max(next, oldest + ms + 1);
    }
    done.push((at = next));
  }
  return at - now;
}
