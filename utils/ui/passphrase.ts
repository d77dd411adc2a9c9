import { WORDS } from './words';

/** `count` words, each drawn evenly from 2,048 by the browser's own randomness: 11 bits a word. */
export function generatePassphrase(count = 6): string {
  const draws = crypto.getRandomValues(new Uint16Array(count));
  return Array.from(draws, (n) => WORDS[n % WORDS.length] ?? '').join('-');
}

/** Why a passphrase of her own is not taken; null when it is. Length is the only rule: rules about signs make worse ones. */
export function passphraseFault(typed: string, again: string): 'short' | 'differs' | null {
  if (Array.from(typed.normalize('NFC')).length < 10) return 'short';
  return typed.normalize('NFC') === again.normalize('NFC') ? null : 'differs';
}
