import { sealTo } from '@/utils/crypto/age';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import type { Bytes } from '@/utils/crypto/bytes';
import { browser } from '@/utils/platform/browser';
import { packItem, type NewItem } from '@/utils/vault';

/**
 * When the vault cannot take a capture (full disk, damaged store), it is sealed to the vault's recipient, which is kept
 * in `storage.local` too, and waits in the browser's memory until she saves it as a file.
 */
const KEY = 'rescued';
/** `storage.session` holds 10 MB in all. */
const MOST = 7 * 2 ** 20;

/** False when there is nobody to seal to, or no room: the capture is lost, and that is said. */
export async function holdForFile(item: NewItem): Promise<boolean> {
  const recipient = (await browser.storage.local.get('recipient'))['recipient'];
  if (typeof recipient !== 'string') return false;
  const held = await heldForFile();
  for (const files of [item.files, item.files.filter((file) => !file.path.includes('.png') && !file.path.startsWith('media/'))]) {
    const sealed = await sealTo(recipient, packItem({ ...item, files }, null));
    if (held.reduce((sum, box) => sum + box.length, sealed.length) > MOST) continue;
    await browser.storage.session.set({ [KEY]: [...held, sealed].map(toBase64) });
    return true;
  }
  return false;
}

/** Each opens with `age` and the vault's identity, or by taking it in again. */
export async function heldForFile(): Promise<Bytes[]> {
  const held = (await browser.storage.session.get(KEY))[KEY] as string[] | undefined;
  return (held ?? []).map((text) => fromBase64(text));
}

export const forgetHeld = (): Promise<void> => browser.storage.session.remove(KEY);
