import { useEffect, useState } from 'preact/hooks';

import { Button } from '@/components/Button';
import { Findings } from '@/components/Findings';
import { Notice } from '@/components/Notice';
import { Progress } from '@/components/Progress';
import { problemWords } from '@/utils/ui/problem';
import { useT } from '@/utils/ui/use-t';
import type { HealthFinding, Vault } from '@/utils/vault/types';

/** What is known at once, and a full check that reads everything back. */
export function HealthSection({ vault }: { vault: Vault }) {
  const t = useT();
  const [findings, setFindings] = useState<HealthFinding[]>([]);
  const [at, setAt] = useState<{ done: number; of: number } | null>(null);
  const [whole, setWhole] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => { void vault.health().then(setFindings, () => undefined); }, [vault]);
  const check = async () => {
    setProblem(null);
    setWhole(false);
    setAt({ done: 0, of: 1 });
    const answer = await vault.check((done, of) => setAt({ done, of }));
    setAt(null);
    if (!answer.ok) return setProblem(problemWords(answer));
    setFindings(answer.value);
    setWhole(!answer.value.some((finding) => finding.id.startsWith('damaged')));
  };
  return (
    <section class="block">
      <h2>{t('settings:healthTitle')}</h2>
      <Findings findings={findings} />
      {whole ? <Notice title={t('settings:healthGood')} testid="check-good"><p>{t('settings:healthGoodLead')}</p></Notice> : null}
      {problem ? <p class="field-error" role="alert">{problem}</p> : null}
      {at ? <Progress label={t('settings:checking')} done={at.done} of={at.of} testid="check-progress" /> : (
        <>
          <p class="hint">{t('settings:checkHint')}</p>
          <Button onClick={() => void check()} testid="full-check">{t('settings:check')}</Button>
        </>
      )}
    </section>
  );
}
