import type { Result } from '@/utils/domain/result';

/** The value of an answer that cannot have failed in this test. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error} ${result.detail ?? ''}`);
  return result.value;
}
