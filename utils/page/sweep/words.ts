import type { SweepReason } from '@/utils/domain/sweep';
import type { SweepKind, SweepTold } from '@/utils/messages/sweep';

interface Words {
  saving: Record<SweepKind, string>;
  calm: string; blink: string; sound: string; after: string;
  saved: (n: string) => string; already: (n: string) => string; failed: (n: string) => string; rate: (n: string) => string;
  soon: string; minutes: Partial<Record<Intl.LDMLPluralRule, string>>; hours: Partial<Record<Intl.LDMLPluralRule, string>>;
  pause: string; resume: string; stop: string; leave: string;
  states: Record<'paused' | 'waiting', string>;
  over: Record<'done' | 'stopped', string>;
  /** Those that can be seen: where the tab is gone, the cover is too. */
  reasons: Record<Exclude<SweepReason, 'by-her' | 'restart' | 'tab-gone'> | 'no-answer' | 'words-only', string>;
}

const en: Words = {
  saving: {
    thread: 'Saving this thread.', notifications: 'Saving these notifications.', search: 'Saving what was found.', quotes: 'Saving these quotes.',
    profile: 'Saving this profile.', feed: 'Saving this list of posts.', page: 'Saving the posts of this page.',
  },
  calm: 'You do not have to look.',
  blink: 'At each picture the page shows for a blink. You can look away.',
  sound: 'Sound and videos of the page are stopped meanwhile.',
  saved: (n) => `${n} saved`, already: (n) => `${n} were saved before`, failed: (n) => `${n} could not be saved`, rate: (n) => `${n} a minute`,
  soon: 'less than a minute left', minutes: { one: 'about # minute left', other: 'about # minutes left' }, hours: { one: 'about # hour left', other: 'about # hours left' },
  pause: 'Pause', resume: 'Go on', stop: 'Stop', leave: 'Show the page',
  after: 'What is saved stays saved. You can close this tab without looking at it again.',
  states: { paused: 'Paused.', waiting: 'Waiting.' },
  over: { done: 'All of it is read.', stopped: 'Stopped.' },
  reasons: {
    hidden: 'This tab has to stay in front. It goes on when you come back.',
    'address-changed': 'The page went to another address.',
    'cover-lost': 'The page kept taking the cover away.',
    'not-scrolling': 'The page does not move on.',
    'more-not-loading': 'The page offers more, but does not bring it.',
    'in-line': 'Another page is being saved first. This one follows.',
    'page-error': 'The page could not be read any further.',
    failed: 'Something could not be saved.',
    locked: 'The vault is locked. Unlock it, then press the button on this tab.',
    'no-answer': 'Nothing has answered for a while. You can stop and begin again: what is saved is not saved twice.',
    'words-only': 'Words are saved, without pictures.',
    'full-disk': 'The disk is full.',
    damaged: 'The vault is damaged. Open the workspace.',
  },
};

const fr: Words = {
  saving: {
    thread: 'Cette discussion est en cours d’enregistrement.', notifications: 'Ces notifications sont en cours d’enregistrement.',
    search: 'Ces résultats sont en cours d’enregistrement.', quotes: 'Ces citations sont en cours d’enregistrement.',
    profile: 'Ce profil est en cours d’enregistrement.', feed: 'Ces publications sont en cours d’enregistrement.',
    page: 'Les publications de cette page sont en cours d’enregistrement.',
  },
  calm: 'Vous n’avez pas besoin de regarder.',
  blink: 'À chaque image, la page se montre un court instant. Vous pouvez détourner les yeux.',
  sound: 'Le son et les vidéos de la page sont arrêtés pendant ce temps.',
  saved: (n) => `${n} enregistrées`, already: (n) => `${n} l’étaient déjà`, failed: (n) => `${n} n’ont pas pu l’être`, rate: (n) => `${n} par minute`,
  soon: 'encore moins d’une minute', minutes: { one: 'encore # minute environ', many: 'encore # minutes environ', other: 'encore # minutes environ' },
  hours: { one: 'encore # heure environ', many: 'encore # heures environ', other: 'encore # heures environ' },
  pause: 'Pause', resume: 'Continuer', stop: 'Arrêter', leave: 'Montrer la page',
  after: 'Ce qui est enregistré le reste. Vous pouvez fermer cet onglet sans le regarder à nouveau.',
  states: { paused: 'En pause.', waiting: 'En attente.' },
  over: { done: 'Tout est lu.', stopped: 'Arrêté.' },
  reasons: {
    hidden: 'Cet onglet doit rester devant. Cela continue quand vous y revenez.',
    'address-changed': 'La page a changé d’adresse.',
    'cover-lost': 'La page a sans cesse retiré cette couverture.',
    'not-scrolling': 'La page n’avance pas.',
    'more-not-loading': 'La page propose la suite, mais ne l’apporte pas.',
    'in-line': 'Une autre page est enregistrée d’abord. Celle-ci suit.',
    'page-error': 'La page n’a pas pu être lue plus loin.',
    failed: 'Quelque chose n’a pas pu être enregistré.',
    locked: 'Le coffre est verrouillé. Déverrouillez-le, puis appuyez sur le bouton dans cet onglet.',
    'no-answer': 'Rien ne répond depuis un moment. Vous pouvez arrêter et recommencer : rien n’est enregistré deux fois.',
    'words-only': 'Le texte est enregistré, sans images.',
    'full-disk': 'Le disque est plein.',
    damaged: 'Le coffre est abîmé. Ouvrez l’espace de travail.',
  },
};

/** The cover's few words, as in `utils/page/words.ts`: the page's scripts carry no catalogue. */
export const coverWords = (lang: string): Words => (/^fr\b/i.test(lang) ? fr : en);

export const tables = { en, fr };

/** `secondsLeft` as she would say it; empty where it is unknown. */
export function timeLeft(secondsLeft: number | null, lang: string): string {
  if (secondsLeft === null || !Number.isFinite(secondsLeft) || secondsLeft < 0) return '';
  const words = coverWords(lang);
  if (secondsLeft < 60) return words.soon;
  const minutes = Math.ceil(secondsLeft / 60);
  const [n, forms] = minutes < 90 ? [minutes, words.minutes] : [Math.round(minutes / 60), words.hours];
  const spoken = words === fr ? 'fr' : 'en';
  return (forms[new Intl.PluralRules(spoken).select(n)] ?? forms.other ?? '').replace('#', new Intl.NumberFormat(lang).format(n));
}

/** Why it stands still, in words; empty for what has none. */
export function reasonWords(reason: string | null, lang: string): string {
  const { reasons } = coverWords(lang);
  return reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason as keyof typeof reasons] : '';
}

/** The line of figures: each part only where it is known and says something. */
export function figures(told: SweepTold, lang: string): string[] {
  const words = coverWords(lang);
  const number = (n: number): string => new Intl.NumberFormat(lang).format(Math.round(n));
  const running = told.state === 'running';
  return [
    running && told.perMinute !== null ? words.rate(number(told.perMinute)) : '',
    running ? timeLeft(told.secondsLeft, lang) : '',
    told.already > 0 ? words.already(number(told.already)) : '',
    told.failed > 0 ? words.failed(number(told.failed)) : '',
  ].filter(Boolean);
}
