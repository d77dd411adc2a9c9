import { useRef, useState } from 'preact/hooks';

import { formatBytes, formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';

export interface AttachedMail { path: string; bytes: number; received: number | null; dkim: boolean | null }

export interface MailOriginalProps {
  site: 'gmail' | 'outlook';
  /** Where the mail's own page gives the original, for her to open; null where no such address is known. */
  link: string | null;
  attached: AttachedMail[];
  /** Answers the problem in words, or null when it is attached. */
  onAttach: (file: File) => Promise<string | null>;
}

/** The page shows a mail; the original with its headers is what others can check. She fetches it herself, nothing is asked by us. */
export function MailOriginal({ site, link, attached, onAttach }: MailOriginalProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (element: HTMLInputElement) => {
    const file = element.files?.[0];
    if (!file) return;
    setBusy(true);
    setProblem(await onAttach(file));
    setBusy(false);
    element.value = '';
  };
  return (
    <section class="block" data-testid="mail-original">
      <h2>{t('item:mailTitle')}</h2>
      <p>{t('item:mailLead')}</p>
      <ol class="plain-list">
        <li>{link === null ? t(`item:mailHow.${site}`) : <>{t('item:mailHowLink')} <a href={link} target="_blank" rel="noreferrer noopener" data-testid="mail-link">{t('item:mailOpen')}</a></>}</li>
        <li>{t('item:mailThen')}</li>
      </ol>
      <input ref={input} class="unseen" type="file" accept=".eml,message/rfc822" disabled={busy} tabIndex={-1} aria-hidden="true" onChange={(event) => void choose(event.currentTarget)} data-testid="mail-file" />
      <div class="row"><Button disabled={busy} onClick={() => input.current?.click()} testid="mail-choose">{busy ? t('item:mailAttaching') : t('item:mailAttach')}</Button></div>
      <div role="status" data-testid="mail-state">
        {problem === null ? null : <p class="field-error">{problem}</p>}
        {attached.map(({ path, bytes, received, dkim }) => (
          <p key={path}>{t('item:mailThere', { path, size: formatBytes(bytes) })}{received === null ? null : ` ${t('item:mailSays', { count: received, shown: formatNumber(received) })} ${t(dkim ? 'item:mailDkim' : 'item:mailNoDkim')}`}</p>
        ))}
      </div>
    </section>
  );
}
