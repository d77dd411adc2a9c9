import { concat, utf8, type Bytes } from '@/utils/crypto/bytes';
import { sha256 } from '@/utils/crypto/hash';
import { verify } from '@/utils/crypto/sign';
import { jcs, jcsBytes, parseJcs } from '@/utils/custody/jcs';
import { fromBase64, toBase64 } from '@/utils/domain/ids';
import { fail, ok, type Result } from '@/utils/domain/result';

export const FORMAT = 'holdfast/selectors/v1';

/** Stands before the signed bytes, so that no signature made for anything else serves here. */
const CONTEXT = utf8(`${FORMAT}\n`);

/** New selectors for one adapter of one version: strings for finding and reading, nothing else. */
export interface SelectorsFile {
  format: typeof FORMAT;
  /** ISO 8601 UTC, seconds. */
  made: string;
  site: string;
  adapterVersion: number;
  selectors: Record<string, string>;
}

/**
 * `no-key`: this build takes none. `not-ours`: no such file. `altered`: the signature does not fit. `other-version`: `detail` says for
 * which. `not-allowed`: `detail` is a name that is none of the adapter's selectors for reading. `not-css`, `slow`: `detail` is the name.
 */
export type FileProblem = 'no-key' | 'too-large' | 'not-ours' | 'altered' | 'unknown-site' | 'other-version' | 'not-allowed' | 'not-css' | 'slow';

/** Per adapter: its version and its selectors for reading, as the code has them. */
export type Known = Readonly<Partial<Record<string, { version: number; selectors: Readonly<Record<string, string>> }>>>;

export const MOST_BYTES = 32_768;
export const MOST_SELECTORS = 100;
export const MOST_CHARS = 500;

export const signedBytes = (file: SelectorsFile): Bytes => concat(CONTEXT, jcsBytes(file));

/** The file with its signature, one line of canonical JSON. */
export const withSignature = (file: SelectorsFile, signature: string): string => `${jcs({ ...file, signature })}\n`;

/** What the file says, when it is whole, signed, for this very adapter, and names nothing but selectors for reading. Whether they are CSS is told by `css.ts`. */
export async function readFile(bytes: Bytes, key: Bytes | null, known: Known): Promise<Result<{ file: SelectorsFile; hash: string }, FileProblem>> {
  if (bytes.length > MOST_BYTES) return fail('too-large');
  const signed = parse(bytes);
  if (signed === null) return fail('not-ours');
  if (key === null) return fail('no-key');
  const { file, signature } = signed;
  if (!(await verify(key, signedBytes(file), signature))) return fail('altered');
  if (Object.keys(file.selectors).length > MOST_SELECTORS || Object.values(file.selectors).some((one) => one.length > MOST_CHARS)) return fail('too-large');
  const adapter = Object.hasOwn(known, file.site) ? known[file.site] : undefined;
  if (!adapter) return fail('unknown-site', file.site);
  if (file.adapterVersion !== adapter.version) return fail('other-version', String(file.adapterVersion));
  const stranger = Object.keys(file.selectors).find((name) => !Object.hasOwn(adapter.selectors, name));
  if (stranger !== undefined) return fail('not-allowed', stranger);
  return ok({ file, hash: await sha256(bytes) });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The shape alone; null for anything else, a further key included. */
function parse(bytes: Bytes): { file: SelectorsFile; signature: Bytes } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value = parseJcs(text.replace(/\n$/, ''))?.value;
    if (!isObject(value) || Object.keys(value).sort().join() !== 'adapterVersion,format,made,selectors,signature,site') return null;
    const { format, made, site, adapterVersion, selectors, signature } = value;
    if (format !== FORMAT || typeof made !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(made) || Number.isNaN(Date.parse(made))) return null;
    if (typeof site !== 'string' || !Number.isSafeInteger(adapterVersion) || typeof signature !== 'string' || !isObject(selectors)) return null;
    if (Object.keys(selectors).length === 0 || !Object.values(selectors).every((one) => typeof one === 'string' && one.trim() !== '')) return null;
    const bytesOf = fromBase64(signature);
    // One way to write each signature: base64 has spare bits at its end.
    if (toBase64(bytesOf) !== signature) return null;
    return { file: { format, made, site, adapterVersion: adapterVersion as number, selectors: selectors as Record<string, string> }, signature: bytesOf };
  } catch {
    return null;
  }
}
