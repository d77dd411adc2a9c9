import type { Why } from './decide';

interface Words { why: Record<Why, string>; hold: string }

const en: Words = {
  why: {
    quiet: 'You quieted this sender.', saved: 'You saved a post of this sender.', listed: 'This sender is on a list of yours.', word: 'It holds one of your words.',
    sign: 'Its words may be a threat.', media: 'A stranger’s picture or video.', locked: 'Covered while it is locked.', unread: 'The sender could not be read.',
  },
  hold: 'Press and hold to see it.',
};
const fr: Words = {
  why: {
    quiet: 'Vous avez masqué cette personne.', saved: 'Vous avez enregistré une publication de cette personne.', listed: 'Cette personne est sur une de vos listes.', word: 'Contient un de vos mots.',
    sign: 'Ces mots sont peut-être une menace.', media: 'Image ou vidéo d’une personne inconnue.', locked: 'Couvert tant que c’est verrouillé.', unread: 'L’auteur n’a pas pu être lu.',
  },
  hold: 'Maintenez appuyé pour voir.',
};

/** The few words on a cover, in our shadow root only: kept here, since the page's script carries no library. */
export const shieldWords = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

export const tables = { en, fr };
