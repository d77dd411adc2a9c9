import { MailOriginal } from '@/components/MailOriginal';
import type { ItemHead } from '@/utils/domain/item';
import type { LoggedEntry } from '@/utils/domain/log';
import { MOST_OF_ONE } from '@/utils/domain/own-files';
import { formatBytes } from '@/utils/i18n/format';
import { readMailHeaders } from '@/utils/text/mail-headers';
import { attachedFacts, gmailOriginal } from '@/utils/ui/attached';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import { readOwn } from '../own-file';

export interface MailSectionProps { vault: Vault; head: ItemHead; log: LoggedEntry[] }

/** Of a saved mail: the way to its original, and the place to attach it. Nothing where it is no mail. */
export function MailSection({ vault, head, log }: MailSectionProps) {
  const t = useT();
  if ((head.site !== 'gmail' && head.site !== 'outlook') || head.mark === 'child') return null;
  const attach = async (file: File): Promise<string | null> => {
    if (file.size > MOST_OF_ONE) return t('item:mailTooLarge', { one: formatBytes(MOST_OF_ONE) });
    const own = await readOwn(file);
    if (!own) return t('item:mailUnreadable');
    const says = readMailHeaders(own.bytes);
    if (!says) return t('item:mailNoMail');
    const about = { name: own.name, modified: own.modified === null ? null : new Date(own.modified).toISOString(), says: { ...says } };
    const answer = await vault.attach(head.id, { bytes: own.bytes, type: 'message/rfc822', ending: 'eml' }, about);
    if (!answer.ok) return answer.error === 'already-there' ? t('item:mailSame') : problemWords(answer);
    return null;
  };
  return <MailOriginal site={head.site} link={head.site === 'gmail' ? gmailOriginal(head.address, head.postId) : null} attached={attachedFacts(log)} onAttach={attach} />;
}
