import { count } from '@/utils/act/queue';
import type { Run, Step } from '@/utils/domain/act';
import type { Standing } from '@/utils/act/history';
import { tCode } from '@/utils/i18n';
import { formatList } from '@/utils/i18n/format';
import { siteName } from '@/utils/ui/sites';
import type { useT } from '@/utils/ui/use-t';

type T = ReturnType<typeof useT>;

export const runTitle = ({ verb, way, site }: Run, t: T): string => {
  const name = { site: siteName(site) };
  return way === 'undo' ? t(verb === 'mute' ? 'quiet:run_undo_mute' : 'quiet:run_undo_block', name) : t(verb === 'mute' ? 'quiet:run_mute' : 'quiet:run_block', name);
};

/** What came of each, numbers first; what has not had its turn comes last. */
export function sumWords(run: Run, t: T): string {
  const all = count(run);
  const parts: [number, (count: number) => string][] = [
    [all.done - all.already, (n) => t(run.verb === 'mute' ? 'quiet:sum_mute' : 'quiet:sum_block', { count: n })],
    [all.undone, (n) => t('quiet:sumUndone', { count: n })],
    [all.already, (n) => t('quiet:sumAlready', { count: n })],
    [all.spared, (n) => t('quiet:sumSpared', { count: n })],
    [all.gone, (n) => t('quiet:sumGone', { count: n })],
    [all.refused, (n) => t(run.how === 'guided' ? 'quiet:sumNotDone' : 'quiet:sumRefused', { count: n })],
    [all.strangers, (n) => t('quiet:sumStrangers', { count: n })],
    [all.waiting, (n) => t('quiet:sumWaiting', { count: n })],
  ];
  return formatList(parts.filter(([n]) => n > 0).map(([n, words]) => words(n)));
}

export function stepWords(step: Step, standing: Standing, t: T): string {
  if (standing === 'undone') return t('quiet:step.undoneSince');
  if (standing === 'undoing') return t('quiet:step.undoing');
  if (step.state === 'spared') return step.why === 'twice' ? '' : t(`quiet:spare.${step.why}`);
  if (step.state === 'done' && step.already) return t('quiet:step.already');
  if (step.state === 'trying' && step.met === true) return t('quiet:step.open');
  if (step.state === 'done' && step.answer === 'she says so') return t('quiet:step.sheSays');
  if (step.state === 'stranger' && !step.undone) return t('quiet:step.strangerStays');
  const why = step.state === 'refused' ? tCode('quiet:refused.', step.why) : null;
  return why !== null && step.state === 'refused' && why !== step.why ? why : t(`quiet:step.${step.state}`);
}
