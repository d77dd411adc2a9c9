import { keyFromSeed } from '@/utils/crypto/sign';
import { toBase64 } from '@/utils/domain/ids';
import { FORMAT, signedBytes, withSignature, type SelectorsFile } from '@/utils/mend/file';

/** The private half of the key that test builds take (`utils/mend/release-key.ts`): everybody has it. */
export const testKey = () => keyFromSeed(new Uint8Array(32).fill(9));

export const selectorsFile = (more: Partial<SelectorsFile>): SelectorsFile => ({
  format: FORMAT, made: '2026-04-01T10:00:00Z', site: 'x', adapterVersion: 1, selectors: { anyPost: 'article' }, ...more,
});

/** Signed by the tests' key, or by another. */
export async function signedFile(more: Partial<SelectorsFile>, key = testKey()): Promise<string> {
  const file = selectorsFile(more);
  return withSignature(file, toBase64(await (await key).sign(signedBytes(file))));
}
