import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { VirtualList } from '@/components/VirtualList';
import { MOST_KEPT } from '@/utils/act/own-list';
import { plainHandle, type Kept } from '@/utils/act/spare';
import { formatNumber } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import { useT } from '@/utils/ui/use-t';

import { QUIETED } from './start';

const MOST_NAME = 320;
const MOST_NOTE = 200;

/** People never quieted, whoever chooses and whatever they wrote: kept sealed. */
export function NeverList({ list, onKeep }: { list: Kept[]; onKeep: (list: Kept[]) => void }) {
  const t = useT();
  const [site, setSite] = useState(QUIETED[0] ?? '');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const plain = plainHandle(name);
  const there = list.some((one) => one.site === site && one.handle !== null && plainHandle(one.handle) === plain);
  const full = list.length >= MOST_KEPT;
  const add = (event: Event) => {
    event.preventDefault();
    if (plain === '' || there || full) return;
    onKeep([{ site, host: null, userId: null, handle: plain, note: note.trim() === '' ? null : note.trim() }, ...list]);
    setName('');
    setNote('');
  };
  return (
    <section class="block act-wide" data-testid="never">
      <h2>{t('quiet:neverTitle')}</h2>
      <p>{t('quiet:neverLead')}</p>
      <form class="act-form" onSubmit={add}>
        <label class="field"><span class="field-label">{t('quiet:neverSite')}</span>
          <select class="input" value={site} onChange={(event) => setSite(event.currentTarget.value)} data-testid="never-site">
            {QUIETED.map((id) => <option key={id} value={id}>{siteName(id)}</option>)}
          </select>
        </label>
        <Field label={t('quiet:neverWho')} value={name} onInput={setName} maxLength={MOST_NAME} error={there ? t('quiet:neverThere') : full ? t('quiet:neverFull', { most: formatNumber(MOST_KEPT) }) : null} testid="never-name" />
        <Field label={t('quiet:neverNote')} value={note} onInput={setNote} maxLength={MOST_NOTE} testid="never-note" />
        <Button type="submit" disabled={plain === '' || there || full} testid="never-add">{t('quiet:neverAdd')}</Button>
      </form>
      <p class="hint" role="status" data-testid="never-count">{t('quiet:neverCount', { count: list.length })}</p>
      <VirtualList count={list.length} label={t('quiet:neverTitle')} estimate={52} rowKey={(i) => keyOf(list[i])} testid="never-list"
        row={(i) => {
          const one = list[i];
          if (one === undefined) return null;
          const shown = one.handle === null ? t('quiet:noAccount') : `@${one.handle}`;
          return (
            <div class="act-line">
              <span class="act-who"><bdi>{shown}</bdi></span>
              <span class="hint">{siteName(one.site)}{one.note === null ? null : <> · <bdi>{one.note}</bdi></>}</span>
              <Button kind="quiet" onClick={() => onKeep(list.filter((other) => other !== one))} label={t('quiet:neverDropName', { name: shown })} testid="never-drop">{t('quiet:neverDrop')}</Button>
            </div>
          );
        }} />
    </section>
  );
}

const keyOf = (one: Kept | undefined): string => (one === undefined ? '' : `${one.site} ${one.host ?? ''} ${one.userId ?? ''} ${one.handle ?? ''}`);
