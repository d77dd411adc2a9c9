import type { Advice } from '@/utils/domain/handoff';
import type { Draft } from '@/utils/handoff/labels/draft';
import { terms } from '@/utils/handoff/labels/taxonomy';
import { ADVICE } from '@/utils/handoff/labels/values';
import { t } from '@/utils/i18n';

/** In the order of the work: most posts need the first three only. */
export const AXES = ['form', 'severity', 'advice', 'signs', 'grounds', 'words', 'witness'] as const;
export type Axis = (typeof AXES)[number];
export type KeyAxis = Exclude<Axis, 'words' | 'witness'>;

export const isKeyAxis = (axis: Axis): axis is KeyAxis => axis !== 'words' && axis !== 'witness';

/** One way to decide: the key that does it, and whether it is chosen. */
export interface Decision { key: string; id: string; label: string; hint: string | null; chosen: boolean; also: boolean }

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const UNSURE = '?';

/** What the keys mean on one axis. Keys go by the order of the classification, which grows at its end only. */
export function decisions(axis: KeyAxis, draft: Draft, language: string): Decision[] {
  switch (axis) {
    case 'form':
      return keyed(terms('forms', language).map((term) => ({ ...term, chosen: draft.form === term.id, also: draft.others.includes(term.id) })), 'unsure');
    case 'severity':
      return [
        ...terms('severity', language).map(({ label, hint }, level) => ({ key: String(level), id: String(level), label, hint, chosen: draft.severity === level, also: false })),
        { key: UNSURE, id: 'unsure', label: t('triage:notSure'), hint: null, chosen: draft.severity === 'unsure', also: false },
      ];
    case 'advice':
      return ADVICE.map((id, i) => ({ key: String(i + 1), id, label: t(`triage:advice.${id}`), hint: null, chosen: draft.advice.includes(id), also: false }));
    case 'signs':
      return keyed(terms('signs', language).map((term) => ({ ...term, chosen: draft.signs.includes(term.id), also: false })), null);
    case 'grounds':
      return keyed(terms('grounds', language).map((term) => ({ ...term, chosen: draft.grounds.includes(term.id), also: false })), 'prefer_not');
  }
}

function keyed(all: Omit<Decision, 'key'>[], unsure: string | null): Decision[] {
  let next = 0;
  return all.map((one) => ({ ...one, key: one.id === unsure ? UNSURE : (LETTERS[next++] ?? '') }));
}

const toggled = <T extends string>(ids: readonly T[], id: T): T[] => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);

/** The draft after one decision. `also`: with Shift, one form more beside the main one. */
export function decide(axis: KeyAxis, draft: Draft, id: string, also: boolean): Draft {
  const now = { ...draft, pass: false };
  switch (axis) {
    case 'form':
      if (also && draft.form !== null && draft.form !== id) return { ...now, others: toggled(draft.others, id) };
      return { ...now, form: draft.form === id ? null : id, others: draft.form === id ? [] : draft.others.filter((one) => one !== id) };
    case 'severity': {
      const level = id === 'unsure' ? 'unsure' : Number(id);
      return { ...now, severity: draft.severity === level ? null : level };
    }
    case 'advice':
      return { ...now, advice: toggled(draft.advice, id as Advice) };
    case 'signs':
      return { ...now, signs: toggled(draft.signs, id) };
    case 'grounds':
      return { ...now, grounds: toggled(draft.grounds, id) };
  }
}

/** Where one stands after a decision: what takes one answer goes on by itself. */
export const axisAfter = (axis: KeyAxis, also: boolean): Axis => (axis === 'form' && !also ? 'severity' : axis === 'severity' ? 'advice' : axis);

export const neighbour = (axis: Axis, step: 1 | -1): Axis => AXES[(AXES.indexOf(axis) + step + AXES.length) % AXES.length] ?? 'form';

/** The letter or digit on the key, also where the keyboard writes another script. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (event.key === UNSURE || /^[a-z0-9]$/i.test(event.key)) return event.key.toLowerCase();
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key;
}
