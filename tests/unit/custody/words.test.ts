import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES, finding } from '@/utils/custody/check-words';
import { ENGLISH, fill, reportWords } from '@/utils/custody/report-words';
import { FRENCH } from '@/utils/custody/report-words-fr';

const catalogue = (code: string): Record<string, string> => JSON.parse(readFileSync(`assets/locales/${code}/verify.json`, 'utf8')) as Record<string, string>;

describe('words for what was found', () => {
  it.each(['en', 'fr'])('the page has a sentence for every code, and none for others (%s)', (language) => {
    const words = catalogue(language);
    const codes = Object.keys(words).filter((key) => key.startsWith('code.')).map((key) => key.slice(5));
    expect(codes.sort()).toEqual([...CODES].sort());
    // A key with a blank is taken for words by the library, and shown as it stands.
    for (const [key, sentence] of Object.entries(words)) expect(`${key}|${sentence}`).toMatch(/^[a-zA-Z0-9._-]+\|[^{]*(\{\{\w+\}\}[^{]*)*$/);
  });

  it('both languages have the same keys, but for plurals', () => {
    const stems = (language: string): string[] => [...new Set(Object.keys(catalogue(language)).map((key) => key.replace(/_(one|many|other)$/, '')))].sort();
    expect(stems('fr')).toEqual(stems('en'));
  });

  it('the place stands in the sentence, or leaves no trace', () => {
    expect(finding('altered-file', 'data/a.txt').words).toBe('A file was altered: data/a.txt');
    for (const code of CODES) for (const path of [undefined, 'x']) expect(finding(code, path).words).not.toMatch(/[{}]/);
  });

  it('every place in the report’s words can be filled', () => {
    expect(fill('{a} of {b}', { a: 1, b: 'x' })).toBe('1 of x');
    expect(fill('{a}', {})).toBe('{a}');
    expect(JSON.stringify(ENGLISH)).not.toMatch(/victim|oops|authentic/i);
  });
});

describe('the report in another language', () => {
  const places = (words: unknown): string[] => (JSON.stringify(words).match(/\{\w+\}/g) ?? []).sort();

  it('has every word and every place for a value that the English has', () => {
    expect(Object.keys(FRENCH).sort()).toEqual(Object.keys(ENGLISH).sort());
    for (const key of Object.keys(ENGLISH) as (keyof typeof ENGLISH)[]) {
      expect(places(FRENCH[key]), key).toEqual(places(ENGLISH[key]));
      if (typeof ENGLISH[key] === 'object') expect(Object.keys(FRENCH[key]), key).toEqual(Object.keys(ENGLISH[key]));
    }
    expect(FRENCH.limits).toHaveLength(ENGLISH.limits.length);
  });

  it('is checked like any other', async () => {
    const { collect } = await import('@/tests/lib/collect');
    const { makeSource } = await import('@/tests/lib/source');
    const { verifyPackage } = await import('@/utils/custody/verify');
    const { writePackage } = await import('@/utils/custody/package');
    const bytes = await collect(writePackage(await makeSource([{}]), { pictures: 'post', words: FRENCH }).stream);
    expect(new TextDecoder().decode(bytes)).toContain('Barre d’adresse');
    expect((await verifyPackage(new Blob([bytes]))).answer).toBe('INTEGRITY ONLY');
  });

  it('is hers, or English where there is no table', () => {
    expect(reportWords({ fr: FRENCH }, 'fr-BJ')).toBe(FRENCH);
    expect(reportWords({ fr: FRENCH }, 'sw')).toBe(ENGLISH);
  });
});
