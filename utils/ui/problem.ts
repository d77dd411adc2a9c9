import { tCode } from '@/utils/i18n';
import { formatWait } from '@/utils/i18n/format';

/** A failed answer in words: what failed, and what is safe. */
export function problemWords(answer: { error: string; detail?: string }): string {
  return tCode('problem:', answer.error, { time: formatWait(Number(answer.detail ?? 0) || 1) });
}
