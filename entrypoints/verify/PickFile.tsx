import { useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { useT } from '@/utils/ui/use-t';

/** A place to drop a file on, and a button for those who cannot drag. */
export function PickFile({ onFile }: { onFile: (file: File) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      class={`block drop-place${over ? ' drop-over' : ''}`}
      data-testid="drop"
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('verify:drop')}</p>
      <input
        ref={input} class="unseen" type="file" accept=".zip,.age" tabIndex={-1} aria-hidden="true" data-testid="file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <Button kind="main" onClick={() => input.current?.click()} testid="pick">{t('verify:pick')}</Button>
    </div>
  );
}
