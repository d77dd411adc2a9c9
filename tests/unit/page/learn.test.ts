import { afterEach, describe, expect, it } from 'vitest';
import { asRule, TAUGHT, type PageRule, type Taught } from '@/utils/domain/taught';
import { learnTables, learnWords } from '@/utils/page/learn/words';
import { addSite, pickSite } from '@/utils/page/registry';
import type { Site } from '@/utils/sites/site';
import { dataOf } from '@/utils/sites/taught';

const RULE: PageRule = { origin: 'https://pond.example', post: '.card', name: '.who', link: null, time: null, words: '.said' };
const teach = (taught: Taught | undefined): void => void Reflect.set(globalThis, Symbol.for(TAUGHT), taught);
afterEach(() => teach(undefined));

describe('what comes back from the page', () => {
  it('is a rule for that page\'s own origin, and nothing more of it is kept', () => {
    expect(asRule({ ...RULE, more: 'x' }, 'https://pond.example')).toEqual(RULE);
  });
  it.each([
    ['nothing', null], ['words', 'rule'], ['a list', []], ['for another origin', { ...RULE, origin: 'https://mire.example' }], ['without a post', { ...RULE, post: '' }],
    ['a part that is no text', { ...RULE, name: 7 }], ['a part that is missing', { origin: RULE.origin, post: '.card' }], ['far too long', { ...RULE, words: 'a'.repeat(601) }],
  ])('is dropped when it is %s', (_, value) => expect(asRule(value, 'https://pond.example')).toBeNull());
});

describe('which adapter reads, once she taught it', () => {
  const doc = {} as Document;
  const page = (href: string) => ({ url: new URL(href), doc });
  const site = (id: Site['id'], found: number): Site => ({ id, version: 1, matches: () => true, find: () => Array.from({ length: found }, () => ({}) as Element), at: () => null, read: () => { throw new Error('not read here'); } });
  const later = (): Promise<void> => new Promise((done) => { setTimeout(done); });

  it('the general one where the site\'s own finds nothing, on the site that she taught only', async () => {
    addSite(site('generic', 0));
    addSite(site('x', 0));
    expect(pickSite(page('https://pond.example/'))?.id).toBe('x');
    await later();
    teach({ rule: RULE, fixes: [] });
    expect(pickSite(page('https://pond.example/'))?.id).toBe('generic');
    expect(pickSite(page('https://mire.example/'))?.id).toBe('x');
    addSite(site('x', 3));
    expect(pickSite(page('https://pond.example/2'))?.id).toBe('x');
  });

  it('a capture names the data file of this adapter at this version only', () => {
    teach({ rule: null, fixes: [{ site: 'x', version: 4, hash: 'a'.repeat(64), selectors: {} }] });
    expect([dataOf({ id: 'x', version: 4 }), dataOf({ id: 'x', version: 5 }), dataOf({ id: 'reddit', version: 4 })]).toEqual(['a'.repeat(64), null, null]);
    teach(undefined);
    expect(dataOf({ id: 'x', version: 4 })).toBeNull();
  });
});

describe('what she is asked', () => {
  it('both languages have the same words, none empty', () => {
    expect(Object.keys(learnTables.fr)).toEqual(Object.keys(learnTables.en));
    for (const table of Object.values(learnTables)) for (const words of Object.values(table)) expect(typeof words === 'function' ? words(3) : words).not.toBe('');
    expect(learnWords('fr-CA').found(14)).toContain('14');
    expect(learnWords('ur').found(14)).toBe(learnTables.en.found(14));
  });
});
