import type { PageRule } from '@/utils/domain/taught';
import { learn } from '@/utils/sites/generic/learn/learn';
import { pickElement } from '../picker';
import { pageFacts } from '../registry';
import { picked } from './picked';
import { askAbout } from './ask';
import { learnWords } from './words';

/**
 * From one post that she points at (or has just picked) to a rule that she has seen at work and called right. Null when she leaves.
 * Nothing is kept in the page.
 */
export async function learnHere(lang: string, signal: AbortSignal): Promise<PageRule | null> {
  const words = learnWords(lang);
  for (let example = picked(); ; example = null) {
    example ??= await pickElement(lang, signal, words.point);
    if (!example) return null;
    for (const { rule, posts } of learn(example, pageFacts())) {
      const answer = await askAbout(lang, posts, words.found(posts.length), [
        { label: words.right, first: true, answer: 'right' }, { label: words.wrong, answer: 'wrong' }, { label: words.leave, answer: 'leave' },
      ] as const, signal);
      if (answer === 'right') return rule;
      if (answer !== 'wrong') return null;
    }
    const more = await askAbout(lang, [example], words.none, [{ label: words.again, first: true, answer: true }, { label: words.leave, answer: false }], signal);
    if (more !== true) return null;
  }
}
