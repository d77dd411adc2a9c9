import { concat, utf8, type Bytes } from './bytes';

/**
 * A build that seals nothing (`wxt build --mode clear`): the search for leaks must find every word in its files, or the
 * search itself is blind. `__CLEAR_BUILD__` is false in every other build, and all of this falls out of it.
 */
declare const __CLEAR_BUILD__: boolean;

export const CLEAR = typeof __CLEAR_BUILD__ !== 'undefined' && __CLEAR_BUILD__;

const MARK = 'written in clear';

export const inClear = (bytes: Uint8Array): Bytes => concat(utf8(MARK), bytes);
export const fromClear = (box: Uint8Array): Bytes => new Uint8Array(box).slice(MARK.length);
