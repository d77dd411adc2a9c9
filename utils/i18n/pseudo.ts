import type { Areas } from './catalogue';

const ACCENTED: Record<string, string> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ğ', h: 'ħ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ö', p: 'þ',
  r: 'ŕ', s: 'š', t: 'ţ', u: 'ü', v: 'ṽ', w: 'ŵ', y: 'ý', z: 'ž', A: 'Å', C: 'Ç', E: 'É', I: 'Î', N: 'Ñ', O: 'Ö', S: 'Š', U: 'Û',
};

const RTL_MARK = '\u200f';
const OVERRIDE = '\u202e';
const POP = '\u202c';

/** A third longer, every letter changed, placeholders left alone: what stays plain English on screen is hard-coded. */
export function pseudoText(text: string, rtl: boolean): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const words = parts.map((part) => (part.startsWith('{{') ? part : rtl ? mirrored(part) : accented(part)));
  const tail = '~'.repeat(Math.ceil(text.replace(/\{\{[^}]*\}\}/g, '').length / 3));
  return rtl ? `${RTL_MARK}${words.join('')}` : `[${words.join('')} ${tail}]`;
}

const accented = (text: string): string => text.replace(/[a-zA-Z]/g, (c) => ACCENTED[c] ?? c);
const mirrored = (text: string): string => text.replace(/\S+/g, (word) => `${RTL_MARK}${OVERRIDE}${word}${POP}${RTL_MARK}`);

export function pseudoAreas(areas: Areas, rtl: boolean): Areas {
  return Object.fromEntries(
    Object.entries(areas).map(([area, words]) => [area, Object.fromEntries(Object.entries(words).map(([k, v]) => [k, pseudoText(v, rtl)]))]),
  );
}
