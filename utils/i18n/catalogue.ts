/** One JSON file an area, flat keys; `_one`, `_many`, `_other` as CLDR has them. Bundled: nothing is fetched. */
export type Catalogue = Record<string, string>;
export type Areas = Record<string, Catalogue>;

const files = import.meta.glob<Catalogue>('../../assets/locales/*/*.json', { eager: true, import: 'default' });

/** Language code → area → key → words. */
export const catalogues: Record<string, Areas> = {};
for (const [path, words] of Object.entries(files)) {
  const match = /\/locales\/([^/]+)\/([^/]+)\.json$/.exec(path);
  if (!match) continue;
  const [, code = '', area = ''] = match;
  (catalogues[code] ??= {})[area] = words;
}

interface English {
  common: typeof import('@/assets/locales/en/common.json');
  capture: typeof import('@/assets/locales/en/capture.json');
  first: typeof import('@/assets/locales/en/first.json');
  lock: typeof import('@/assets/locales/en/lock.json');
  list: typeof import('@/assets/locales/en/list.json');
  item: typeof import('@/assets/locales/en/item.json');
  handover: typeof import('@/assets/locales/en/handover.json');
  settings: typeof import('@/assets/locales/en/settings.json');
  mark: typeof import('@/assets/locales/en/mark.json');
  write: typeof import('@/assets/locales/en/write.json');
  ally: typeof import('@/assets/locales/en/ally.json');
  backup: typeof import('@/assets/locales/en/backup.json');
  give: typeof import('@/assets/locales/en/give.json');
  folder: typeof import('@/assets/locales/en/folder.json');
  quiet: typeof import('@/assets/locales/en/quiet.json');
  triage: typeof import('@/assets/locales/en/triage.json');
  popup: typeof import('@/assets/locales/en/popup.json');
  reading: typeof import('@/assets/locales/en/reading.json');
  sweep: typeof import('@/assets/locales/en/sweep.json');
  shield: typeof import('@/assets/locales/en/shield.json');
  stitch: typeof import('@/assets/locales/en/stitch.json');
  problem: typeof import('@/assets/locales/en/problem.json');
  verify: Record<string, string>;
}

type Singular<K> = K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K;

/** `area:key`; for a plural the key without its ending, and `count` among the values. */
export type Key = { [A in keyof English & string]: `${A}:${Singular<keyof English[A] & string>}` }[keyof English & string];
