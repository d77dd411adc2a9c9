/** `2026-03-01 10:20:30Z` for a time that can be read, the value itself where it cannot, null for none. */
export function toSeconds(time: string | null | undefined): string | null {
  if (time === null || time === undefined) return null;
  const ms = Date.parse(time);
  return Number.isFinite(ms) ? `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}Z` : time;
}

/** The same instant by the clock of a place, with its distance to UTC; null when the place is unknown to the browser. */
export function toLocal(time: string, timeZone: string): string | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset',
    });
    const of = Object.fromEntries(format.formatToParts(new Date(time)).map((p) => [p.type, p.value]));
    return `${of['year']}-${of['month']}-${of['day']} ${of['hour']}:${of['minute']}:${of['second']} ${timeZone} (${of['timeZoneName']})`;
  } catch {
    return null;
  }
}
