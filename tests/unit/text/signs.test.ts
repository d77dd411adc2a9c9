import { describe, expect, it } from 'vitest';

import data from '@/assets/data/threat-signs.json';
import { LINES, OWN, THREAT } from '@/scripts/practice/words';
import { type SignData, signReader } from '@/utils/text/signs';

const signs: SignData = data;
const read = signReader(signs);
/** One text that a phrase stands for: the first of each choice. */
function said(phrase: string, sets: Record<string, readonly string[]>): string {
  return phrase.split(' ').map((part) => {
    if (part === '~' || part === '~~') return '';
    if (part === '.') return '.';
    const first = (part.replace(/\?$/, '').split('|')[0] as string);
    return (first.startsWith('&') ? (sets[first.slice(1)]?.[0] ?? '') : first).replaceAll('_', ' ');
  }).join(' ');
}
const phrases = signs.rules.flatMap(({ id, phrases: all }) => Object.entries(all).flatMap(([lang, list]) => list.map((phrase) => ({ id, lang, phrase }))));

describe('a threat sign', () => {
  it('says where it comes from, and that nobody has reviewed a language that nobody has', () => {
    expect(data.meta.version).toBe(1);
    expect(data.meta.source).toContain('taxonomy');
    expect(Object.keys(data.meta.reviewed).sort()).toEqual([...new Set(phrases.map(({ lang }) => lang))].sort());
  });
  it('is found by every phrase of every rule, also in capitals, with accents and in the middle of other words', () => {
    const dead = phrases.filter(({ id, lang, phrase }) => {
      const text = said(phrase, signs.sets[lang] ?? {});
      return !read(text).includes(id) || !read(`Well, you know. ${text.toUpperCase()}`).includes(id);
    });
    expect(dead).toEqual([]);
  });
  it.each([
    ['We know where you live.', 'home'], ['@afi we know which street you walk down', 'home'], ['I’m coming for you 🔪', 'home'], ['on sait où tu habites, menteuse', 'home'],
    ['Sabemos dónde vives.', 'home'], ['SABEMOS ONDE MORAS', 'home'], ['tunajua unapoishi', 'home'], ['Vi vet var du bor', 'home'], ['نعرف أين تسكنين', 'home'],
    [THREAT[1], 'watched'], ['Watch your back.', 'watched'], ['surveille tes arrières', 'watched'], ['I’ll be waiting outside your office', 'watched'],
    ['Shame if something happened to your cat', 'family'], ['on sait dans quelle rue jouent tes enfants. Gare à toi', 'family'],
    ['somebody should silence her', 'others'], ['algún día te van a callar', 'violence'], ['a bul­let with your name on it'.replace('­', '\u00ad'), 'weapon'],
  ])('is in “%s”', (text, id) => expect(read(text)).toContain(id));
});

describe('what is critical, rude or friendly and fine', () => {
  it.each([
    'We will beat you at the next election.', 'I will find you a better source.', 'I will shoot you an email tomorrow.', 'This budget will kill the library. Who signed it?', 'You killed it on stage tonight!',
    'We know where you stand on this, and it is wrong.', 'I know where you work hardest: at avoiding questions.', 'You are dead wrong about table 3.', 'Your argument is dead to me.', 'We are coming for your seat in May.',
    'I could die laughing. What a clown.', 'You will regret this vote when the bill comes.', 'Your children will pay for this debt, think about it.', 'Somebody should ask her about the contract.',
    'You should be ashamed, and you should resign.', 'I will see you at the meeting on Thursday, bring the papers.', 'Citizens are watching you, mayor. So are the auditors.', 'Let’s go to her talk, she argues well even when she is wrong.',
    'On va te battre aux urnes.', 'Je sais où tu veux en venir, et c’est faux.', 'Tu vas voir les chiffres, ils sont publics.', 'Vos enfants vont payer cette dette.', 'Il faut la démission, point.', 'Tu te trompes, encore une fois.',
    'Vamos a ganarte las elecciones.', 'Sé dónde está el error: en la tabla 3.', 'Te vamos a responder con datos.', 'Sei onde está o erro.', 'Vou te mostrar o contrato.', 'Najua una makosa katika takwimu.',
    'Jag ska visa dig siffrorna.', 'Vi vet var pengarna tog vägen.', 'أعرف أين الخطأ في الجدول.',
  ])('“%s” has none', (text) => expect(read(text)).toEqual([]));
  it('is all that the practice network’s friendly and critical people say, and the owner herself', () => {
    const fine = [...LINES.friendly, ...LINES.critical, ...OWN].filter(([, words]) => read(words).length > 0);
    expect(fine).toEqual([]);
  });
  it('is also plain insult: a sign is about threats', () => expect(read('@afi nobody asked you, you tedious little fraud 🤡')).toEqual([]));
});

it('takes no long time over a long text, whatever stands in it', () => {
  const long = ['i will '.repeat(600), 'i know where '.repeat(300), `${'you leave '.repeat(400)}.`, 'a'.repeat(4000), '. '.repeat(2000)];
  const started = performance.now();
  for (let i = 0; i < 20; i++) for (const text of long) read(text);
  // Some hundred times what it takes: only what runs away is caught here.
  expect((performance.now() - started) / 100).toBeLessThan(200);
});
