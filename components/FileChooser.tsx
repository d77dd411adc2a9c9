import { useId, useRef, useState } from 'preact/hooks';

import { withinLimits, type OwnLimits } from '@/utils/domain/own-files';
import { tCode } from '@/utils/i18n';
import { formatBytes, formatNumber } from '@/utils/i18n/format';
import { droppedFiles } from '@/utils/ui/dropped-files';
import { useT } from '@/utils/ui/use-t';
import { makeVisible } from '@/utils/ui/visible';

import { Button } from './Button';

export interface FileChooserProps {
  label: string;
  /** A whole folder may be chosen too. */
  folder?: boolean;
  hint: string;
  limits: OwnLimits;
  files: readonly File[];
  onFiles: (files: File[]) => void;
  disabled?: boolean;
  testid: string;
}

/** A file's name with nothing in it that hides or turns: a name may be made to look like another. */
export const shownName = (name: string): string => makeVisible(name).map((part) => part.text).join('');

const MOST_SHOWN = 50;

/** Files by name and length only: nothing of them is opened or drawn. What goes over a limit is named and left out. */
export function FileChooser({ label, hint, limits, files, onFiles, folder = false, disabled = false, testid }: FileChooserProps) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [left, setLeft] = useState<string[]>([]);
  const [over, setOver] = useState(false);
  const sizes = { files: formatNumber(limits.files), one: formatBytes(limits.one), all: formatBytes(limits.all) };
  const add = (more: Iterable<File>) => {
    const sorted = withinLimits([...files, ...more], limits);
    setLeft(sorted.left.map(({ file, why }) => tCode('write:left.', why, { name: shownName(file.name), ...sizes })));
    onFiles(sorted.kept);
  };
  const taken = (element: HTMLInputElement) => {
    add([...(element.files ?? [])]);
    element.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer && !disabled) void droppedFiles(event.dataTransfer).then(add);
  };
  return (
    <div
      class={`field files-field ${over ? 'files-over' : ''}`} role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}
    >
      <p class="field-label" id={id}>{label}</p>
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      <input ref={input} class="unseen" type="file" multiple disabled={disabled} tabIndex={-1} aria-hidden="true" onChange={(event) => taken(event.currentTarget)} data-testid={testid} />
      {folder ? <input ref={(element) => { folderInput.current = element; element?.setAttribute('webkitdirectory', ''); }} class="unseen" type="file" multiple disabled={disabled} tabIndex={-1} aria-hidden="true" onChange={(event) => taken(event.currentTarget)} data-testid={`${testid}-folder`} /> : null}
      <div class="row">
        <Button disabled={disabled} onClick={() => input.current?.click()} describedBy={`${id}-hint`} testid={`${testid}-choose`}>{t('write:chooseFiles')}</Button>
        {folder ? <Button disabled={disabled} onClick={() => folderInput.current?.click()} describedBy={`${id}-hint`} testid={`${testid}-choose-folder`}>{t('write:chooseFolder')}</Button> : null}
        <span class="hint">{t('write:orDrop')}</span>
      </div>
      <div role="status" data-testid={`${testid}-state`}>
        {left.slice(0, MOST_SHOWN).map((sentence, i) => <p class="field-error" key={i}>{sentence}</p>)}
        {left.length > MOST_SHOWN ? <p class="field-error">{t('write:leftMore', { count: left.length - MOST_SHOWN })}</p> : null}
        {files.length > 0 ? <p class="hint">{t('write:total', { count: files.length, size: formatBytes(files.reduce((sum, file) => sum + file.size, 0)) })}</p> : null}
      </div>
      {files.length > 0 ? (
        <ul class="chosen-files" role="list" aria-label={t('write:list')} data-testid={`${testid}-list`}>
          {files.slice(0, MOST_SHOWN).map((file, i) => (
            <li key={`${i} ${file.name}`}>
              <bdi class="file-name">{shownName(file.name)}</bdi>
              <span class="hint">{formatBytes(file.size)}</span>
              <Button kind="quiet" disabled={disabled} onClick={() => { setLeft([]); onFiles(files.filter((other) => other !== file)); }} label={t('write:takeAwayName', { name: shownName(file.name) })}>{t('write:takeAway')}</Button>
            </li>
          ))}
          {files.length > MOST_SHOWN ? <li><span class="hint">{t('write:more', { count: files.length - MOST_SHOWN })}</span><Button kind="quiet" disabled={disabled} onClick={() => { setLeft([]); onFiles([]); }} testid={`${testid}-none`}>{t('write:takeAwayAll')}</Button></li> : null}
        </ul>
      ) : null}
    </div>
  );
}
