import { useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import type { Draft } from '@/utils/handoff/labels/draft';
import { LONGEST } from '@/utils/handoff/labels/values';
import { useT } from '@/utils/ui/use-t';
import { shownName } from '@/components/FileChooser';

/** A neutral line, a note, tags: all may stay empty. */
export function OwnWords({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const t = useT();
  const [tag, setTag] = useState('');
  const add = () => {
    const one = tag.trim();
    setTag('');
    if (one !== '' && !draft.tags.includes(one)) onDraft({ ...draft, pass: false, tags: [...draft.tags, one] });
  };
  return (
    <div class="board-words">
      <p class="hint">{t('triage:wordsHint')}</p>
      <Field label={t('triage:line')} hint={t('triage:lineHint')} value={draft.line} maxLength={LONGEST.line} autoFocus onInput={(line) => onDraft({ ...draft, pass: false, line })} testid="work-line" />
      <Field label={t('triage:note')} rows={3} value={draft.note} maxLength={LONGEST.note} onInput={(note) => onDraft({ ...draft, pass: false, note })} testid="work-note" />
      <form onSubmit={(event) => { event.preventDefault(); add(); }}>
        <Field label={t('triage:tag')} value={tag} maxLength={LONGEST.tag} onInput={setTag} testid="work-tag" />
        <Button type="submit" testid="work-tag-add">{t('triage:tagAdd')}</Button>
      </form>
      {draft.tags.length > 0 ? (
        <ul class="row" role="list" data-testid="work-tags">
          {draft.tags.map((one) => (
            <li key={one}><bdi>{shownName(one)}</bdi> <Button kind="quiet" label={t('triage:tagGone', { tag: shownName(one) })} onClick={() => onDraft({ ...draft, tags: draft.tags.filter((other) => other !== one) })}>×</Button></li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
