import { useEffect, useState } from 'preact/hooks';

import { formatBytes } from '@/utils/i18n/format';
import { downloadBytes } from '@/utils/ui/save-file';
import { soundType } from '@/utils/ui/sound';
import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';

export interface OwnFileView {
  path: string;
  type: string;
  bytes: number;
  /** Null: it could not be read. */
  load: () => Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Files that she added: none is opened here but sound, at her press and only as the kind it really is. */
export function OwnFiles({ files, number }: { files: OwnFileView[]; number: string }) {
  const t = useT();
  if (files.length === 0) return null;
  return (
    <section class="own-files" aria-label={t('item:ownFiles')}>
      <p class="hint">{t('item:ownFilesHint')}</p>
      <ul class="files" role="list" data-testid="own-files">{files.map((file) => <OneFile key={file.path} file={file} number={number} />)}</ul>
    </section>
  );
}

function OneFile({ file, number }: { file: OwnFileView; number: string }) {
  const t = useT();
  const [sound, setSound] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  useEffect(() => () => { if (sound !== null) URL.revokeObjectURL(sound); }, [sound]);
  const mayPlay = file.type.startsWith('audio/');

  const play = async () => {
    const bytes = await file.load();
    const type = bytes && soundType(bytes);
    if (!bytes) return setTold(t('item:cannotOpen'));
    if (type === null) return setTold(t('item:noSound'));
    setTold(null);
    setSound(URL.createObjectURL(new Blob([bytes], { type: type as string })));
  };
  const copy = async () => {
    const bytes = await file.load();
    if (!bytes) return setTold(t('item:cannotOpen'));
    const name = `${number}-${file.path.split('/').pop() ?? 'file.bin'}`;
    downloadBytes(bytes, name, 'application/octet-stream');
    setTold(t('item:copySaved', { name }));
  };
  return (
    <li>
      <span class="file-path" dir="ltr">{file.path}</span>
      <span class="hint">{formatBytes(file.bytes)}</span>
      <span class="row">
        {mayPlay && sound === null ? <Button kind="quiet" onClick={() => void play()} label={`${t('item:play')} ${file.path}`} testid="play-sound">{t('item:play')}</Button> : null}
        <Button kind="quiet" onClick={() => void copy()} label={`${t('item:saveCopy')} ${file.path}`} testid="save-copy">{t('item:saveCopy')}</Button>
      </span>
      {sound === null ? null : <audio controls preload="metadata" src={sound} aria-label={file.path} onError={() => { setSound(null); setTold(t('item:noSound')); }} data-testid="sound" />}
      {told === null ? null : <p role="status" data-testid="own-file-told">{told}</p>}
    </li>
  );
}
