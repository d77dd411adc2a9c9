import i18next from 'i18next';

import { catalogues, type Key } from './catalogue';
import { pseudoAreas } from './pseudo';

export type { Key } from './catalogue';
export type Values = Record<string, string | number>;

const RTL = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'sd', 'ckb', 'yi', 'dv']);
/** For tests: longer words with accents, and the same from right to left. Offered only in a test build. */
export const PSEUDO = ['en-XA', 'ar-XB'] as const;

const engine = i18next.createInstance();
void engine.init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(catalogues['en'] ?? {}),
  defaultNS: 'common',
  resources: { ...catalogues },
  keySeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});

const listeners = new Set<() => void>();

/** The words for a key in the language she chose. Numbers among the values must be formatted first, except `count`. */
export function t(key: Key, values: Values = {}): string {
  const { count } = values;
  const shown = typeof count === 'number' ? { ...values, shown: new Intl.NumberFormat(language()).format(count) } : values;
  return engine.t(key, shown);
}

/** For codes that come from elsewhere: the words of `prefix` + `code`, else the code itself. */
export function tCode(prefix: `${string}:${string}`, code: string, values: Values = {}): string {
  const key = `${prefix}${code}`;
  return engine.exists(key) ? engine.t(key, values) : code;
}

export const language = (): string => engine.language;

/** Those that can be chosen, each by its own name. */
export function languages(): { code: string; name: string }[] {
  return Object.keys(catalogues).map((code) => ({ code, name: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code }));
}

export const direction = (code = language()): 'ltr' | 'rtl' => (RTL.has(code.split('-')[0] ?? '') ? 'rtl' : 'ltr');

/** Switches at once, everywhere in this page; keeps nothing. */
export function setLanguage(code: string): void {
  if ((PSEUDO as readonly string[]).includes(code) && !engine.hasResourceBundle(code, 'common')) {
    for (const [area, words] of Object.entries(pseudoAreas(catalogues['en'] ?? {}, code === 'ar-XB'))) engine.addResourceBundle(code, area, words);
  }
  void engine.changeLanguage(code);
  applyToDocument();
  for (const listener of listeners) listener();
}

/** The best of the languages the browser asks for, else English. */
export function bestLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (base in catalogues) return base;
  }
  return 'en';
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function applyToDocument(): void {
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
}
