import { useId, useRef, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { useT } from '@/utils/ui/use-t';

/** One file, by button or by letting it fall here. It is opened by what it goes to, not here. */
export function OpenFile({ hint, busy, onFile, testid }: { hint: string; busy: boolean; onFile: (file: File) => void; testid: string }) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (file: File | null | undefined) => { if (file && !busy) onFile(file); };
  return (
    <div
      class={`field files-field ${over ? 'files-over' : ''}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files[0]); }}
    >
      <p class="hint" id={id}>{hint}</p>
      <input ref={input} class="unseen" type="file" tabIndex={-1} aria-hidden="true" disabled={busy} data-testid={testid}
        onChange={(event) => { take(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
      <div class="row">
        <Button disabled={busy} onClick={() => input.current?.click()} describedBy={id} testid={`${testid}-choose`}>{t('triage:openFile')}</Button>
        <span class="hint">{t('triage:orDrop')}</span>
      </div>
    </div>
  );
}
