import type { Told } from '@/utils/messages/types';

interface Words {
  bar: string; save: string; wordsOnly: string; undo: string; close: string; remember: string;
  saved: (number: string) => string;
  savedWords: (number: string) => string;
  savedLocked: string; savedPlain: string; failed: string; undone: string; busy: string; toFile: string; remembered: string;
  mailNext: string;
  problems: Record<string, string>;
  pick: string; region: string; piece: (width: string, height: string) => string;
}

const en: Words = {
  bar: 'This post', save: 'Save this post', wordsOnly: 'Words only', undo: 'Undo', close: 'Close', remember: 'Remember how to find posts on this site',
  saved: (number) => `Saved as number ${number}.`,
  savedWords: (number) => `Words and address saved as number ${number}.`,
  savedLocked: 'Saved and sealed.',
  savedPlain: 'Saved.',
  failed: 'Not saved.',
  undone: 'Taken back.',
  busy: 'Still saving the last one. Try again in a moment.',
  toFile: 'Saved to a sealed file in Downloads: the vault did not open.',
  remembered: 'Remembered. Posts on this site are found from now on.',
  mailNext: 'To keep the original with its headers, open it in the workspace: it says how.',
  problems: {
    'tab-changed': 'The picture could not be taken: the tab changed.',
    'no-picture': 'The picture could not be taken.',
    quota: 'The picture could not be taken: too many at once.',
    blank: 'The picture came out blank and was not kept.',
    'not-allowed': 'No picture: the browser allows one only after the shortcut, the menu or the toolbar button.',
    'not-scriptable': 'Only the address and the picture could be read on this page.',
    'outside-window': 'Part of the post was outside the window: it is not on the picture.',
    'cut-by-page': 'The page shows only part of the words.',
    'no-end': 'The page goes on and on: the picture ends after its first screens.',
    'not-scrolling': 'The page did not scroll on: the picture ends there.',
    moved: 'Something moved while the pictures were taken.',
    jumped: 'The page jumped: a piece is missing.',
    sensitive: 'What the platform marks as sensitive is black on it.',
    'no-thread': 'No thread was found here.',
    'private-messages': 'Private messages are saved one by one.',
    'page-gone': 'The page did not answer.',
    stopped: 'Stopped.',
    'stitch-locked': 'It is locked.',
    'sweep-running': 'A whole page is being saved.',
    'nothing-there': 'There is no post here that can be told apart.',
    'no-vault': 'There is no vault yet.',
    'undo-ended': 'It is too late to undo here. You can delete it in the workspace.',
    'no-answer': 'Nothing answered. Load the page again, then try again.',
    'full-disk': 'The disk is full.',
    damaged: 'The vault is damaged. Open the workspace.',
    'private-browsing': 'A private window keeps nothing.',
  },
  pick: 'Point at a part of the page and press Enter or click. Arrow up: wider. Arrow down: narrower. Escape: leave.',
  region: 'Drag a rectangle, or move it with the arrows and size it with Shift and the arrows. Enter: save it. Escape: leave.',
  piece: (width, height) => `${width} by ${height}`,
};

const fr: Words = {
  bar: 'Cette publication', save: 'Enregistrer', wordsOnly: 'Texte seul', undo: 'Annuler', close: 'Fermer', remember: 'Retenir comment trouver les publications de ce site',
  saved: (number) => `Enregistré sous le numéro ${number}.`,
  savedWords: (number) => `Texte et adresse enregistrés sous le numéro ${number}.`,
  savedLocked: 'Enregistré et scellé.',
  savedPlain: 'Enregistré.',
  failed: 'Pas enregistré.',
  undone: 'Retiré.',
  busy: 'L’enregistrement précédent est en cours. Réessayez dans un instant.',
  toFile: 'Enregistré dans un fichier scellé, dans Téléchargements : le coffre ne s’est pas ouvert.',
  remembered: 'Retenu. Les publications de ce site sont désormais trouvées.',
  mailNext: 'Pour garder l’original avec ses en-têtes, ouvrez-le dans l’espace de travail : il dit comment.',
  problems: {
    'tab-changed': 'L’image n’a pas pu être prise : l’onglet a changé.',
    'no-picture': 'L’image n’a pas pu être prise.',
    quota: 'L’image n’a pas pu être prise : trop à la fois.',
    blank: 'L’image était vide et n’a pas été gardée.',
    'not-allowed': 'Pas d’image : le navigateur ne le permet qu’après le raccourci, le menu ou le bouton de la barre d’outils.',
    'not-scriptable': 'Sur cette page, seules l’adresse et l’image ont pu être lues.',
    'outside-window': 'Une partie était hors de la fenêtre : elle n’est pas sur l’image.',
    'cut-by-page': 'La page ne montre qu’une partie du texte.',
    'no-end': 'La page continue sans fin : l’image s’arrête après ses premiers écrans.',
    'not-scrolling': 'La page n’a pas défilé plus loin : l’image s’arrête là.',
    moved: 'Quelque chose a bougé pendant la prise des images.',
    jumped: 'La page a sauté : un morceau manque.',
    sensitive: 'Ce que la plateforme marque comme sensible y est noir.',
    'no-thread': 'Aucune conversation trouvée ici.',
    'private-messages': 'Les messages privés s’enregistrent un par un.',
    'page-gone': 'La page n’a pas répondu.',
    stopped: 'Arrêté.',
    'stitch-locked': 'C’est verrouillé.',
    'sweep-running': 'Une page entière est en cours d’enregistrement.',
    'nothing-there': 'Aucune publication ne se distingue ici.',
    'no-vault': 'Il n’y a pas encore de coffre.',
    'undo-ended': 'Trop tard pour annuler ici. Vous pouvez supprimer dans l’espace de travail.',
    'no-answer': 'Aucune réponse. Rechargez la page, puis réessayez.',
    'full-disk': 'Le disque est plein.',
    damaged: 'Le coffre est abîmé. Ouvrez l’espace de travail.',
    'private-browsing': 'Une fenêtre privée ne garde rien.',
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
    remembered: words.remembered,
  }[told.outcome];
  const problem = told.problem !== null && Object.hasOwn(words.problems, told.problem) ? words.problems[told.problem] : undefined;
  return [problem, outcome, told.next && words.mailNext].filter(Boolean).join(' ');
}

/** Every word of the table in one language, for the test that keeps the two alike. */
export const tables = { en, fr };
