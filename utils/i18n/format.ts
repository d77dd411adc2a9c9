import { language } from './index';

/** `2026-03-01 09:15:07 UTC` in every language: exact, sortable, and the same words that stand in the package. */
export function formatUtc(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Date and time where she is, with the zone's name. */
export const formatLocal = (iso: string): string => stamp(iso, { dateStyle: 'long', timeStyle: 'long' });

/** Date and minutes where she is, for lists. */
export const formatShort = (iso: string): string => stamp(iso, { dateStyle: 'medium', timeStyle: 'short' });

/** The day where she is, for lists. */
export const formatDayHere = (iso: string): string => stamp(iso, { dateStyle: 'medium' });

/** A date without a time: a day that is written down, the same everywhere. */
export const formatDay = (iso: string): string => stamp(iso, { dateStyle: 'long', timeZone: 'UTC' });

export const formatNumber = (n: number, options: Intl.NumberFormatOptions = {}): string => new Intl.NumberFormat(language(), options).format(n);

export const formatShare = (share: number): string => formatNumber(share, { style: 'percent' });

/** Bytes in the largest unit that leaves a number over one. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let n = bytes;
  let i = 0;
  while (n >= 1000 && i < units.length - 1) {
    n /= 1000;
    i += 1;
  }
  return formatNumber(n, { style: 'unit', unit: units[i] ?? 'byte', unitDisplay: i === 0 ? 'long' : 'short', maximumFractionDigits: n < 10 && i > 0 ? 1 : 0 });
}

/** Seconds as "40 seconds", "3 minutes", "5 hours" or "3 days", rounded up: a wait is never shorter than said. */
export function formatWait(seconds: number): string {
  const [unit, size] = seconds < 100 ? (['second', 1] as const) : seconds < 6_000 ? (['minute', 60] as const) : seconds < 172_800 ? (['hour', 3_600] as const) : (['day', 86_400] as const);
  return formatNumber(Math.max(1, Math.ceil(seconds / size)), { style: 'unit', unit, unitDisplay: 'long' });
}

export const formatList = (parts: string[]): string => new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);

function stamp(iso: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(language(), options).format(date);
}

/** Names of languages, in hers. */
export function formatLanguages(codes: string[]): string {
  const names = new Intl.DisplayNames([language()], { type: 'language' });
  return formatList(codes.map((code) => names.of(code) ?? code));
}
