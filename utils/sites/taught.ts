import { TAUGHT, type PageRule, type Taught } from '@/utils/domain/taught';
import type { PageFacts } from './site';

const SLOT = Symbol.for(TAUGHT);

export const taught = (): Taught | undefined => (globalThis as { [SLOT]?: Taught })[SLOT];

/** What she taught for this page's site, or null. */
export function ruleFor(page: PageFacts): PageRule | null {
  const rule = taught()?.rule ?? null;
  return rule?.origin === page.url.origin ? rule : null;
}
