import { fail, ok } from '@/utils/domain/result';
import type { NewShelved, Shelved, Vault } from '@/utils/vault/types';

/** The vault's shelf in memory: what is put is copied as JSON, as sealing does. `state`: whether the vault is open. */
export function fakeShelf(state: () => string, tell: () => void): Pick<Vault, 'shelf' | 'shelfOne' | 'shelfFile' | 'shelve'> {
  const rows = new Map<string, NewShelved>();
  const shown = <T>({ id, kind, data, files = [] }: NewShelved): Shelved<T> => ({ id, kind, data: structuredClone(data) as T, files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })) });
  return {
    shelf: async <T>(kind: Shelved['kind']) => (state() === 'open' ? ok([...rows.values()].filter((row) => row.kind === kind).map((row) => shown<T>(row))) : fail('locked')),
    shelfOne: async <T>(id: string) => {
      const row = rows.get(id);
      return state() !== 'open' ? fail('locked') : row ? ok(shown<T>(row)) : fail('not-found');
    },
    shelfFile: async (id, name) => {
      const file = rows.get(id)?.files?.find((one) => one.name === name);
      return state() !== 'open' ? fail('locked') : file ? ok(file.bytes) : fail('not-found');
    },
    shelve: async ({ put = [], drop = [] }) => {
      if (state() !== 'open') return fail('locked');
      for (const row of put) rows.set(row.id, { ...row, data: JSON.parse(JSON.stringify(row.data)) as unknown });
      for (const id of drop) rows.delete(id);
      tell();
      return ok(undefined);
    },
  };
}
