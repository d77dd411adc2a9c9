import { useEffect, useRef, useState } from 'preact/hooks';

import { useT } from '@/utils/ui/use-t';

import { Button } from './Button';

export interface PictureProps {
  /** PNG or another still or moving format: only its first frame is ever drawn. Null: it could not be read. */
  load: () => Promise<Blob | null>;
  /** Says what it is ("Picture of saved post 12"), never what it shows. */
  label: string;
}

const SMALL = 320;

/** Comes after the words, at her press: small, grey and still; full size and colour is one more press. */
export function Picture({ load, label }: PictureProps) {
  const t = useT();
  const [view, setView] = useState<'none' | 'small' | 'full'>('none');
  const [failed, setFailed] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    if (view === 'none') return;
    let gone = false;
    void (async () => {
      const drawn = await draw(load, canvas.current, view === 'full', () => gone);
      if (!gone) setFailed(!drawn);
    })();
    return () => { gone = true; };
  }, [view, load]);

  return (
    <div class="picture">
      <div class="row">
        <Button kind="quiet" onClick={() => setView(view === 'none' ? 'small' : 'none')} expanded={view !== 'none'} testid="picture-toggle">
          {view === 'none' ? t('item:showPicture') : t('item:hidePicture')}
        </Button>
        {view === 'none' ? null : (
          <Button kind="quiet" onClick={() => setView(view === 'full' ? 'small' : 'full')} pressed={view === 'full'} testid="picture-full">{t('item:fullColour')}</Button>
        )}
      </div>
      {view === 'none' || failed ? null : <canvas ref={canvas} class={view === 'full' ? 'picture-full' : 'picture-small'} role="img" aria-label={label} data-testid="picture" />}
      {failed ? <p class="field-error" role="alert">{t('item:cannotOpen')}</p> : null}
    </div>
  );
}

async function draw(load: PictureProps['load'], canvas: HTMLCanvasElement | null, full: boolean, gone: () => boolean): Promise<boolean> {
  const blob = await load();
  if (!blob || !canvas || gone()) return blob !== null;
  try {
    const bitmap = await createImageBitmap(blob);
    const scale = full ? 1 : Math.min(1, SMALL / bitmap.width);
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext('2d');
    if (pen && !full) pen.filter = 'grayscale(1)';
    if (!gone()) pen?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return true;
  } catch {
    return false;
  }
}
