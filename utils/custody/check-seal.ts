import { equalBytes, type Bytes } from '@/utils/crypto/bytes';
import { verify } from '@/utils/crypto/sign';
import { textOf, type Fail, type ReadFiles } from './check-bag';
import { parsePem, writeAllowedSigners } from './keyfiles';
import { originOf } from './note';
import { NAMESPACE } from './pack-model';
import { verifySshsig } from './sshsig';

/** The package's own key, when the signatures over the list of files hold under it or not. */
export async function checkSeal(read: ReadFiles, fail: Fail): Promise<Bytes | null> {
  const key = parsePem(textOf(read, 'seal/public-key.pem') ?? '');
  if (key === null) {
    if (read.sizes.has('seal/public-key.pem')) fail('unreadable-key');
    return null;
  }
  const tags = read.kept.get('tagmanifest-sha256.txt') ?? new Uint8Array();
  const plain = 'seal/tagmanifest-sha256.txt.ed25519';
  const ssh = 'seal/tagmanifest-sha256.txt.sig';
  if (read.sizes.has(plain) && !(await verify(key, tags, read.kept.get(plain) ?? new Uint8Array()))) fail('bad-signature', plain);
  if (read.sizes.has(ssh) && !(await verifySshsig(textOf(read, ssh) ?? '', key, NAMESPACE, tags))) fail('bad-ssh-signature', ssh);
  const signers = textOf(read, 'seal/allowed_signers');
  if (read.sizes.has('seal/allowed_signers') && signers !== writeAllowedSigners(originOf(key), key)) fail('signers-differ', 'seal/allowed_signers');
  return key;
}

/** A pinned key that is another one is a failure, whatever else holds. */
export function checkPin(key: Bytes | null, pinned: Bytes | undefined, fail: Fail): void {
  if (pinned !== undefined && (key === null || !equalBytes(key, pinned))) fail('another-key', 'seal/public-key.pem');
}
