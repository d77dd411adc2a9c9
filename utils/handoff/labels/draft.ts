import type { Advice, LabelOp } from '@/utils/domain/handoff';

import type { NewOp } from './op';
import { stateOf, type AuthorLabels } from './state';
import { TAXONOMY } from './taxonomy';

/** What somebody is about to say of one post. Nothing of it is asked for. */
export interface Draft {
  /** Exactly one, or none yet. */
  form: string | null;
  others: string[];
  grounds: string[];
  /** 0…4; `unsure`; null: not said. */
  severity: number | 'unsure' | null;
  signs: string[];
  line: string;
  note: string;
  tags: string[];
  advice: Advice[];
  pass: boolean;
}

export const EMPTY: Draft = { form: null, others: [], grounds: [], severity: null, signs: [], line: '', note: '', tags: [], advice: [], pass: false };

/** True where something was said, or passed on. */
export const isDone = (draft: Draft): boolean => draft.pass || draft.form !== null || draft.severity !== null || draft.advice.length > 0;

export function draftOf(labels: AuthorLabels | undefined): Draft {
  const { said, tags = [], passed = false } = labels ?? {};
  return {
    form: said?.form?.value.primary ?? null, others: said?.form?.value.others ?? [], grounds: said?.grounds?.value.ids ?? [],
    severity: said?.severity === undefined ? null : (said.severity.value.level ?? 'unsure'), signs: said?.signs?.value.ids ?? [],
    line: said?.line?.value ?? '', note: said?.note?.value ?? '', tags: [...tags], advice: [...(said?.advice?.value ?? [])], pass: passed,
  };
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));

/** The operations that lead from what `own` (the author's chain) says of `item` to `draft`: what did not change is not said again. */
export function newsOf(item: string, own: readonly LabelOp[], draft: Draft): NewOp[] {
  const about = own.filter((op) => op.item === item);
  const before = draftOf(Object.values(stateOf(about).get(item)?.authors ?? {})[0]);
  const gone = new Set(about.flatMap((op) => (op.field === 'revoke' ? [op.value as string] : [])));
  const standing = (field: LabelOp['field']) => about.filter((op) => op.field === field && !gone.has(op.opId)).map(({ opId }) => opId);
  const news: NewOp[] = [];
  const takeBack = (field: LabelOp['field']) => news.push(...standing(field).map((value) => ({ item, field: 'revoke' as const, value })));
  const [line, note] = [tidy(draft.line.replace(/\s+/gu, ' ')), tidy(draft.note)];
  if (draft.pass && !before.pass) return [{ item, field: 'pass', value: true }];
  if (draft.form === null && before.form !== null) takeBack('form');
  if (draft.form !== null && (draft.form !== before.form || !same(draft.others, before.others))) {
    news.push({ item, field: 'form', value: { primary: draft.form, others: draft.others.filter((id) => id !== draft.form), taxonomy: TAXONOMY } });
  }
  if (draft.severity === null && before.severity !== null) takeBack('severity');
  if (draft.severity !== null && draft.severity !== before.severity) news.push({ item, field: 'severity', value: { level: draft.severity === 'unsure' ? null : draft.severity, taxonomy: TAXONOMY } });
  for (const field of ['grounds', 'signs'] as const) if (!same(draft[field], before[field])) news.push({ item, field, value: { ids: draft[field], taxonomy: TAXONOMY } });
  if (!same(draft.advice, before.advice)) news.push({ item, field: 'advice', value: draft.advice });
  for (const [field, text] of [['line', line], ['note', note]] as const) {
    if (text === '' && before[field] !== '') takeBack(field);
    if (text !== '' && text !== before[field]) news.push({ item, field, value: text });
  }
  for (const tag of draft.tags) if (!before.tags.includes(tag)) news.push({ item, field: 'tag+', value: tag });
  for (const tag of before.tags) if (!draft.tags.includes(tag)) news.push({ item, field: 'tag-', value: { tag, adds: about.filter((op) => op.field === 'tag+' && op.value === tag && !gone.has(op.opId)).map(({ opId }) => opId).slice(-100) } });
  return news;
}

/** Without what no label may hold: other control characters than line ends, half characters, room at the ends. */
// eslint-disable-next-line no-control-regex -- these are meant
const tidy = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, '').trim();
