import * as z from 'zod/mini';

import type { Advice, LabelField } from '@/utils/domain/handoff';

z.config({ jitless: true });

/** Ids of the classification and its version: what an id meant then can be looked up later. Labels are never stored. */
export interface FormValue { primary: string; others: string[]; taxonomy: string }
export interface IdsValue { ids: string[]; taxonomy: string }
/** Null: not sure. */
export interface SeverityValue { level: number | null; taxonomy: string }
/** `adds`: the author's own `tag+` operations that are taken back; one they have not seen stays. */
export interface TagGone { tag: string; adds: string[] }
/** What somebody saw at the live address. `record`: SHA-256 of the record of their own capture, where they made one. */
export interface WitnessValue {
  address: string;
  at: string;
  saw: 'same' | 'changed' | 'gone' | 'not-open';
  record: string | null;
}
/** Hers alone: whose value stands for this field of this post. */
export interface ChoiceValue { field: Chosen; author: string }
export type Chosen = (typeof CHOSEN)[number];

export interface LabelValues {
  form: FormValue;
  grounds: IdsValue;
  severity: SeverityValue;
  signs: IdsValue;
  line: string;
  'tag+': string;
  'tag-': TagGone;
  note: string;
  advice: Advice[];
  pass: true;
  witness: WitnessValue;
  /** The `opId` that is taken back. */
  revoke: string;
  choice: ChoiceValue;
}

/** Fields of which one value stands. */
export const CHOSEN = ['form', 'grounds', 'severity', 'signs', 'line', 'note', 'advice'] as const;
export const ADVICE = ['mute', 'block', 'report', 'police', 'watch'] as const satisfies Advice[];
export const LONGEST = { line: 200, note: 5_000, tag: 40 } as const;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const words = (most: number, without: RegExp) => z.string().check(
  z.minLength(1), z.maxLength(most), z.refine((text) => text.isWellFormed() && !without.test(text) && text.trim() === text),
);
const unlike = <T>(values: T[]): boolean => new Set(values).size === values.length;

export const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const time = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/), z.refine((text) => !Number.isNaN(Date.parse(text))));
/** 32 bytes in base64. */
export const key = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
const id = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/));
const taxonomy = z.string().check(z.regex(/^[0-9a-z.-]{1,20}$/));
const ids = (most: number) => z.array(id).check(z.maxLength(most), z.refine(unlike));
const tag = words(LONGEST.tag, CONTROL);

const VALUES: { [F in LabelField]: z.ZodMiniType<LabelValues[F]> } = {
  form: z.strictObject({ primary: id, others: ids(30), taxonomy }).check(z.refine(({ primary, others }) => !others.includes(primary))),
  grounds: z.strictObject({ ids: ids(40), taxonomy }),
  severity: z.strictObject({ level: z.nullable(z.int().check(z.minimum(0), z.maximum(4))), taxonomy }),
  signs: z.strictObject({ ids: ids(40), taxonomy }),
  line: words(LONGEST.line, CONTROL),
  'tag+': tag,
  'tag-': z.strictObject({ tag, adds: z.array(hash).check(z.minLength(1), z.maxLength(100), z.refine(unlike)) }),
  note: words(LONGEST.note, CONTROL_BUT_LINES),
  advice: z.array(z.enum(ADVICE)).check(z.refine(unlike)),
  pass: z.literal(true),
  witness: z.strictObject({
    address: z.string().check(z.maxLength(2_000), z.refine((text) => /^https?:\/\//.test(text) && URL.canParse(text))),
    at: time, saw: z.enum(['same', 'changed', 'gone', 'not-open']), record: z.nullable(hash),
  }),
  revoke: hash,
  choice: z.strictObject({ field: z.enum(CHOSEN), author: key }),
};

export const isField = (field: string): field is LabelField => Object.hasOwn(VALUES, field);

/** True for a value that this field may have, and no other. */
export const fits = (field: LabelField, value: unknown): boolean => VALUES[field].safeParse(value).success;
