import type { SelectorFix } from '@/utils/domain/taught';
import type { SiteId } from './site';

interface Named { version: number; selectors: Record<string, string> }

let fixes: readonly SelectorFix[] = [];

/** Per adapter: its version, and every selector that a data file may replace, by name, as the code has it. */
export const named: Partial<Record<string, Named>> = {};

/**
 * What a signed data file says, for the selectors that are evaluated after this. Only a script that reads calls it
 * (`utils/page/take-fix.ts`): what chooses things to click is another script, which never does.
 */
export const useFixes = (given: readonly SelectorFix[]): void => {
  fixes = given;
};

/** For one adapter's `selectors.ts`: a selector under its name, unless a data file for this very version gives another. */
export function mend(site: SiteId, version: number): (name: string, selector: string) => string {
  const own: Named = (named[site] = { version, selectors: {} });
  const given = fixes.find((one) => one.site === site && one.version === version)?.selectors ?? {};
  return (name, selector) => {
    own.selectors[name] = selector;
    return given[name] ?? selector;
  };
}
