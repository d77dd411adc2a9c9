import { tokens } from './tokens';

/** `assets/data/threat-signs.json`. A sign is a reason to cover, never a finding: what a post is, she says. */
export interface SignData {
  meta: { version: number };
  /** Per language: names for alternatives that return in many phrases. */
  sets: Record<string, Record<string, readonly string[]>>;
  rules: readonly { id: string; phrases: Record<string, readonly string[]> }[];
}

const escape = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * A phrase is words between blanks: `a|b_c` one of these (`_` a blank inside), `&name` a set, `x?` may be left out, `~` up to three
 * words of the same sentence, `~~` up to a dozen words, sentences too, `.` the end of a sentence. All is folded as the text is.
 */
export function phrasePattern(phrase: string, sets: Readonly<Record<string, readonly string[]>>): string {
  const plain = (one: string): string => (one === '@' ? '@ ' : one === '.' ? '\\. ' : `${escape(tokens(one.replaceAll('_', ' ')).replace(/ \. $/, '').trim())} `);
  return phrase.split(' ').map((part) => {
    if (part === '.') return '\\. ';
    if (part === '~') return '(?:[^ .]+ ){0,3}?';
    if (part === '~~') return '(?:[^ ]+ ){0,12}?';
    const bare = part.replace(/\?$/, '');
    const all = bare.split('|').flatMap((one) => (one.startsWith('&') ? setOf(one.slice(1), sets) : [one]));
    return `(?:${all.map(plain).join('|')})${part === bare ? '' : '?'}`;
  }).join('');
}

function setOf(name: string, sets: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const set = sets[name];
  if (!set) throw new Error(`no set ${name}`);
  return set;
}

/** Answers which rules a text fires, by id. Every language is tried: what a page says of a post's language is often wrong. */
export function signReader({ sets, rules }: SignData): (text: string) => string[] {
  const ready = rules.map(({ id, phrases }) => {
    const sources = Object.entries(phrases).flatMap(([lang, list]) => list.map((phrase) => phrasePattern(phrase, sets[lang] ?? {})));
    return { id, pattern: new RegExp(` (?:${sources.join('|')})`, 'u') };
  });
  return (text) => {
    const read = tokens(text);
    return ready.filter(({ pattern }) => pattern.test(read)).map(({ id }) => id);
  };
}
