import type { Bytes } from '@/utils/crypto/bytes';
import { fail, ok, type Result } from '@/utils/domain/result';
import type { SweepLifted } from '@/utils/messages/sweep';

import { sameStanding } from '../capture';

/** What a picture of the page needs: the page's own half, and what the browser says of the tab. */
export interface Eye {
  lift(on: boolean): Promise<SweepLifted>;
  /** The tab is the active one of a window that is not minimised. */
  isShown(): Promise<boolean>;
  picture(): Promise<Result<Bytes, 'not-allowed' | 'quota' | 'no-picture'>>;
}

export interface Look {
  png: Bytes;
  /** As the page stood before and after: the same. */
  lifted: SweepLifted;
}

/** `hidden`: nothing was taken, and nothing is wrong with the page: it waits. */
export type LookProblem = 'hidden' | 'tab-changed' | 'not-allowed' | 'quota' | 'no-picture';

/**
 * The right pixels: our cover off, the same tab in front, the same address, scroll and rectangles before and after, else the
 * picture is dropped unseen and taken once more. The cover is back whatever happens.
 */
export async function look(eye: Eye, wanted: readonly string[]): Promise<Result<Look, LookProblem>> {
  for (let attempt = 0; ; attempt++) {
    const taken = await once(eye, wanted);
    if (taken.ok || taken.error !== 'tab-changed' || attempt > 0) return taken;
  }
}

async function once(eye: Eye, wanted: readonly string[]): Promise<Result<Look, LookProblem>> {
  let after: SweepLifted | null = null;
  try {
    const before = await eye.lift(true);
    if (!before.standing.visible || !(await eye.isShown())) return fail('hidden');
    if (!before.right || wanted.some((key) => !before.rects[key])) return fail('tab-changed');
    const shot = await eye.picture();
    after = await eye.lift(false);
    if (!after.standing.visible || !(await eye.isShown())) return fail('hidden');
    if (!shot.ok) return shot;
    return after.right && sameLook(before, after) ? ok({ png: shot.value, lifted: before }) : fail('tab-changed');
  } finally {
    if (after === null) await eye.lift(false).catch(() => undefined);
  }
}

/** Nothing moved, came or went while the picture was taken. */
export function sameLook(a: SweepLifted, b: SweepLifted): boolean {
  const keys = new Set([...Object.keys(a.rects), ...Object.keys(b.rects)]);
  const at = ({ standing, rects }: SweepLifted, key: string) => ({ ...standing, rect: rects[key] ?? null });
  const sameMarks = a.sensitive.length === b.sensitive.length && a.sensitive.every((key) => b.sensitive.includes(key));
  return sameMarks && sameStanding(a.standing, b.standing) && [...keys].every((key) => sameStanding(at(a, key), at(b, key)));
}
