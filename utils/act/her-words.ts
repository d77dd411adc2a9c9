import { randomId } from '@/utils/domain/ids';
import { fail, type Result } from '@/utils/domain/result';
import { type HerWords, LONGEST_WORD, MOST_WORDS } from '@/utils/domain/shield';
import type { Shelved, Vault, VaultProblem } from '@/utils/vault/types';

const row = async (vault: Vault): Promise<Shelved<HerWords> | 'none' | null> => {
  const all = await vault.shelf<HerWords>('words');
  return all.ok ? (all.value[0] ?? 'none') : null;
};

/** Her list for the shield: one sealed row. Null: it cannot be read now. */
export async function herWords(vault: Vault): Promise<HerWords | null> {
  const kept = await row(vault);
  return kept === 'none' ? { words: [] } : (kept?.data ?? null);
}

/** As she typed them, one a line: without blanks around, each once. */
export const wordsOf = (typed: string): string[] => [...new Set(typed.split('\n').map((line) => line.trim().replace(/\s+/gu, ' ')).filter((line) => line !== ''))];

export const fits = (words: readonly string[]): boolean => words.length <= MOST_WORDS && words.every((word) => word.length <= LONGEST_WORD);

/** In place of the list before. `already-there`: there are more, or longer ones, than a list may hold. */
export async function keepWords(vault: Vault, words: string[]): Promise<Result<void, VaultProblem>> {
  if (!fits(words)) return fail('already-there');
  const kept = await row(vault);
  if (kept === null) return fail('locked');
  return vault.shelve({ put: [{ id: kept === 'none' ? randomId() : kept.id, kind: 'words', data: { words } satisfies HerWords }] });
}
