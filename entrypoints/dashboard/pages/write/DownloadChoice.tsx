import { useId, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { shownName } from '@/components/FileChooser';
import { Tick } from '@/components/Tick';
import type { Group } from '@/utils/capture/archive/survey';
import { MOST_OF_ONE } from '@/utils/domain/own-files';
import { formatBytes, formatDayHere } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';

import type { Picked } from './Download';

const MOST_SHOWN = 100;
const PAGES = /\.(?:json|js|csv|txt|html?|xml|ndjson|eml|mbox)$/i;

export interface DownloadChoiceProps { picked: Picked; onPick: (picked: Picked) => void; disabled: boolean }

/** Who wrote, how much and when: no word of it, and no name that a group gave itself. */
export function DownloadChoice({ picked, onPick, disabled }: DownloadChoiceProps) {
  const t = useT();
  const { seen, keys } = picked;
  const [typed, setTyped] = useState('');
  const fits = (words: string | null) => typed.trim() === '' || (words ?? '').toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
  const groups = seen.groups.filter(({ sender }) => fits(sender)).sort((a, b) => b.count - a.count);
  const theirs = groups.filter(({ own }) => own === false);
  const unknown = groups.filter(({ own }) => own === null);
  const hers = groups.filter(({ own }) => own === true);
  const others = seen.others.filter(({ path, bytes }) => PAGES.test(path) && bytes > 0 && bytes <= MOST_OF_ONE && fits(path));
  const tick = (key: string, on: boolean) => {
    const next = new Set(keys);
    if (on) next.add(key);
    else next.delete(key);
    onPick({ ...picked, keys: next });
  };
  const list = (title: string, hint: string, some: Group[], testid: string) => (some.length === 0 ? null : (
    <section class="block" aria-label={title}>
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      <div class="row">
        <Button kind="quiet" disabled={disabled} onClick={() => onPick({ ...picked, keys: new Set([...keys, ...some.map(({ key }) => key)]) })} testid={`${testid}-all`}>{t('write:tickAll')}</Button>
        <Button kind="quiet" disabled={disabled} onClick={() => onPick({ ...picked, keys: new Set([...keys].filter((key) => !some.some((group) => group.key === key))) })} testid={`${testid}-none`}>{t('write:tickNone')}</Button>
      </div>
      <ul class="in-view" role="list" data-testid={testid}>
        {some.slice(0, MOST_SHOWN).map((group) => (
          <li key={group.key}><Tick label={shownName(group.sender ?? t(group.own ? 'write:you' : 'write:senderNotSaid'))} hint={about(group, t)} checked={keys.has(group.key)} disabled={disabled} onChange={(on) => tick(group.key, on)} testid="download-group" /></li>
        ))}
      </ul>
      {some.length > MOST_SHOWN ? <p class="hint">{t('write:moreGroups', { count: some.length - MOST_SHOWN })}</p> : null}
    </section>
  ));
  return (
    <>
      {seen.groups.length + others.length > 12 || typed !== '' ? <Field label={t('write:findSender')} type="search" value={typed} onInput={setTyped} testid="download-find" /> : null}
      {list(t('write:theirs'), t('write:theirsHint'), theirs, 'download-theirs')}
      {list(t('write:whoUnknown'), t('write:whoUnknownHint'), unknown, 'download-unknown')}
      {list(t('write:hers'), t('write:hersHint'), hers, 'download-hers')}
      {seen.groups.length > 0 ? (
        <div class="write-pair">
          <Day label={t('write:fromDay')} value={picked.from} onChange={(from) => onPick({ ...picked, from })} disabled={disabled} testid="download-from" />
          <Day label={t('write:toDay')} value={picked.to} onChange={(to) => onPick({ ...picked, to })} disabled={disabled} testid="download-to" />
        </div>
      ) : <p data-testid="download-unparsed">{t('write:downloadUnparsed')}</p>}
      {others.length > 0 ? (
        <details open={seen.groups.length === 0}>
          <summary>{t('write:otherFiles', { count: others.length })}</summary>
          <p class="hint">{t('write:otherFilesHint')}</p>
          <ul class="in-view" role="list" data-testid="download-others">
            {others.slice(0, MOST_SHOWN).map(({ path, bytes }) => (
              <li key={path}><Tick label={shownName(path)} hint={formatBytes(bytes)} checked={picked.files.has(path)} disabled={disabled} testid="download-other"
                onChange={(on) => onPick({ ...picked, files: new Set(on ? [...picked.files, path] : [...picked.files].filter((one) => one !== path)) })} /></li>
            ))}
          </ul>
          {others.length > MOST_SHOWN ? <p class="hint">{t('write:moreGroups', { count: others.length - MOST_SHOWN })}</p> : null}
        </details>
      ) : null}
    </>
  );
}

function about({ kind, people, count, first, last, conversation }: Group, t: ReturnType<typeof useT>): string {
  const much = kind === 'message' ? t('write:messages', { count }) : kind === 'post' ? t('write:posts', { count }) : t('write:comments', { count });
  const day = (at: number) => formatDayHere(new Date(at).toISOString());
  const when = first === null || last === null ? null : day(first) === day(last) ? day(first) : t('write:span', { from: day(first), to: day(last) });
  const where = conversation.startsWith('message_requests/') ? t('write:requests') : people !== null && people > 2 ? t('write:groupOf', { count: people }) : null;
  return [much, when, where].filter((one) => one !== null).join(' · ');
}

function Day({ label, value, onChange, disabled, testid }: { label: string; value: string; onChange: (value: string) => void; disabled: boolean; testid: string }) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>{label}</label>
      <input class="input" id={id} type="date" value={value} disabled={disabled} onInput={(event) => onChange(event.currentTarget.value)} data-testid={testid} />
    </div>
  );
}
