import { safely } from '../safely';
import type { Site } from '../site';
import { at, find, read } from './read';
import * as selectors from './selectors';

/**
 * A site to start from. Copy this folder, then:
 * 1. save a few pages of the platform by hand and write down what is on them;
 * 2. fill `selectors.ts` and `anchors.ts`, then `read.ts`;
 * 3. name the site in `SiteId` (`../site.ts`), in `../registry.ts` and in `utils/mend/names.ts`;
 * 4. put one small made-up page for each trap into `tests/fixtures/sites/NAME/`, each with its `.expected.json`:
 *    the tests find them, read them, change them in every way they know, and read them again.
 */
export const template: Site = {
  id: 'generic',
  version: selectors.version,
  matches: ({ url }) => selectors.host.test(url.hostname),
  find,
  at,
  read: safely(read),
};
