import { writePackage } from '@/utils/custody/package';
import { toBase64 } from '@/utils/domain/ids';
import { openVault } from '@/utils/vault';

/** A plain package as the hand-over screen makes it, as base64. */
export async function pack({ ids, pictures, intimate }: { ids: string[]; pictures: 'post' | 'screen'; intimate: boolean }): Promise<string> {
  const source = await openVault().packageSource(ids, { pictures, form: 'plain', intimate });
  if (!source.ok) throw new Error(source.error);
  return toBase64(new Uint8Array(await new Response(writePackage(source.value, { pictures, intimate }).stream).arrayBuffer()));
}
