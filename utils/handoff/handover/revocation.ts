import * as z from 'zod/mini';
import { jcsBytes } from '@/utils/custody/jcs';
import { hexId, Refused } from '../envelope/format';
import type { Envelope } from '../envelope/open';
import type { NewPart } from '../envelope/seal';
import { BODY } from './body';

const body = z.strictObject({ v: z.literal(1), envelopes: z.array(hexId).check(z.minLength(1), z.maxLength(1_000)) });

/** A request, signed like everything else; a copy cannot be called back. */
export const revocationParts = (envelopes: readonly string[]): NewPart[] => [{ name: BODY, bytes: jcsBytes({ v: 1, envelopes }) }];

/** Ids of the hand-overs that the sender asks to delete. Throws `Refused`. */
export async function readRevocation(envelope: Envelope): Promise<string[]> {
  envelope.reached('body');
  const parsed = envelope.head.parts.length === 1 ? body.safeParse(await envelope.readJson(BODY)) : null;
  if (!parsed?.success) throw new Refused('bad-body');
  return parsed.data.envelopes;
}
