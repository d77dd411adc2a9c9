import type { ReadPost } from '../../scripts/lib/read-page';
import type { KeyPost } from './keys';

export type Verdict = 'right' | 'null' | 'wrong';

export const fields = ['id', 'handle', 'displayName', 'permalink', 'postedAt', 'text', 'quoted', 'media', 'userId'] as const;
export type Field = (typeof fields)[number];

const squash = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether what was read equals the key, is unknown, or is wrong. By the keys' own rules of comparison. */
export function judge(field: Field, key: KeyPost, read: ReadPost): Verdict {
  const want = key[field];
  const got = read[field];
  if (want === undefined && field !== 'quoted') return 'right';
  if (field === 'quoted') return judgeQuoted(key.quoted ?? null, read.quoted);
  if (got === (want ?? null)) return 'right';
  if (got === null || got === undefined) return 'null';
  if (field === 'text' && typeof got === 'string') {
    const fits = [key.text, key.textFull].some((text) => typeof text === 'string' && squash(text) === squash(got));
    return fits ? 'right' : 'wrong';
  }
  if (field === 'permalink' && [key.permalinkAlso ?? []].flat().includes(String(got))) return 'right';
  if (field === 'postedAt' && typeof want === 'string') return Math.abs(Date.parse(String(got)) - Date.parse(want)) <= 60_000 ? 'right' : 'wrong';
  if (field === 'displayName' && typeof want === 'string') return squash(want) === got ? 'right' : 'wrong';
  return 'wrong';
}

function judgeQuoted(want: KeyPost | null, got: ReadPost | null): Verdict {
  if (!want) return got ? 'wrong' : 'right';
  if (!got) return 'null';
  const verdicts = fields.map((field) => judge(field, want, got));
  return verdicts.includes('wrong') ? 'wrong' : verdicts.includes('null') ? 'null' : 'right';
}

/** What does not agree, in words; a value that was not read counts. Empty when all is right. */
export function differences(key: KeyPost, read: ReadPost): string[] {
  const wrong = fields.filter((field) => judge(field, key, read) !== 'right').map((field) => `${field}: ${JSON.stringify(read[field])} but the key says ${JSON.stringify(key[field])}`);
  const also = Object.entries(key.also ?? {}).filter(([name, want]) => JSON.stringify(read[name]) !== JSON.stringify(want));
  return [...wrong, ...also.map(([name, want]) => `${name}: ${JSON.stringify(read[name])} but it should be ${JSON.stringify(want)}`)];
}
