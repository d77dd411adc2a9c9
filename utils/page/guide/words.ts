import type { Verb, Way } from '@/utils/domain/act';

export type StepWord =
  | 'menu' | 'hover' | 'more' | 'mail-menu' | 'chat-head' | 'block' | 'restrict' | 'mute' | 'hide-user' | 'report-block' | 'confirm' | 'undo';
export type StateWord = 'looking' | 'other' | 'self' | 'lead' | 'covered-lead' | 'covered' | 'asking' | 'done' | 'kept' | 'locked' | 'pace' | 'no-evidence' | 'spared' | 'ended';
export type ButtonWord = 'did' | 'notDone' | 'skip' | 'post' | 'there' | 'show' | 'next' | 'close';

interface Words {
  label: string;
  place: (at: string, of: string) => string;
  left: (left: string) => string;
  does: Record<`${Verb}.${Way}`, string>;
  steps: Record<StepWord, string>;
  states: Record<StateWord, string>;
  buttons: Record<ButtonWord, string>;
}

const en: Words = {
  label: 'One by one', place: (at, of) => `${at} of ${of}`, left: (left) => `Still to come: ${left}.`,
  does: { 'block.do': 'Block', 'mute.do': 'Quiet', 'block.undo': 'Unblock', 'mute.undo': 'No longer quiet' },
  steps: {
    menu: 'Press the three dots beside their name.',
    hover: 'Point at the three dots, then choose the line that blocks.',
    more: 'Press the button behind “Message”: it holds more choices.',
    'mail-menu': 'Open the message’s own menu: the dots at its upper edge.',
    'chat-head': 'Press the name at the top. The line that blocks stands at the end of what opens.',
    block: 'In this list, choose the line that blocks.',
    restrict: 'In this list, choose the line that restricts. They are not told.',
    mute: 'In this list, choose the line that mutes.',
    'hide-user': 'On your own channel, choose the line that hides this person. Elsewhere there is none: then press “Not done”.',
    'report-block': 'In this list, choose the line with report or block, then block.',
    confirm: 'Read this. If you want it, confirm here.',
    undo: 'Their page, or your list in the settings there, offers to undo it. Press it there, then say so here.',
  },
  states: {
    looking: 'Looking for the saved post here. A name alone is not enough: somebody else may bear it by now.',
    other: 'This is another account than the saved one. Leave it alone.',
    self: 'This is your own account.',
    lead: 'This leads to their page. Press it.',
    'covered-lead': 'The saved post is here, covered. You can go to their page without seeing it.',
    covered: 'The saved post is here, covered. Its menu can be pressed only while the post shows.',
    asking: 'Did it work?',
    done: 'Done, seen on this page, and written down.',
    kept: 'Written down as you said.',
    locked: 'The vault is locked. Unlock it, then press again.',
    pace: 'Enough for now: slower is safer for your own account. Go on later.',
    'no-evidence': 'Nothing of theirs is saved any more. They are left alone.',
    spared: 'This is somebody you chose never to quiet. They are left alone.',
    ended: 'That was the last one.',
  },
  buttons: { did: 'I did it', notDone: 'Not done', skip: 'Skip', post: 'Open the saved post', there: 'Open their page', show: 'Show the post', next: 'Next person', close: 'Close' },
};

const fr: Words = {
  label: 'Un par un', place: (at, of) => `${at} sur ${of}`, left: (left) => `Restent : ${left}.`,
  does: { 'block.do': 'Bloquer', 'mute.do': 'Masquer', 'block.undo': 'Débloquer', 'mute.undo': 'Ne plus masquer' },
  steps: {
    menu: 'Appuyez sur les trois points à côté du nom.',
    hover: 'Pointez les trois points, puis choisissez la ligne qui bloque.',
    more: 'Appuyez sur le bouton après « Message » : il contient d’autres choix.',
    'mail-menu': 'Ouvrez le menu du message : les points sur son bord supérieur.',
    'chat-head': 'Appuyez sur le nom en haut. La ligne qui bloque se trouve à la fin de ce qui s’ouvre.',
    block: 'Dans cette liste, choisissez la ligne qui bloque.',
    restrict: 'Dans cette liste, choisissez la ligne qui restreint. La personne n’en sait rien.',
    mute: 'Dans cette liste, choisissez la ligne qui masque.',
    'hide-user': 'Sur votre propre chaîne, choisissez la ligne qui masque cette personne. Ailleurs elle n’existe pas : appuyez alors sur « Pas fait ».',
    'report-block': 'Dans cette liste, choisissez la ligne signaler ou bloquer, puis bloquer.',
    confirm: 'Lisez ceci. Si vous le voulez, confirmez ici.',
    undo: 'Sa page, ou votre liste dans les réglages, propose d’annuler. Faites-le là-bas, puis dites-le ici.',
  },
  states: {
    looking: 'Recherche de la publication enregistrée. Un nom ne suffit pas : il peut être à quelqu’un d’autre désormais.',
    other: 'C’est un autre compte que celui qui est enregistré. N’y touchez pas.',
    self: 'C’est votre propre compte.',
    lead: 'Ceci mène à sa page. Appuyez dessus.',
    'covered-lead': 'La publication enregistrée est ici, couverte. Vous pouvez aller à sa page sans la voir.',
    covered: 'La publication enregistrée est ici, couverte. Son menu ne s’utilise que si elle est visible.',
    asking: 'Est-ce fait ?',
    done: 'Fait, vu sur cette page, et noté.',
    kept: 'Noté comme vous l’avez dit.',
    locked: 'Le coffre est verrouillé. Déverrouillez-le, puis réessayez.',
    pace: 'Assez pour le moment : plus lentement, c’est plus sûr pour votre compte. Continuez plus tard.',
    'no-evidence': 'Plus rien de cette personne n’est enregistré. On n’y touche pas.',
    spared: 'C’est quelqu’un que vous avez choisi de ne jamais mettre au calme. On n’y touche pas.',
    ended: 'C’était la dernière personne.',
  },
  buttons: { did: 'C’est fait', notDone: 'Pas fait', skip: 'Passer', post: 'Ouvrir la publication', there: 'Ouvrir sa page', show: 'Montrer la publication', next: 'Personne suivante', close: 'Fermer' },
};

export const guideWords = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

/** For the test that keeps the two alike. */
export const guideTables = { en, fr };
