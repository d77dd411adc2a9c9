import { snowflakeTime } from '../dom';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Milliseconds at which the numbers inside short codes begin. */
const EPOCH = 1314220021721;

/** The time inside the short code of a post (base64url of its number, ms above 23 bits); codes of private posts go on after 11 signs. */
export function codeTime(code: string | null): string | null {
  if (!code || !/^[\w-]{10,}$/.test(code)) return null;
  let number = 0n;
  for (const digit of code.slice(0, 11)) number = number * 64n + BigInt(DIGITS.indexOf(digit));
  return snowflakeTime(number.toString(), EPOCH, 23n);
}
