import type { Verb } from '@/utils/domain/act';

import type { StepWord } from './words';

/**
 * One thing that she presses, in order. A step is hers while what it names is drawn and nothing of a later step is.
 * Selectors name no words of the interface: those are translated.
 */
export interface Step {
  say: StepWord;
  /** Not given: it can be said in words only. */
  find?: string;
  /** Looked for in the saved post's own element. */
  in?: 'post';
  /** Of several that are drawn: the smallest. Otherwise what is there more than once is not pointed at. */
  several?: 'smallest';
  /** In the page, else the step is told in words alone; `{id}` stands for the account's id. */
  needs?: string;
  /** A menu that may be opened for her, once: nothing is done by opening it. */
  opens?: true;
}

/** A platform's own way, as data. From the "Acting" parts of `platforms/*.md` in the project's notes; what is not known there is told in words. */
export interface Guide {
  site: string;
  /** Her menu for a person: on the person's own page, or beside the saved post. */
  where: 'profile' | 'post';
  /** Of path and query of a person's own page: `id` or `handle`. */
  person?: RegExp;
  /** Pages whose comments bear no id: one by the saved name, on the very page where it was saved, is the saved one's author. */
  without?: RegExp;
  /** An address of mail is nobody else's later. */
  nameIsId?: true;
  steps: Partial<Record<Verb, readonly Step[]>>;
  /** Her press on this, and its going, is the platform's own confirmation. Where there is none, her word is asked. */
  seen?: string;
}
