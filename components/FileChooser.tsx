import { useId, useRef, useState } from 'preact/hooks';

import { withinLimits, type OwnLimits } from '@/utils/domain/own-files';
import { tCode } from '@/utils/i18n';
import { formatBytes, formatNumber } from '@/utils/i18n/format';
import { useT } from '@/utils/ui/use-t';
import { makeVisible } from '@/utils/ui/visible';

import { Button } from './Button';

export interface FileChooserProps {
  label: string;
  hint: string;
  limits: OwnLimits;
  files: readonly File[];
  onFiles: (files: File[]) => void;
  disabled?: boolean;
  testid: string;
}

/** A file's name with nothing in it that hides or turns: a name may be made to look like another. */
export const shownName = (name: string): string => makeVisible(name).map((part) => part.text).join('');

/** Files by name and length only: nothing of them is opened or drawn. What goes over a limit is named and left out. */
export function FileChooser({ label, hint, limits, files, onFiles, disabled = false, testid }: FileChooserProps) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState<string[]>([]);
  const sizes = { files: formatNumber(limits.files), one: formatBytes(limits.one), all: formatBytes(limits.all) };
  const add = (input: HTMLInputElement) => {
    const sorted = withinLimits([...files, ...(input.files ?? [])], limits);
    input.value = '';
    setLeft(sorted.left.map(({ file, why }) => tCode('write:left.', why, { name: shownName(file.name), ...sizes })));
    onFiles(sorted.kept);
  };
  return (
    <div class="field files-field" role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <p class="field-label" id={id}>{label}</p>
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      <input ref={input} class="unseen" type="file" multiple disabled={disabled} tabIndex={-1} aria-hidden="true" onChange={(event) => add(event.currentTarget)} data-testid={testid} />
      <div class="row"><Button disabled={disabled} onClick={() => input.current?.click()} describedBy={`${id}-hint`} testid={`${testid}-choose`}>{t('write:chooseFiles')}</Button></div>
      <div role="status" data-testid={`${testid}-state`}>
        {left.map((sentence, i) => <p class="field-error" key={i}>{sentence}</p>)}
        {files.length > 0 ? <p class="hint">{t('write:total', { count: files.length, size: formatBytes(files.reduce((sum, file) => sum + file.size, 0)) })}</p> : null}
      </div>
      {files.length > 0 ? (
        <ul class="chosen-files" role="list" aria-label={t('write:list')} data-testid={`${testid}-list`}>
          {files.map((file, i) => (
            <li key={`${i} ${file.name}`}>
              <bdi class="file-name">{shownName(file.name)}</bdi>
              <span class="hint">{formatBytes(file.size)}</span>
              <Button kind="quiet" disabled={disabled} onClick={() => { setLeft([]); onFiles(files.filter((other) => other !== file)); }} label={t('write:takeAwayName', { name: shownName(file.name) })}>{t('write:takeAway')}</Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
