import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import type { Account, Contact } from '@/utils/domain/handoff';
import { ACCOUNT_SITES, readAccount } from '@/utils/handoff/accounts';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import type { Change } from './PersonPage';

const isSame = (a: Account, b: Account): boolean => a.site === b.site && a.handle === b.handle && a.userId === b.userId;
const nameOf = ({ handle, userId }: Account): string => (handle === null ? (userId ?? '') : `@${handle}`);

/** Accounts of a person that are never muted or blocked from here, whoever wrote what. */
export function Accounts({ contact, change }: { contact: Contact; change: Change }) {
  const t = useT();
  const [site, setSite] = useState(ACCOUNT_SITES[0] ?? '');
  const [typed, setTyped] = useState('');
  const account = readAccount(site, typed);
  const add = (event: Event) => {
    event.preventDefault();
    if (account === null) return;
    change((one) => ({ ...one, accounts: [...one.accounts.filter((other) => !isSame(other, account)), account] }));
    setTyped('');
  };
  return (
    <form class="block" onSubmit={add}>
      <h2>{t('ally:accounts')}</h2>
      <p class="hint">{t('ally:accountsHint')}</p>
      {contact.accounts.length === 0 ? null : (
        <ul class="files" role="list" data-testid="accounts">
          {contact.accounts.map((one) => (
            <li key={`${one.site} ${nameOf(one)}`} class="row row-apart">
              <span>{siteName(one.site)} · <bdi>{nameOf(one)}</bdi></span>
              <Button kind="quiet" label={t('ally:accountDropName', { name: nameOf(one) })} onClick={() => change((all) => ({ ...all, accounts: all.accounts.filter((other) => !isSame(other, one)) }))} testid="account-drop">{t('ally:accountDrop')}</Button>
            </li>
          ))}
        </ul>
      )}
      <label class="field">
        <span class="field-label">{t('ally:accountSite')}</span>
        <select class="input" value={site} onChange={(event) => setSite(event.currentTarget.value)} data-testid="account-site">
          {ACCOUNT_SITES.map((one) => <option key={one} value={one}>{siteName(one)}</option>)}
        </select>
      </label>
      <Field label={t('ally:account')} hint={t('ally:accountHint')} value={typed} onInput={setTyped} error={typed.trim() !== '' && account === null ? t('ally:accountWrong', { site: siteName(site) }) : null} testid="account" />
      <div class="row"><Button type="submit" disabled={account === null} testid="account-add">{t('ally:accountAdd')}</Button></div>
    </form>
  );
}
