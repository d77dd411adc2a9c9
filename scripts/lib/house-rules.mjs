// The house as data: which folder may import which, and what no file may do. `docs/` explains; this decides.

/** Folder of `utils/` (or `components`) → folders it may import besides itself. */
export const MAY_IMPORT = {
  domain: [],
  text: ['domain'],
  crypto: ['domain'],
  platform: ['domain'],
  messages: ['domain'],
  sites: ['domain', 'text', 'messages'],
  page: ['domain', 'text', 'messages', 'sites'],
  // platform: the open keys lie in `storage.session`; custody: the log's lines, tree and signed notes are made there.
  vault: ['domain', 'crypto', 'custody', 'platform'],
  custody: ['domain', 'text', 'crypto'],
  capture: ['domain', 'text', 'crypto', 'custody', 'vault', 'platform', 'messages', 'page'],
  triage: ['domain', 'text', 'crypto', 'custody', 'vault'],
  act: ['domain', 'text', 'crypto', 'custody', 'vault'],
  handoff: ['domain', 'text', 'crypto', 'custody', 'vault'],
  papers: ['domain', 'text', 'crypto', 'custody', 'vault'],
  support: ['domain', 'text', 'crypto', 'custody', 'vault'],
  // Signed data files for adapters; sites: the names that each gives to its selectors.
  mend: ['domain', 'crypto', 'custody', 'sites'],
  ui: ['domain', 'text', 'platform', 'i18n', 'messages'],
  i18n: ['domain', 'text', 'platform'],
  components: ['domain', 'text', 'ui', 'i18n'],
};

/** Imports that leave the table, one by one, with the reason. `from` is a file, `to` a folder. */
export const EXCEPTIONS = [];

/** Package → the only folders that may import it. */
export const ONLY_IN = {
  dexie: ['vault'],
  'webextension-polyfill': ['platform'],
};

/** Folder → packages that it must never load (they run inside the page, where every kilobyte is someone else's). */
export const NEVER_IN = {
  sites: ['zod', 'dexie', 'preact', '@preact/signals', 'webextension-polyfill', 'i18next'],
  page: ['zod', 'dexie', 'preact', '@preact/signals', 'webextension-polyfill', 'i18next'],
  domain: ['*'],
};

export const MOST_LINES = 400;

/** What product code may not do: hostile text must never become markup or code, and nothing may talk to a network. */
export const FORBIDDEN = [
  { what: 'innerHTML or outerHTML set', pattern: /\.(innerHTML|outerHTML)\s*(\+)?=(?!=)/ },
  { what: 'insertAdjacentHTML', pattern: /\binsertAdjacentHTML\s*\(/ },
  { what: 'document.write', pattern: /\bdocument\.write(ln)?\s*\(/ },
  { what: 'dangerouslySetInnerHTML', pattern: /\bdangerouslySetInnerHTML\b/ },
  { what: 'eval', pattern: /(?<![.\w])eval\s*\(/ },
  { what: 'new Function', pattern: /\bnew\s+Function\s*\(/ },
  { what: 'fetch', pattern: /(?<![.\w])(globalThis\.|window\.|self\.)?fetch\s*\(/ },
  { what: 'XMLHttpRequest', pattern: /\bXMLHttpRequest\b/ },
  { what: 'WebSocket', pattern: /\bWebSocket\b/ },
  { what: 'EventSource', pattern: /\bnew\s+EventSource\b/ },
  { what: 'sendBeacon', pattern: /\bsendBeacon\b/ },
];

/** `{file, what, why}`: the places where one of these is right. */
export const ALLOWED = [
  { file: 'utils/page/media.ts', what: 'fetch', why: "the page's own pictures, from its cache only: no request leaves" },
  { file: 'utils/page/act/call.ts', what: 'fetch', why: 'mute, block and undo, at her word, as the page itself asks its own server' },
  { file: 'utils/page/folder/dav.ts', what: 'fetch', why: 'sealed files to and from the one server she named, at her word, in its own page' },
];

/** Folders whose code ships. */
export const PRODUCT = ['entrypoints', 'components', 'utils'];

