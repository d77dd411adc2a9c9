import type { StitchWhat } from '@/utils/messages/stitch';

interface Words {
  saving: Record<StitchWhat, string>;
  calm: string;
  done: (n: string) => string;
  doneOf: (n: string, of: string) => string;
  stop: string;
  stopping: string;
  pick: string;
}

const en: Words = {
  saving: { page: 'Saving this page as one picture.', thread: 'Saving this thread as one picture.', element: 'Saving this part as one picture.' },
  calm: 'You do not have to look. At each picture the page shows for a blink.',
  done: (n) => `${n} pictures taken`,
  doneOf: (n, of) => `${n} of about ${of} pictures taken`,
  stop: 'Stop, keep nothing (Esc)',
  stopping: 'Stopping …',
  pick: 'Show the part, then Enter or click: all of it is saved, also what is outside the window. Arrow up: wider. Arrow down: narrower. Escape: leave.',
};

const fr: Words = {
  saving: { page: 'Enregistrement de la page en une image.', thread: 'Enregistrement de la conversation en une image.', element: 'Enregistrement de cette partie en une image.' },
  calm: 'Vous n’avez pas à regarder. À chaque image, la page se montre un instant.',
  done: (n) => `${n} images prises`,
  doneOf: (n, of) => `${n} images prises sur environ ${of}`,
  stop: 'Arrêter, ne rien garder (Échap)',
  stopping: 'Arrêt …',
  pick: 'Montrez la partie, puis Entrée ou un clic : tout est enregistré, aussi ce qui est hors de la fenêtre. Flèche haut : plus large. Flèche bas : plus étroit. Échap : quitter.',
};

/** The few words that stand in the page while it is scrolled. */
export const stitchWords = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

/** Both tables, for the test that keeps them alike. */
export const tables = { en, fr };
