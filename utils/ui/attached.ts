import type { LoggedEntry } from '@/utils/domain/log';
import type { FileEntry } from '@/utils/domain/record';

const KEYS = ['name', 'from', 'date', 'messageId', 'received', 'dkim'] as const;
type MailKey = `mail.${(typeof KEYS)[number]}`;

export interface AttachedFacts { path: string; bytes: number; received: number | null; dkim: boolean | null }

const told = (log: readonly LoggedEntry[]) =>
  log.filter(({ line, body }) => line.type === 'import' && Array.isArray(body?.body['files'])).map(({ body }) => body?.body as { files: FileEntry[]; name?: unknown; says?: Record<string, unknown> });

/** Originals added later, as the log tells of them: nothing in here is a word of the mail. */
export const attachedFacts = (log: readonly LoggedEntry[]): AttachedFacts[] =>
  told(log).flatMap(({ files, says }) => files.map(({ path, bytes }) => ({
    path, bytes, received: typeof says?.['received'] === 'number' ? says['received'] : null, dkim: typeof says?.['dkim'] === 'boolean' ? says['dkim'] : null,
  })));

/** What lies below the cover of them: names and addresses. `yes` and `no`: words for what is there or not. */
export function attachedLines(log: readonly LoggedEntry[], yes: string, no: string): { key: MailKey; value: string; tier: null }[] {
  return told(log).flatMap(({ name, says }) => KEYS.flatMap((key) => {
    const value = key === 'name' ? name : says?.[key];
    const shown = typeof value === 'boolean' ? (value ? yes : no) : typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return shown === '' ? [] : [{ key: `mail.${key}` as const, value: shown, tier: null }];
  }));
}

/** Where Gmail gives a message's original, under the account that showed it; null where its number or account is not known. */
export function gmailOriginal(address: string, messageId: string | null): string | null {
  const account = /^https:\/\/mail\.google\.com\/mail\/u\/(\d{1,2})\//.exec(address)?.[1] ?? (address.startsWith('https://mail.google.com/mail/') ? '0' : null);
  if (account === null || messageId === null || !/^[0-9a-f]{4,20}$/.test(messageId)) return null;
  return `https://mail.google.com/mail/u/${account}/?view=att&th=${messageId}&attid=0&disp=comp&safe=1`;
}
