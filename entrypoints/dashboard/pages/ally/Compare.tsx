import { useMemo, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Choice } from '@/components/Choice';
import { shownName } from '@/components/FileChooser';
import { Notice } from '@/components/Notice';
import type { Card, SignedCard } from '@/utils/domain/handoff';
import { inGroups, safetyNumber } from '@/utils/handoff/safety';
import { useT } from '@/utils/ui/use-t';

export type How = 'in-person' | 'phone';
export interface CompareProps { mine: Card; theirs: SignedCard; name: string; onSame: (how: How) => void; testid: string }

/** The number of two cards, large enough to read aloud. Nothing is taken for compared before she says how it was. */
export function Compare({ mine, theirs, name, onSame, testid }: CompareProps) {
  const t = useT();
  const [how, setHow] = useState<How | null>(null);
  const [differs, setDiffers] = useState(false);
  // Ten thousand hashes: not with every key press.
  const groups = useMemo(() => inGroups(safetyNumber(mine, theirs.card)), [mine, theirs]);
  const who = { name: shownName(name) };
  return (
    <div class="compare" data-testid={testid}>
      <p>{t('ally:compareHow', who)}</p>
      <p class="safety-number" dir="ltr" data-testid={`${testid}-number`}>{groups.map((group, i) => <span key={i}>{group}</span>)}</p>
      <Choice legend={t('ally:how')} value={how} onChange={setHow} options={[
        { value: 'in-person', label: t('ally:inPerson'), testid: `${testid}-in-person` },
        { value: 'phone', label: t('ally:byPhone'), hint: t('ally:byPhoneHint'), testid: `${testid}-phone` },
      ]} />
      <div class="row">
        <Button kind="main" disabled={how === null} onClick={() => { if (how) onSame(how); }} testid={`${testid}-same`}>{t('ally:same')}</Button>
        <Button kind="quiet" onClick={() => setDiffers(true)} testid={`${testid}-differs`}>{t('ally:differs')}</Button>
      </div>
      {differs ? <Notice kind="danger" title={t('ally:differsTitle')} testid={`${testid}-stop`}><p>{t('ally:differsLead', who)}</p></Notice> : null}
    </div>
  );
}
