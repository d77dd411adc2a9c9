import type { Told } from '@/utils/messages/types';

interface Words {
  bar: string; save: string; wordsOnly: string; undo: string; close: string;
  saved: (number: string) => string;
  savedWords: (number: string) => string;
  savedLocked: string; savedPlain: string; failed: string; undone: string; busy: string; toFile: string;
  problems: Record<string, string>;
  pick: string; region: string; piece: (width: string, height: string) => string;
}

const en: Words = {
  bar: 'This post', save: 'Save this post', wordsOnly: 'Words only', undo: 'Undo', close: 'Close',
  saved: (number) => `Saved as number ${number}.`,
  savedWords: (number) => `Words and address saved as number ${number}.`,
  savedLocked: 'Saved and sealed.',
  savedPlain: 'Saved.',
  failed: 'Not saved.',
  undone: 'Taken back.',
  busy: 'Still saving the last one. Try again in a moment.',
  toFile: 'Saved to a sealed file in Downloads: the vault did not open.',
  problems: {
    'tab-changed': 'The picture could not be taken: the tab changed.',
    blank: 'The picture came out blank and was not kept.',
    'no-post': 'There is no post here that can be told apart.',
    hidden: 'The picture could not be taken: the tab was hidden.',
    'disk-full': 'The disk is full.',
    'no-picture': 'The picture could not be taken.',
    'no-answer': 'Nothing answered. Load the page again, then try again.',
  },
  pick: 'Point at a part of the page and press Enter or click. Arrow up: wider. Arrow down: narrower. Escape: leave.',
  region: 'Drag a rectangle, or move it with the arrows and size it with Shift and the arrows. Enter: save it. Escape: leave.',
  piece: (width, height) => `${width} by ${height}`,
};

const fr: Words = {
  bar: 'Cette publication', save: 'Enregistrer', wordsOnly: 'Texte seul', undo: 'Annuler', close: 'Fermer',
  saved: (number) => `Enregistré sous le numéro ${number}.`,
  savedWords: (number) => `Texte et adresse enregistrés sous le numéro ${number}.`,
  savedLocked: 'Enregistré et scellé.',
  savedPlain: 'Enregistré.',
  failed: 'Pas enregistré.',
  undone: 'Retiré.',
  busy: 'L’enregistrement précédent est en cours. Réessayez dans un instant.',
  toFile: 'Enregistré dans un fichier scellé, dans Téléchargements : le coffre ne s’est pas ouvert.',
  problems: {
    'tab-changed': 'L’image n’a pas pu être prise : l’onglet a changé.',
    blank: 'L’image était vide et n’a pas été gardée.',
    'no-post': 'Aucune publication ne se distingue ici.',
    hidden: 'L’image n’a pas pu être prise : l’onglet était caché.',
    'disk-full': 'Le disque est plein.',
    'no-picture': 'L’image n’a pas pu être prise.',
    'no-answer': 'Aucune réponse. Rechargez la page, puis réessayez.',
  },
  pick: 'Montrez une partie de la page, puis Entrée ou un clic. Flèche haut : plus large. Flèche bas : plus étroit. Échap : quitter.',
  region: 'Tracez un rectangle, ou déplacez-le avec les flèches et changez sa taille avec Maj et les flèches. Entrée : enregistrer. Échap : quitter.',
  piece: (width, height) => `${width} sur ${height}`,
};

/** The few words that stand in the page. Kept here, not in the catalogue: the page's script carries no library. */
export const wordsFor = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

export const directionOf = (lang: string): 'rtl' | 'ltr' => (/^(ar|fa|he|ur|ps|sd|yi|dv|ckb)\b/i.test(lang) ? 'rtl' : 'ltr');

/** What failed is said first. An unknown code says no more than that it failed. */
export function tell(told: Told, lang: string): string {
  const words = wordsFor(lang);
  const number = told.number === null ? null : new Intl.NumberFormat(lang, { useGrouping: false }).format(told.number);
  const outcome = {
    saved: number === null ? words.savedPlain : words.saved(number),
    'saved-words': number === null ? words.savedPlain : words.savedWords(number),
    'saved-locked': words.savedLocked,
    failed: words.failed,
    undone: words.undone,
    busy: words.busy,
    'to-file': words.toFile,
  }[told.outcome];
  const problem = told.problem === null ? null : (words.problems[told.problem] ?? null);
  return problem === null ? outcome : `${problem} ${outcome}`;
}

/** Every word of the table in one language, for the test that keeps the two alike. */
export const tables = { en, fr };
