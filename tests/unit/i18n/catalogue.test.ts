import { describe, expect, it } from 'vitest';

import { catalogues } from '@/utils/i18n/catalogue';

import { root, sources } from './sources';
import { readFileSync, readdirSync } from 'node:fs';

const english = catalogues['en'] ?? {};
const others = Object.entries(catalogues).filter(([code]) => code !== 'en');
const ENDING = /_(zero|one|two|few|many|other)$/;
const stems = (words: Record<string, string>): string[] => [...new Set(Object.keys(words).map((key) => key.replace(ENDING, '')))].sort();
const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((found) => found[1] ?? ''))].sort();

/** Words for which the product has better ones, or none. */
const FORBIDDEN: Record<string, RegExp> = {
  en: /\b(victims?|targets?|contents?|assets?|oops|whoops|sorry|please|simply|just|users?|invalid|error)\b/i,
  fr: /\b(victimes?|cibles?|contenus?|oups|désolé|simplement|utilisateurs?|invalide|erreur)\b/i,
};

describe('the catalogues', () => {
  it('hold English and French, and every area in both', () => {
    expect(Object.keys(catalogues).sort()).toEqual(['en', 'fr']);
    for (const [, areas] of others) expect(Object.keys(areas).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(others)('have every key in %s, and no other', (_code, areas) => {
    for (const [area, words] of Object.entries(english)) expect(stems(areas[area] ?? {}), area).toEqual(stems(words));
  });

  it.each(Object.entries(catalogues))('have every plural that %s knows', (code, areas) => {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [area, words] of Object.entries(areas)) {
      for (const stem of new Set(Object.keys(words).filter((key) => ENDING.test(key)).map((key) => key.replace(ENDING, '')))) {
        for (const category of categories) expect(words, `${code} ${area}`).toHaveProperty([`${stem}_${category}`]);
      }
    }
  });

  it.each(others)('fill in the same values in %s as in English', (_code, areas) => {
    for (const [area, words] of Object.entries(english)) {
      for (const [key, text] of Object.entries(words)) {
        const theirs = areas[area]?.[key];
        if (theirs !== undefined && !key.endsWith('_one')) expect(placeholders(theirs), `${area}:${key}`).toEqual(placeholders(text));
      }
    }
  });

  it.each(Object.entries(catalogues))('hold no word in %s that blames, hurries or means nothing', (code, areas) => {
    for (const [area, words] of Object.entries(areas)) for (const [key, text] of Object.entries(words)) {
      expect(FORBIDDEN[code]?.exec(text)?.[0], `${area}:${key} “${text}”`).toBeUndefined();
      expect(text.trim(), `${area}:${key}`).not.toBe('');
      expect(text, `${area}:${key}`).not.toMatch(/!|\.\.\.|'/);
    }
  });

  it('give the manifest the same names in every language', () => {
    const folder = `${root}assets/public/_locales/`;
    const keys = readdirSync(folder).map((code) => Object.keys(JSON.parse(readFileSync(`${folder}${code}/messages.json`, 'utf8')) as object));
    expect(readdirSync(folder).sort()).toEqual(['en', 'fr']);
    expect(keys[0]).toEqual(expect.arrayContaining(['name', 'description', 'commandSave', 'commandWords']));
    for (const some of keys) expect(some).toEqual(keys[0]);
  });
});

describe('the keys', () => {
  const code = sources(['components', 'entrypoints', 'utils'], /\.tsx?$/).map(({ text }) => text).join('\n');
  const areas = Object.keys(english).join('|');
  const exact = new Set([...code.matchAll(new RegExp(`['"\`]((?:${areas}):[\\w.-]+)['"\`]`, 'g'))].map((found) => found[1] ?? ''));
  const prefixes = [...code.matchAll(new RegExp(`['"\`]((?:${areas}):[\\w.-]*)(?:\\$\\{|['"\`],)`, 'g'))].map((found) => found[1] ?? '');
  const known = Object.entries(english).flatMap(([area, words]) => stems(words).map((stem) => `${area}:${stem}`));

  it('are all in the catalogue', () => {
    const missing = [...exact].filter((key) => !known.includes(key) && !known.some((other) => other.startsWith(key) && prefixes.includes(key)));
    expect(missing).toEqual([]);
  });

  it('are all used', () => {
    const open = prefixes.filter((prefix) => !known.includes(prefix));
    expect(known.filter((key) => !exact.has(key) && !open.some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });
});
