/** What a mail's own headers say. Whoever wrote the file could write them: a statement, not a proof. */
export interface MailHeaders {
  from: string | null;
  date: string | null;
  messageId: string | null;
  /** Servers that say they passed it on. */
  received: number;
  /** A DKIM-Signature is there. It is not checked here. */
  dkim: boolean;
}

const MOST_BYTES = 256 * 1024;
const MOST_LINES = 4000;
const MOST_CHARACTERS = 2000;
const FIELD = /^([!-9;-~]{1,80})[ \t]*:(.*)$/s;

/**
 * Reads the block before the first empty line (RFC 5322, folded fields made one, RFC 2047 words decoded). Null when it
 * is no mail: no From, or no Date, Message-ID or Received beside it.
 */
export function readMailHeaders(bytes: Uint8Array): MailHeaders | null {
  const fields = headerFields(bytes);
  const first = (name: string): string | null => fields.find((field) => field.name === name)?.value ?? null;
  const shown = (name: string): string | null => clean(decodeWords(first(name) ?? ''));
  const received = fields.filter(({ name }) => name === 'received').length;
  const [date, messageId] = [shown('date'), clean(first('message-id') ?? '')];
  if (first('from') === null || (date === null && messageId === null && received === 0)) return null;
  return { from: shown('from'), date, messageId, received, dkim: first('dkim-signature') !== null };
}

function headerFields(bytes: Uint8Array): { name: string; value: string }[] {
  const fields: { name: string; value: string }[] = [];
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let at = start;
  for (let lines = 0; lines < MOST_LINES && at < Math.min(bytes.length, MOST_BYTES); lines++) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 || end > MOST_BYTES ? Math.min(bytes.length, MOST_BYTES) : end);
    const text = decode(line).replace(/\r$/, '');
    if (text === '') break;
    const last = fields.at(-1);
    const match = FIELD.exec(text);
    if (/^[ \t]/.test(text) && last) last.value = (last.value + text.replace(/^[ \t]+/, ' ')).slice(0, MOST_CHARACTERS * 4);
    else if (match) fields.push({ name: (match[1] as string).toLowerCase(), value: (match[2] as string).slice(0, MOST_CHARACTERS * 4) });
    // The line "From …" of a mailbox file comes before the first field; anything else there is no mail.
    else if (!(lines === 0 && text.startsWith('From '))) return fields;
    if (end < 0) break;
    at = end + 1;
  }
  return fields;
}

/** UTF-8 where it is that, else every byte as its own character. */
function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const ENCODED = /=\?([\w-]{1,40})(?:\*[\w-]{1,40})?\?([BbQq])\?([^?\s]{0,1000})\?=/g;

/** `=?utf-8?Q?…?=`; what does not decode stays as it stands. Blanks between two such words are part of neither. */
function decodeWords(text: string): string {
  return text.slice(0, MOST_CHARACTERS * 4).replace(/(\?=)\s+(?==\?)/g, '$1').replace(ENCODED, (whole, charset: string, how: string, words: string) => {
    try {
      const bytes = how.toUpperCase() === 'B' ? Uint8Array.from(atob(words), (c) => c.charCodeAt(0)) : quoted(words);
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return whole;
    }
  });
}

const quoted = (words: string): Uint8Array =>
  Uint8Array.from(words.replaceAll('_', ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), (c) => c.charCodeAt(0));

const clean = (text: string): string | null => text.replace(/[\p{Cc}\s]+/gu, ' ').trim().slice(0, MOST_CHARACTERS).toWellFormed() || null;
