import { isoTime } from '../dom';
import { machineTime } from '../shown';

const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
/** What `Date.prototype.toString` gives in every language, and RFC 2822 mail dates. */
const SCRIPT = new RegExp(`^\\w{3} (${MONTHS}) (\\d\\d) (\\d{4}) (\\d\\d:\\d\\d:\\d\\d) GMT([+-]\\d\\d)(\\d\\d)`);
const MAIL = new RegExp(`^\\w{3}, \\d{1,2} (${MONTHS}) \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}$`);
/** Lemmy's, in English only: `Sunday, March 1st, 2026 at 10:00:00 AM GMT+01:00`. An edited post's comes after. */
const LONG = new RegExp(`\\b(${MONTHS})[a-z]* (\\d{1,2})\\w{2}, (\\d{4}) at (\\d{1,2}:\\d\\d:\\d\\d [AP]M) GMT([+-]\\d{1,2})(?::?(\\d\\d))?`);

/** A time that software states with its zone, in whatever form it does; null for words, and for times without a zone. */
export function statedTime(value: string | null | undefined): string | null {
  const text = (value ?? '').trim();
  const machine = machineTime(text);
  if (machine) return machine;
  const script = SCRIPT.exec(text);
  if (script) return isoTime(`${script[2]} ${script[1]} ${script[3]} ${script[4]} GMT${script[5]}${script[6]}`);
  if (MAIL.test(text)) return isoTime(text);
  const long = LONG.exec(text);
  if (!long) return null;
  const hours = (long[5] ?? '').replace(/^([+-])(\d)$/, '$10$2');
  return isoTime(`${long[2]} ${long[1]} ${long[3]} ${long[4]} GMT${hours}${long[6] ?? '00'}`);
}

/** The time in a Misskey id of the kinds `aid` and `aidx`: the first eight of 10 or 16 characters, ms since 2000, base 36. */
export function aidTime(id: string | null): string | null {
  return id && /^[0-9a-z]{10}(?:[0-9a-z]{6})?$/.test(id) ? isoTime(parseInt(id.slice(0, 8), 36) + 946_684_800_000) : null;
}
