import * as z from 'zod/mini';

import { sealTo } from '@/utils/crypto/age';
import { concat, fromUtf8, utf8, type Bytes } from '@/utils/crypto/bytes';
import { verify, type SigningKey } from '@/utils/crypto/sign';
import { isRecipient } from '@/utils/custody/encrypt';
import { jcsBytes, parseJcs } from '@/utils/custody/jcs';
import type { Card, SignedCard } from '@/utils/domain/handoff';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';
import { isWellFormed } from '@/utils/text/wellformed';

z.config({ jitless: true });

/** `card-none`: there is no card in it. `card-damaged`: not whole, or not as a card is. `card-forged`: not signed by the key that it names. */
export type CardProblem = 'card-none' | 'card-newer' | 'card-damaged' | 'card-forged';

const CONTEXT = 'holdfast/card/v1\n';
const MARK = 'holdfast-card:v';
/** A card has about 620 signs; a longer name adds some. */
const MOST_SIGNS = 4_000;
export const MOST_NAME = 80;

/** What is signed. `tests/unit/handoff/card.test.ts` checks it with openssl. */
export const cardBytes = (card: Card): Bytes => concat(utf8(CONTEXT), jcsBytes(card));

export const signCard = async (card: Card, identity: SigningKey): Promise<SignedCard> => ({ card, sig: toBase64(await identity.sign(cardBytes(card))) });

/** One line for a message, a file or a QR code: the mark, then base64url (RFC 4648 section 5, no padding) of the JCS form. */
export const writeCard = (signed: SignedCard): string =>
  `${MARK}1:${toBase64(jcsBytes(signed)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;

const bytesIn = (length: number) => z.string().check(z.refine((text) => {
  try {
    const bytes = fromBase64(text);
    return bytes.length === length && toBase64(bytes) === text;
  } catch {
    return false;
  }
}));

/** A person's name as a card may hold it: one line that shows something. */
export const isName = (text: string): boolean =>
  text.length <= MOST_NAME && text === text.trim() && /[\p{L}\p{N}\p{S}]/u.test(text) && isWellFormed(text) && !/\p{Cc}|[\u2028\u2029]/u.test(text);

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));

const signedCard = z.strictObject({
  card: z.strictObject({
    v: z.literal(1),
    name: z.string().check(z.refine(isName)),
    identity: bytesIn(32), label: bytesIn(32), log: bytesIn(32),
    recipient: z.string().check(z.refine(isRecipient)),
    issued: z.string().check(z.refine(isTime)),
  }),
  sig: bytesIn(64),
});

/**
 * The card in what somebody pasted: a message around it and lines broken by a mail program are allowed. Signed by its own
 * key says only that it is whole: whose key it is, the safety number tells.
 */
export async function readCard(text: string): Promise<Result<SignedCard, CardProblem>> {
  const found = new RegExp(`${MARK}(\\d+):([\\w\\s>-]*)`).exec(text.slice(0, 20 * MOST_SIGNS));
  if (found === null) return fail('card-none');
  if (found[1] !== '1') return fail('card-newer');
  const value = firstWhole((found[2] ?? '').slice(0, MOST_SIGNS).split(/[\s>]+/).filter(Boolean));
  const shaped = signedCard.safeParse(value);
  if (!shaped.success) return fail('card-damaged');
  const signed: SignedCard = shaped.data;
  if (!(await verify(fromBase64(signed.card.identity), cardBytes(signed.card), fromBase64(signed.sig)))) return fail('card-forged');
  return (await canSealTo(signed.card.recipient)) ? ok(signed) : fail('card-damaged');
}

/** The shortest run of pieces that is a whole value: what stands behind the card in a message is not read. */
function firstWhole(pieces: readonly string[]): unknown {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    try {
      const whole = parseJcs(fromUtf8(fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'))));
      if (whole) return whole.value;
    } catch { /* not whole yet */ }
  }
  return undefined;
}

/** A key may have the right look and a wrong checksum, or be a point that nothing can be sealed to. */
async function canSealTo(recipient: string): Promise<boolean> {
  return sealTo(recipient, utf8('')).then(() => true, () => false);
}
