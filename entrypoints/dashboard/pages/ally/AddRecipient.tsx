import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { randomId } from '@/utils/domain/ids';
import { contactRow } from '@/utils/handoff/book';
import { isName, MOST_NAME } from '@/utils/handoff/card';
import { newContact } from '@/utils/handoff/contacts';
import { problemWords } from '@/utils/ui/problem';
import { readRecipients } from '@/utils/ui/recipients';
import { goTo } from '@/utils/ui/route';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

/** Police, a lawyer, a newsroom: whoever only gets packages, by an age key of theirs or by six words made each time. */
export function AddRecipient({ vault }: { vault: Vault }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { recipients, wrong } = readRecipients(key);
  const fault = wrong !== null ? t('handover:recipientsWrong', { wrong }) : recipients.length > 1 ? t('ally:oneKey') : null;
  const add = async (event: Event) => {
    event.preventDefault();
    const contact = newContact(randomId(), name.trim(), ['recipient'], null, recipients[0] ?? null);
    const put = await vault.shelve({ put: [contactRow(contact)] });
    if (put.ok) goTo({ page: 'ally', part: 'people', id: contact.id });
    else setProblem(problemWords(put));
  };
  if (!open) return <Button kind="quiet" onClick={() => setOpen(true)} testid="add-recipient">{t('ally:addRecipient')}</Button>;
  return (
    <form class="block ally-add" onSubmit={(event) => void add(event)}>
      <h2>{t('ally:addRecipient')}</h2>
      <p>{t('ally:recipientLead')}</p>
      <Field label={t('ally:theirName')} value={name} onInput={setName} maxLength={MOST_NAME} error={problem} autoFocus testid="recipient-name" />
      <Field label={t('ally:theirKey')} hint={t('ally:theirKeyHint')} value={key} onInput={setKey} error={key === '' ? null : fault} testid="recipient-key" />
      <div class="row">
        <Button kind="main" type="submit" disabled={!isName(name.trim()) || fault !== null} testid="save-recipient">{t('ally:saveRecipient')}</Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}
