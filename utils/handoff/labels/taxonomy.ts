import data from '@/assets/data/taxonomy.json';

/** The one classification: ids never change their meaning, so what is stored is an id and this version, never a label. */
export const TAXONOMY = data.version;

export interface Term { id: string; label: string; hint: string | null }
export type Axis = 'forms' | 'grounds' | 'signs' | 'severity';

interface Entry { id: string; en: string; fr: string; enHint?: string; frHint?: string }
const french = (language: string): boolean => language.split('-')[0] === 'fr';
const termOf = (entry: Entry, language: string): Term =>
  french(language) ? { id: entry.id, label: entry.fr, hint: entry.frHint ?? null } : { id: entry.id, label: entry.en, hint: entry.enHint ?? null };

/** In the file's order; English where a language has no words of its own. A level's place is its number, 0…4. */
export const terms = (axis: Axis, language: string): Term[] => (data[axis] as Entry[]).map((entry) => termOf(entry, language));

/** The words of an id; the id itself where a newer version has one that is not known here. */
export const termLabel = (axis: Axis, id: string, language: string): string => {
  const entry = (data[axis] as Entry[]).find((one) => one.id === id);
  return entry === undefined ? id : termOf(entry, language).label;
};
