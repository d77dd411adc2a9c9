interface Words {
  /** Asked before she points. */
  point: string;
  bar: string;
  found: (count: number) => string;
  right: string;
  wrong: string;
  leave: string;
  none: string;
  again: string;
}

const en: Words = {
  point: 'Point at one post and press Enter or click. Arrow up: wider. Arrow down: narrower. Escape: leave.',
  bar: 'How to find posts here',
  found: (count) => `With your example it finds ${count} posts here, outlined. Is that right?`,
  right: 'Right, remember',
  wrong: 'Not right',
  leave: 'Leave it',
  none: 'Nothing else on this page is like what you picked.',
  again: 'Pick another',
};

const fr: Words = {
  point: 'Montrez une publication, puis Entrée ou un clic. Flèche haut : plus large. Flèche bas : plus étroit. Échap : quitter.',
  bar: 'Comment trouver les publications ici',
  found: (count) => `D’après votre exemple, ${count} publications sont trouvées ici, encadrées. Est-ce juste ?`,
  right: 'Oui, à retenir',
  wrong: 'Ce n’est pas ça',
  leave: 'Laisser',
  none: 'Rien d’autre sur cette page ne ressemble à ce que vous avez choisi.',
  again: 'En choisir une autre',
};

/** Kept here, not in the catalogue: the page's script carries no library. */
export const learnWords = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

/** For the test that keeps the two alike. */
export const learnTables = { en, fr };
