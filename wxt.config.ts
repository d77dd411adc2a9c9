import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'wxt';

/** Extension pages may load nothing from outside, for good: `docs/threats.md`. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; " +
  "connect-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'";

const root = fileURLToPath(new URL('.', import.meta.url));

/** Which sources made a build: the record of each capture names it. SHA-256 over names and bytes, in order. */
function sourceHash(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(root + path).isDirectory()) readdirSync(root + path).sort().forEach((name) => add(`${path}/${name}`));
    else hash.update(`${path}\0`).update(readFileSync(root + path));
  };
  ['assets', 'components', 'entrypoints', 'package-lock.json', 'utils', 'wxt.config.ts'].forEach(add);
  return hash.digest('hex');
}

/** `test`: hooks for drivers and one more page of ours. `early`: as `test`, but it says "saved" too soon, and must be caught. `clear`: it seals nothing, and must be caught. */
const FOR_TESTS = ['test', 'early', 'clear'];

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: '.output',
  publicDir: 'assets/public',
  zip: { includeSources: [] },
  vite: ({ mode }) => ({
    build: { target: ['chrome137', 'firefox142'], sourcemap: false },
    define: { __BUILD_HASH__: JSON.stringify(sourceHash()), __TEST_BUILD__: JSON.stringify(FOR_TESTS.includes(mode)), __SAID_EARLY__: JSON.stringify(mode === 'early'), __CLEAR_BUILD__: JSON.stringify(mode === 'clear') },
  }),
  hooks: {
    'entrypoints:found': (wxt, infos) => {
      if (!FOR_TESTS.includes(wxt.config.mode)) return;
      infos.push({ name: 'test-context', inputPath: `${root}tests/e2e/durability/context/index.html`, type: 'unlisted-page' });
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'scripting', 'storage', 'unlimitedStorage', 'contextMenus', 'alarms'],
    optional_permissions: browser === 'firefox' ? ['webRequest'] : ['webRequest', 'pageCapture'],
    optional_host_permissions: ['<all_urls>'],
    content_security_policy: { extension_pages: PAGE_POLICY },
    commands: {
      'save-post': { suggested_key: { default: 'Alt+Shift+S' }, description: '__MSG_commandSave__' },
      'save-words': { suggested_key: { default: 'Alt+Shift+W' }, description: '__MSG_commandWords__' },
    },
    action: { default_title: '__MSG_name__' },
    incognito: 'not_allowed',
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: 'holdfast@holdfast.invalid', strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } },
          },
        }
      : { minimum_chrome_version: '137' }),
  }),
});
