import { fromHex } from '@/utils/domain/ids';

/** Ed25519, raw, hex: whose corrections to selectors this build takes. None exists yet (`docs/decisions/0006-selectors.md`), so every file is refused. */
const RELEASE: string | null = null;

declare const __TEST_BUILD__: boolean;

/** Public half of a key that everybody has (`tests/lib/selectors-key.ts`): taken by test builds only. */
const FOR_TESTS = 'fd1724385aa0c75b64fb78cd602fa1d991fdebf76b13c58ed702eac835e9f618';

export function releaseKey(): Uint8Array<ArrayBuffer> | null {
  if (typeof __TEST_BUILD__ !== 'undefined' && __TEST_BUILD__) return fromHex(FOR_TESTS);
  return RELEASE === null ? null : fromHex(RELEASE);
}
