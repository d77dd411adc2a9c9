import { TAUGHT, type PageRule, type Taught } from '@/utils/domain/taught';
import type { PageFacts } from './site';

const SLOT = Symbol.for(TAUGHT);

export const taught = (): Taught | undefined => (globalThis as { [SLOT]?: Taught })[SLOT];

/** What she taught for this page's site, or null. */
export function ruleFor(page: PageFacts): PageRule | null {
  const rule = taught()?.rule ?? null;
  return rule?.origin === page.url.origin ? rule : null;
}

/** SHA-256 of the data file by which this adapter reads here, or null. */
export const dataOf = (site: { id: string; version: number }): string | null =>
  taught()?.fixes.find((one) => one.site === site.id && one.version === site.version)?.hash ?? null;
