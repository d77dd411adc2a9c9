import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { Notice } from '@/components/Notice';
import { sha256 } from '@/utils/crypto/hash';
import type { ItemHead } from '@/utils/domain/item';
import type { LabelOp } from '@/utils/domain/handoff';
import type { NewOp } from '@/utils/handoff/labels/op';
import type { WitnessValue } from '@/utils/handoff/labels/values';
import { formatNumber, formatShort } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import type { Vault } from '@/utils/vault/types';

import type { Row } from './use-work';

type Saw = WitnessValue['saw'];
const SAW: readonly Saw[] = ['same', 'changed', 'gone', 'not-open'];

/** Where the original stood, when that is an address of the web. */
function addressOf({ permalink, address }: Row): URL | null {
  for (const one of [permalink, address]) {
    const url = one === null ? null : URL.parse(one);
    if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  }
  return null;
}

/** The newest post of this device's own that was saved at the same address. */
async function ownCapture(vault: Vault, row: Row): Promise<ItemHead | null> {
  for await (const batch of vault.heads()) {
    const found = batch.find(({ permalink, address, damaged }) => damaged !== true && (row.permalink === null ? address === row.address : permalink === row.permalink));
    if (found) return found;
  }
  return null;
}

/** First who may see the visit; then the visit; then what was seen, signed. Nothing is opened by itself. */
export function Witness({ vault, version, row, ops, onSign }: { vault: Vault; version: number; row: Row; ops: LabelOp[]; onSign: (news: NewOp[]) => void }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const [saw, setSaw] = useState<Saw | null>(null);
  const [own, setOwn] = useState<ItemHead | null>(null);
  const url = addressOf(row);
  useEffect(() => {
    let gone = false;
    void ownCapture(vault, row).then((head) => { if (!gone) setOwn(head); });
    return () => { gone = true; };
  }, [vault, version, row]);
  if (url === null) return <p class="hint">{t('triage:witnessNoAddress')}</p>;
  const sign = async () => {
    if (saw === null) return;
    const view = own ? await vault.item(own.id) : null;
    const value: WitnessValue = { address: url.href.slice(0, 2_000), at: new Date().toISOString(), saw, record: view?.ok ? await sha256(view.value.recordBytes) : null };
    onSign([{ item: row.item, field: 'witness', value }]);
    setSaw(null);
  };
  return (
    <div class="block" data-testid="witness">
      <p>{t('triage:witnessLead')}</p>
      <Notice kind="needs" testid="witness-warning"><p>{t('triage:witnessWarn', { host: url.host })}</p></Notice>
      <p><a class="button" href={url.href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer" onClick={() => setOpened(true)} data-testid="witness-open">{t('triage:witnessOpen', { host: url.host })}</a></p>
      {opened ? (
        <>
          <Choice legend={t('triage:witnessSaw')} value={saw} onChange={setSaw} options={SAW.map((value) => ({ value, label: t(`triage:saw.${value}`), testid: `saw-${value}` }))} />
          <p class="hint" data-testid="witness-own">{own ? t('triage:witnessOwn', { number: formatNumber(own.number, { useGrouping: false }) }) : t('triage:witnessSave')}</p>
          <Button disabled={saw === null} onClick={() => void sign()} testid="witness-sign">{t('triage:witnessSign')}</Button>
        </>
      ) : null}
      {ops.filter(({ field }) => field === 'witness').map(({ opId, value }) => (
        <p key={opId} role="status" data-testid="witness-signed">{t('triage:witnessSigned', { time: formatShort((value as WitnessValue).at), saw: t(`triage:saw.${(value as WitnessValue).saw}`) })}</p>
      ))}
    </div>
  );
}
