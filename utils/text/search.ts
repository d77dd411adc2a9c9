/** Never seen, and used to keep words from being found: joiners, variation selectors, direction marks, soft hyphens, controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** Accents, Hebrew points, Arabic vowel marks and the tatweel. Signs of other scripts are letters of their own and stay. */
const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640]/g;

/**
 * Text as it is compared in search, never as it is shown: compatibility forms taken apart, case folded, accents and
 * unseen characters gone, every run of white space one blank. A part of a text that is cut between graphemes is found in it.
 */
export function forSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '')
    .toLowerCase().toUpperCase().toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replaceAll('ς', 'σ')
    .replace(/ +/g, ' ')
    .trim();
}
