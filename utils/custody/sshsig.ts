import { concat, equalBytes, fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import { verify, type SigningKey } from '@/utils/crypto/sign';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { sshKey, sshString } from './keyfiles';

/** OpenSSH's signature file for any data (PROTOCOL.sshsig), Ed25519 over SHA-512. */
const MAGIC = utf8('SSHSIG');
const HASH = 'sha512';
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';

async function signedBytes(namespace: string, message: Bytes): Promise<Bytes> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-512', message));
  return concat(MAGIC, sshString(utf8(namespace)), sshString(utf8('')), sshString(utf8(HASH)), sshString(digest));
}

export async function writeSshsig(key: Pick<SigningKey, 'publicKey' | 'sign'>, namespace: string, message: Bytes): Promise<string> {
  const signature = await key.sign(await signedBytes(namespace, message));
  const blob = concat(
    MAGIC, Uint8Array.of(0, 0, 0, 1), sshString(sshKey(key.publicKey)), sshString(utf8(namespace)), sshString(utf8('')),
    sshString(utf8(HASH)), sshString(concat(sshString(utf8('ssh-ed25519')), sshString(signature))),
  );
  const lines = toBase64(blob).match(/.{1,70}/g) ?? [];
  return `${[BEGIN, ...lines, END].join('\n')}\n`;
}

/** True when the file is a good signature of `message` in `namespace` by exactly this key. */
export async function verifySshsig(file: string, publicKey: Bytes, namespace: string, message: Bytes): Promise<boolean> {
  try {
    if (!file.startsWith(`${BEGIN}\n`) || !file.endsWith(`\n${END}\n`)) return false;
    const read = reader(fromBase64(file.slice(BEGIN.length + 1, -END.length - 2).replaceAll('\n', '')));
    if (!equalBytes(read.take(6), MAGIC) || !equalBytes(read.take(4), Uint8Array.of(0, 0, 0, 1))) return false;
    if (!equalBytes(read.string(), sshKey(publicKey))) return false;
    if (fromUtf8(read.string()) !== namespace || read.string().length !== 0 || fromUtf8(read.string()) !== HASH) return false;
    const inner = reader(read.string());
    if (!read.ended() || fromUtf8(inner.string()) !== 'ssh-ed25519') return false;
    const signature = inner.string();
    return inner.ended() && (await verify(publicKey, await signedBytes(namespace, message), signature));
  } catch {
    return false;
  }
}

function reader(bytes: Bytes) {
  let at = 0;
  const take = (length: number): Bytes => {
    if (at + length > bytes.length) throw new RangeError('cut short');
    at += length;
    return bytes.slice(at - length, at);
  };
  const string = (): Bytes => {
    const length = take(4);
    return take(new DataView(length.buffer, length.byteOffset).getUint32(0));
  };
  return { take, string, ended: () => at === bytes.length };
}
